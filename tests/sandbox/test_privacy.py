"""What bots hear in groups, how they come there by a link, and the abilities that @BotFather switches."""

from typing import Any

import pytest

from tests.sandbox.crowd import gather, kinds, statuses
from tests.sandbox.rig import ANN, BOB, Rig
from tests.sandbox.test_many_bots import second_bot


async def test_a_startgroup_link_brings_the_bot_and_its_payload(rig: Rig) -> None:
    crowd = await gather(rig, bot=False)
    await rig.do(BOB, "startgroup", group=crowd.id, payload="team_7")
    mine, came, started = await crowd.heard()
    assert statuses(mine["my_chat_member"]) == ("left", "member")
    assert came["message"]["new_chat_members"][0]["id"] == rig.bot_id
    assert started["message"]["text"] == "/start@sandbox_bot team_7"
    assert started["message"]["entities"] == [{"offset": 0, "length": 18, "type": "bot_command"}]
    again = await rig.do(BOB, "startgroup", group=crowd.id, payload="x")
    assert again["message_id"]
    assert kinds(await crowd.heard()) == ["message"]


async def test_a_startgroup_payload_is_checked(rig: Rig) -> None:
    crowd = await gather(rig, bot=False)
    status, answer = await rig.request("POST", f"/people/{BOB}/startgroup", json={"group": crowd.id, "payload": "a b"})
    assert (status, "payload" in answer["error"]) == (400, True)
    assert (await rig.do(BOB, "startgroup", group=crowd.id))["update_id"] is None


async def test_a_bot_that_joins_no_groups_is_not_added(rig: Rig) -> None:
    crowd = await gather(rig, bot=False)
    assert (await rig.post("/bots/sandbox_bot", can_join_groups=False))["can_join_groups"] is False
    assert (await rig.ok("getMe"))["can_join_groups"] is (await rig.see("/bots"))["bots"][0]["can_join_groups"] is False
    assert "does not join groups" in await crowd.refused(BOB, "add", who=rig.bot_id)
    await rig.post("/bots/sandbox_bot", can_join_groups=True)
    await crowd.do(BOB, "add", who=rig.bot_id)


async def test_privacy_mode_lets_through_what_is_meant_for_the_bot(rig: Rig) -> None:
    crowd = await gather(rig)
    own = (await crowd.ok("sendMessage", text="question"))["message_id"]
    plain = (await crowd.do(BOB, "say", text="hello all"))["message_id"]
    await crowd.do(BOB, "say", text="/help")
    await crowd.do(BOB, "say", text="/help@sandbox_bot now")
    await crowd.do(BOB, "say", text="/help@other_bot")
    await crowd.do(BOB, "say", text="ask @Sandbox_Bot", reply_to=plain)
    await crowd.do(BOB, "say", text="ask @sandbox_bot2")
    await crowd.do(BOB, "say", text="answer", reply_to=own)
    await crowd.do(BOB, "say", text="/ no command")
    heard = [update["message"]["text"] for update in await crowd.heard()]
    assert heard == ["/help", "/help@sandbox_bot now", "ask @Sandbox_Bot", "answer"]


@pytest.mark.parametrize("how", ["privacy off", "administrator"])
async def test_without_privacy_mode_and_as_administrator_a_bot_hears_everything(rig: Rig, how: str) -> None:
    crowd = await gather(rig)
    await crowd.do(BOB, "say", text="not for you")
    assert await crowd.heard() == []
    if how == "administrator":
        await crowd.raise_bot()
    else:
        await rig.post(f"/bots/{rig.bot_id}", can_read_all_group_messages=True)
        assert (await rig.ok("getMe"))["can_read_all_group_messages"] is True
    await crowd.do(BOB, "say", text="for all")
    assert [update["message"]["text"] for update in await crowd.heard()] == ["for all"]


async def test_a_command_without_a_name_is_for_the_bot_that_spoke_last(rig: Rig) -> None:
    crowd = await gather(rig)
    other = await second_bot(rig)
    await crowd.do(ANN, "add", who="second_bot")
    await other.ok("sendMessage", chat_id=crowd.id, text="me")
    await crowd.heard()
    await crowd.do(BOB, "say", text="/who")
    assert await crowd.heard() == []
    assert (await crowd.heard("second_bot"))[-1]["message"]["text"] == "/who"
    await crowd.ok("sendMessage", text="me too")
    await crowd.do(BOB, "say", text="/again")
    assert [update["message"]["text"] for update in await crowd.heard()] == ["/again"]


@pytest.mark.parametrize("given", [{}, {"can_fly": True}, {"can_join_groups": "yes"}])
async def test_a_bots_abilities_are_switched_by_true_and_false(rig: Rig, given: dict[str, Any]) -> None:
    status, _ = await rig.request("POST", f"/bots/{rig.bot_id}", json=given)
    assert status == 400
    assert (await rig.request("POST", "/bots/no_bot", json={"can_join_groups": True}))[0] == 404
