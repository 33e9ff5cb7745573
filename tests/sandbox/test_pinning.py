"""Pinned messages of a private chat: by the bot, by the person, seen by both."""

from pathlib import Path
from typing import Any

import pytest

from tests.sandbox.rig import ANN, Rig, running


async def say(rig: Rig, text: str = "x") -> int:
    return int((await rig.ok("sendMessage", chat_id=ANN, text=text))["message_id"])


async def screen(rig: Rig) -> Any:
    return await rig.see(f"/people/{ANN}/screen")


async def test_the_bot_pins_a_message_and_hears_of_it(chat: Rig) -> None:
    number = await say(chat, "rules")
    assert await chat.ok("pinChatMessage", chat_id=ANN, message_id=number) is True
    told = (await chat.updates())[0]["message"]
    assert (told["pinned_message"]["text"], told["from"]["is_bot"]) == ("rules", True)
    seen = await screen(chat)
    assert (seen["pinned"], seen["messages"][-1]["pinned_message"]["message_id"]) == ([number], number)
    assert (await chat.ok("getChat", chat_id=ANN))["pinned_message"]["message_id"] == number


async def test_a_pin_is_an_event(chat: Rig) -> None:
    number = await say(chat)
    await chat.ok("pinChatMessage", chat_id=ANN, message_id=number)
    await chat.ok("unpinChatMessage", chat_id=ANN, message_id=number)
    events = (await chat.see(f"/people/{ANN}/chat?after=0"))["events"]
    assert [one["pinned"] for one in events if one["type"] == "pin"] == [[number], []]


async def test_the_newest_pinned_message_is_unpinned_first(chat: Rig) -> None:
    one, two, three = await say(chat), await say(chat), await say(chat)
    for number in (three, one, two):
        await chat.ok("pinChatMessage", chat_id=ANN, message_id=number)
    assert (await screen(chat))["pinned"] == [one, two, three]
    assert (await chat.ok("getChat", chat_id=ANN))["pinned_message"]["message_id"] == three
    await chat.ok("unpinChatMessage", chat_id=ANN)
    await chat.ok("unpinChatMessage", chat_id=ANN, message_id=one)
    assert (await screen(chat))["pinned"] == [two]


async def test_everything_is_unpinned(chat: Rig) -> None:
    for _ in range(2):
        await chat.ok("pinChatMessage", chat_id=ANN, message_id=await say(chat))
    assert await chat.ok("unpinAllChatMessages", chat_id=ANN) is True
    assert (await screen(chat))["pinned"] == []
    assert await chat.ok("unpinAllChatMessages", chat_id=ANN) is True


async def test_wrong_pins_are_refused(chat: Rig) -> None:
    number, other = await say(chat), await say(chat)
    assert await chat.error("unpinChatMessage", chat_id=ANN) == "Bad Request: message to unpin not found"
    await chat.ok("pinChatMessage", chat_id=ANN, message_id=number)
    notice = (await screen(chat))["messages"][-1]["message_id"]
    cases = [
        ("pinChatMessage", 999, "message to pin not found"),
        ("unpinChatMessage", 999, "message to unpin not found"),
        ("pinChatMessage", 0, "message identifier is not specified"),
        ("pinChatMessage", number, "CHAT_NOT_MODIFIED"),
        ("unpinChatMessage", other, "CHAT_NOT_MODIFIED"),
        ("pinChatMessage", notice, "message can't be pinned"),
    ]
    for method, message_id, why in cases:
        refused = await chat.error(method, chat_id=ANN, message_id=message_id)
        assert refused == f"Bad Request: {why}", (method, message_id)
    assert (await screen(chat))["pinned"] == [number]


@pytest.mark.parametrize("method", ["pinChatMessage", "unpinChatMessage", "unpinAllChatMessages"])
async def test_who_has_stopped_the_bot_is_left_alone(chat: Rig, method: str) -> None:
    await chat.do(ANN, "block")
    assert await chat.error(method, chat_id=ANN, message_id=1) == "Forbidden: bot was blocked by the user"


async def test_a_deleted_message_is_pinned_no_more(chat: Rig) -> None:
    number = await say(chat)
    await chat.ok("pinChatMessage", chat_id=ANN, message_id=number)
    await chat.ok("deleteMessage", chat_id=ANN, message_id=number)
    assert (await screen(chat))["pinned"] == []
    assert "pinned_message" not in await chat.ok("getChat", chat_id=ANN)


async def test_a_pin_survives_a_restart(tmp_path: Path) -> None:
    async with running(path=tmp_path) as rig:
        await rig.hello()
        number = await say(rig)
        await rig.ok("pinChatMessage", chat_id=ANN, message_id=number)
    async with running(path=tmp_path) as rig:
        assert (await screen(rig))["pinned"] == [number]
        assert (await rig.ok("getChat", chat_id=ANN))["pinned_message"]["message_id"] == number


async def test_a_person_pins_and_the_bot_hears_of_it(chat: Rig) -> None:
    number = await say(chat)
    pinned = await chat.do(ANN, "pin", message_id=number)
    heard = (await chat.updates())[0]
    assert heard["update_id"] == pinned["update_id"]
    assert (heard["message"]["pinned_message"]["message_id"], heard["message"]["from"]["id"]) == (number, ANN)
    assert heard["message"]["message_id"] == pinned["message_id"]


async def test_a_person_unpins_and_the_bot_hears_nothing(chat: Rig) -> None:
    one, two = await say(chat), await say(chat)
    for number in (one, two):
        pinned = await chat.do(ANN, "pin", message_id=number)
    await chat.do(ANN, "unpin", message_id=one)
    assert (await screen(chat))["pinned"] == [two]
    await chat.do(ANN, "unpin")
    assert (await screen(chat))["pinned"] == []
    assert await chat.updates(offset=pinned["update_id"] + 1) == []


async def test_missteps_in_pinning_are_told(chat: Rig) -> None:
    number = await say(chat)
    notice = (await chat.do(ANN, "pin", message_id=number))["message_id"]
    for deed, message_id, status in [("pin", number, 400), ("pin", notice, 400), ("pin", 99, 404), ("unpin", 99, 404)]:
        answer = await chat.request("POST", f"/people/{ANN}/{deed}", json={"message_id": message_id})
        assert (answer[0], list(answer[1])) == (status, ["error"]), (deed, message_id)


async def test_a_person_deletes_for_both_and_the_bot_hears_nothing(chat: Rig) -> None:
    own, bots = (await chat.do(ANN, "say", text="oops"))["message_id"], await say(chat)
    offset = (await chat.updates())[-1]["update_id"] + 1
    for number in (own, bots):
        gone = await chat.do(ANN, "delete", message_id=number)
        assert (gone["message_id"], gone["update_id"]) == (number, None)
    assert [one["message_id"] for one in (await screen(chat))["messages"]] == [1]
    assert await chat.updates(offset=offset) == []
    assert await chat.error("editMessageText", chat_id=ANN, message_id=bots, text="y") == (
        "Bad Request: message to edit not found"
    )
    assert (await chat.request("POST", f"/people/{ANN}/delete", json={"message_id": own}))[0] == 404
