"""What is told of changes among members, to the bots whom it concerns, to administrators, to people; what is kept."""

from pathlib import Path

import pytest

from tests.sandbox.crowd import CAT, Crowd, gather, kinds, statuses
from tests.sandbox.rig import ANN, BOB, Rig, running


async def test_a_bot_that_is_added_and_removed_hears_of_itself(rig: Rig) -> None:
    crowd = await gather(rig, bot=False)
    await crowd.do(BOB, "add", who="sandbox_bot")
    mine, came = await crowd.heard()
    assert (statuses(mine["my_chat_member"]), mine["my_chat_member"]["from"]["id"]) == (("left", "member"), BOB)
    assert came["message"]["new_chat_members"][0]["id"] == rig.bot_id
    await crowd.do(ANN, "remove", who=rig.bot_id)
    mine, left = await crowd.heard()
    assert statuses(mine["my_chat_member"]) == ("member", "kicked")
    assert mine["my_chat_member"]["new_chat_member"]["until_date"] == 0
    assert left["message"]["left_chat_member"]["id"] == rig.bot_id
    await crowd.do(ANN, "say", text="/gone")
    assert await crowd.heard() == []


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_removed_bot_cannot_write(rig: Rig, kind: str) -> None:
    crowd = await gather(rig, kind)
    await crowd.do(ANN, "remove", who=rig.bot_id)
    assert await crowd.error("sendMessage", text="x") == f"Forbidden: bot was kicked from the {kind} chat"


@pytest.mark.parametrize("kind", ["group", "supergroup"])
async def test_a_bot_that_left_cannot_write(rig: Rig, kind: str) -> None:
    crowd = await gather(rig, kind)
    await crowd.ok("leaveChat")
    assert await crowd.error("sendMessage", text="x") == f"Forbidden: bot is not a member of the {kind} chat"


async def test_a_bot_that_never_was_there_finds_no_group(rig: Rig) -> None:
    crowd = await gather(rig, bot=False)
    assert await crowd.error("sendMessage", text="x") == "chat not found"


async def test_in_a_basic_group_a_removed_bot_is_told_it_left(rig: Rig) -> None:
    crowd = await gather(rig, "group")
    await crowd.do(ANN, "remove", who=rig.bot_id)
    assert statuses((await crowd.heard())[0]["my_chat_member"]) == ("member", "left")


async def test_chat_member_is_for_administrators_that_asked(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.do(BOB, "leave")
    assert kinds(await crowd.heard()) == ["message"]
    await crowd.raise_bot()
    await crowd.do(CAT, "leave")
    heard = await crowd.heard()
    assert kinds(heard) == ["chat_member", "message"]
    assert statuses(heard[0]["chat_member"]) == ("member", "left")
    rig.sandbox.first_bot.set_allowed([])
    await crowd.do(ANN, "add", who=CAT)
    assert kinds(await crowd.heard()) == ["message"]


async def test_a_promoted_bot_learns_its_rights(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.do(ANN, "promote", who=rig.bot_id, rights={"can_pin_messages": True})
    (mine,) = await crowd.heard()
    new = mine["my_chat_member"]["new_chat_member"]
    assert (new["status"], new["can_pin_messages"], new["can_manage_chat"]) == ("administrator", True, True)
    assert (new["can_restrict_members"], new["can_be_edited"]) == (False, False)
    await crowd.do(ANN, "demote", who=rig.bot_id)
    assert statuses((await crowd.heard())[0]["my_chat_member"]) == ("administrator", "member")


async def test_a_bot_is_promoted_with_the_rights_it_asks_for(rig: Rig) -> None:
    crowd = await gather(rig)
    await rig.ok("setMyDefaultAdministratorRights", rights={"can_invite_users": True})
    await crowd.do(ANN, "promote", who=rig.bot_id)
    member = await crowd.member(rig.bot_id)
    assert (member["can_invite_users"], member["can_delete_messages"]) == (True, False)


async def test_people_see_who_is_in_the_group(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.do(ANN, "remove", who=CAT)
    found = (await rig.see(f"/people/{ANN}/chats/{crowd.id}/members"))["members"]
    assert {one["user"]["id"]: one["status"] for one in found} == {
        ANN: "creator",
        BOB: "member",
        CAT: "kicked",
        rig.bot_id: "member",
    }


async def test_a_change_of_members_is_an_event(rig: Rig) -> None:
    crowd = await gather(rig)
    seq = (await crowd.screen())["seq"]
    await crowd.do(BOB, "leave")
    events = (await rig.see(f"/people/{ANN}/chats/{crowd.id}/chat?after={seq}"))["events"]
    assert [event["type"] for event in events] == ["members", "message"]
    assert (events[0]["user"]["id"], events[0]["member"], events[0]["members"]) == (BOB, "left", 3)


async def test_a_deleted_account_is_deactivated(chat: Rig) -> None:
    crowd = await gather(chat)
    await chat.request("DELETE", f"/people/{ANN}")
    assert await chat.error("sendMessage", chat_id=ANN, text="x") == "Forbidden: user is deactivated"
    member = await crowd.member(ANN)
    assert (member["status"], member["user"]) == ("creator", {"id": ANN, "is_bot": False, "first_name": ""})


async def test_stopping_and_restarting_the_bot_tells_member_and_kicked(chat: Rig) -> None:
    crowd = Crowd(chat, ANN)
    await crowd.heard()
    await chat.do(ANN, "block")
    await chat.do(ANN, "unblock")
    stopped, again = await crowd.heard()
    assert statuses(stopped["my_chat_member"]) == ("member", "kicked")
    assert stopped["my_chat_member"]["new_chat_member"]["until_date"] == 0
    assert stopped["my_chat_member"]["chat"]["id"] == stopped["my_chat_member"]["from"]["id"] == ANN
    assert statuses(again["my_chat_member"]) == ("kicked", "member")


async def test_groups_are_found_again_after_a_restart(tmp_path: Path) -> None:
    async with running(path=tmp_path) as rig:
        crowd = await gather(rig, username="team_chat")
        basic = await gather(rig, "group")
        await crowd.do(ANN, "promote", who=rig.bot_id, rights={"can_invite_users": True, "can_change_info": True})
        await crowd.ok("setChatDescription", description="about us")
        link = await crowd.ok("createChatInviteLink", name="door", creates_join_request=True)
        await rig.ok("setMyCommands", commands=[{"command": "a", "description": "b"}])
        await crowd.do(BOB, "leave")
        await rig.post(f"/people/{BOB}/join", invite_link=link["invite_link"])
        await crowd.ok("sendMessage", text="last")
        spoken = await basic.ok("sendMessage", text="last")
        before = [await rig.see(f"/people/{ANN}/chats"), await crowd.ok("getChat"), await crowd.member(rig.bot_id)]
        last = (await crowd.screen())["messages"][-1]["message_id"]
    async with running(path=tmp_path) as rig:
        crowd, basic = Crowd(rig, crowd.id), Crowd(rig, basic.id)
        after = [await rig.see(f"/people/{ANN}/chats"), await crowd.ok("getChat"), await crowd.member(rig.bot_id)]
        unread = [{**card, "unread": 0} for card in after[0]["chats"]]
        assert unread == [{**card, "unread": 0} for card in before[0]["chats"]]
        assert after[1:] == before[1:]
        assert await rig.ok("approveChatJoinRequest", chat_id=crowd.id, user_id=BOB)
        assert (await crowd.ok("sendMessage", text="next"))["message_id"] == last + 2
        assert (await basic.ok("sendMessage", text="next"))["message_id"] == spoken["message_id"] + 1
        assert [one["command"] for one in (await crowd.screen(CAT))["commands"]] == ["a"]
        await crowd.do(CAT, "say", text="/heard")


async def test_a_bot_that_unbans_itself_is_gone(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.ok("unbanChatMember", user_id=rig.bot_id)
    assert await crowd.error("getChat") == "Forbidden: bot is not a member of the supergroup chat"


async def test_what_changes_nothing_succeeds_and_is_not_told(rig: Rig) -> None:
    crowd = await gather(rig)
    await crowd.raise_bot("can_promote_members", "can_restrict_members")
    await crowd.ok("promoteChatMember", user_id=BOB)
    await crowd.ok("restrictChatMember", user_id=BOB, permissions={"can_send_polls": False})
    assert len(await crowd.heard()) == 1
    await crowd.ok("restrictChatMember", user_id=BOB, permissions={"can_send_polls": False})
    assert await crowd.heard() == []
