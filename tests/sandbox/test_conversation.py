"""A conversation from both sides: saying, keyboards, pressing, editing, deleting, answering, stopping the bot."""

import asyncio
from typing import Any

import pytest
from aiohttp import MultipartWriter

from sandbox import Setup
from tests.sandbox.rig import ANN, BOB, Rig, running

YES_NO = {"inline_keyboard": [[{"text": "是", "callback_data": "y"}, {"text": "否", "callback_data": "n"}]]}
SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)


async def card(rig: Rig, text: str = "?", **more: Any) -> int:
    sent = await rig.ok("sendMessage", chat_id=ANN, text=text, reply_markup=YES_NO, **more)
    return int(sent["message_id"])


async def screen(rig: Rig, person: int = ANN) -> Any:
    return await rig.see(f"/people/{person}/screen")


async def test_a_message_reaches_both_sides(chat: Rig) -> None:
    sent = await chat.ok("sendMessage", chat_id=str(ANN), text="您好", reply_parameters={"message_id": 1})
    assert sent["from"]["is_bot"] is True
    assert sent["reply_to_message"]["text"] == "/start"
    assert sent["chat"] == {"id": ANN, "first_name": "安", "last_name": "李", "username": "ann", "type": "private"}
    assert [one["text"] for one in (await screen(chat))["messages"]] == ["/start", "您好"]


@pytest.mark.parametrize("how", ["get", "form", "json", "multipart"])
async def test_parameters_come_any_way(chat: Rig, how: str) -> None:
    params = {"chat_id": str(ANN), "text": "a&b=中", "protect_content": "true"}
    options: dict[str, Any] = {
        "get": {"params": params},
        "form": {"data": params},
        "json": {"json": params},
        "multipart": {"data": _multipart(params)},
    }[how]
    async with chat.http.request("GET" if how == "get" else "POST", f"{chat.api}/sendMESSAGE", **options) as response:
        sent = (await response.json())["result"]
    assert (sent["text"], sent["has_protected_content"]) == ("a&b=中", True)


def _multipart(params: dict[str, str]) -> Any:
    writer = MultipartWriter("form-data")
    for name, value in params.items():
        writer.append(value).set_content_disposition("form-data", name=name)
    return writer


async def test_a_long_text_is_split_by_the_app(chat: Rig) -> None:
    said = await chat.do(ANN, "say", text="x" * 5000)
    assert len(said["message_ids"]) == 2
    heard = await chat.updates()
    assert [len(one["message"]["text"]) for one in heard] == [4096, 904]


async def test_what_makes_no_sense_is_told_to_the_tester(chat: Rig) -> None:
    cases: list[tuple[str, dict[str, Any], int]] = [
        (f"/people/{ANN}/say", {"text": "  "}, 400),
        (f"/people/{ANN}/say", {"text": 5}, 400),
        (f"/people/{ANN}/say", {"text": "x", "reply_to": 99}, 404),
        ("/people/5/say", {"text": "x"}, 404),
        (f"/people/{ANN}/juggle", {}, 404),
        (f"/people/{ANN}/press", {"message_id": 1, "data": "y"}, 404),
        (f"/people/{ANN}/start", {"payload": "not allowed"}, 400),
        ("/people", {"first_name": ""}, 400),
        ("/clock", {"advance_seconds": "soon"}, 400),
        ("/nowhere", {}, 404),
    ]
    for path, given, expected in cases:
        status, answer = await chat.request("POST", path, json=given)
        assert (status, list(answer)) == (expected, ["error"]), path
    assert await chat.updates() == []


async def test_a_deep_link_carries_its_payload(rig: Rig) -> None:
    await rig.do(ANN, "start", payload="abc_-9")
    heard = (await rig.updates())[0]["message"]
    assert heard["text"] == "/start abc_-9"
    assert heard["entities"] == [{"type": "bot_command", "offset": 0, "length": 6}]


async def test_a_button_is_pressed_and_answered(chat: Rig) -> None:
    message_id = await card(chat)
    pressed = await chat.do(ANN, "press", message_id=message_id, data="y")
    by_place = await chat.do(ANN, "press", message_id=message_id, row=0, col=1)
    first, second = [update["callback_query"] for update in await chat.updates()]
    assert (first["id"], first["data"], first["message"]["message_id"]) == (
        pressed["callback_query_id"], "y", message_id,
    )  # fmt: skip
    assert (second["id"], second["data"]) == (by_place["callback_query_id"], "n")
    assert await chat.ok("answerCallbackQuery", callback_query_id=first["id"], text="好", show_alert=True) is True
    assert await chat.ok("answerCallbackQuery", callback_query_id=first["id"], text="again") is True
    shown = {"callback_query_id": first["id"], "text": "好", "show_alert": True}
    assert (await screen(chat))["answers"] == [shown]


async def test_pressing_five_times_at_once(chat: Rig) -> None:
    message_id = await card(chat)
    await chat.do(ANN, "press", message_id=message_id, data="y", times=5)
    assert len({update["callback_query"]["id"] for update in await chat.updates()}) == 5


async def test_a_forged_press_arrives_and_a_deleted_message_is_inaccessible(chat: Rig) -> None:
    message_id = await card(chat)
    await chat.do(ANN, "forge_press", message_id=message_id, data="admin")
    await chat.ok("deleteMessage", chat_id=ANN, message_id=message_id)
    await chat.do(ANN, "forge_press", message_id=message_id, data="late")
    forged, late = [update["callback_query"] for update in await chat.updates()]
    assert forged["data"] == "admin"
    assert late["message"] == {"chat": forged["message"]["chat"], "message_id": message_id, "date": 0}


async def test_a_query_grows_old() -> None:
    async with running(Setup(callback_seconds=0.1)) as rig:
        await rig.hello()
        pressed = await rig.do(ANN, "press", message_id=await card(rig), data="y")
        await asyncio.sleep(0.2)
        assert "query is too old" in await rig.error("answerCallbackQuery", **_only_id(pressed))


def _only_id(pressed: dict[str, Any]) -> dict[str, Any]:
    return {"callback_query_id": pressed["callback_query_id"]}


async def test_a_card_is_edited_in_place(chat: Rig) -> None:
    message_id = await card(chat, "one")
    place = {"chat_id": ANN, "message_id": message_id}
    assert await chat.error("editMessageText", **place, text="one", reply_markup=YES_NO) == SAME
    edited = await chat.ok("editMessageText", **place, text="<b>two</b>", parse_mode="HTML", reply_markup=YES_NO)
    assert (edited["text"], edited["edit_date"] > 0) == ("two", True)
    without = await chat.ok("editMessageText", **place, text="two")
    assert "reply_markup" not in without
    assert "entities" not in without
    keyed = await chat.ok("editMessageReplyMarkup", **place, reply_markup=YES_NO)
    assert (keyed["text"], keyed["reply_markup"]) == ("two", YES_NO)
    assert await chat.error("editMessageReplyMarkup", **place, reply_markup=YES_NO) == SAME
    assert await chat.error("editMessageReplyMarkup", **place, reply_markup={"keyboard": [["a"]]}) == (
        "Bad Request: inline keyboard expected"
    )
    assert [one["text"] for one in (await screen(chat))["messages"]] == ["/start", "two"]
    kinds = [event["type"] for event in (await chat.see(f"/people/{ANN}/chat?after=0"))["events"]]
    assert kinds == ["message", "message", "edit", "edit", "edit"]


async def test_messages_are_deleted(chat: Rig) -> None:
    one, two = await card(chat), await card(chat)
    assert await chat.ok("deleteMessages", chat_id=ANN, message_ids=[one, two, 999]) is True
    assert await chat.ok("deleteMessage", chat_id=ANN, message_id=1) is True  # the person's own, in a private chat
    assert (await screen(chat))["messages"] == []
    assert await chat.error("deleteMessages", chat_id=ANN, message_ids=list(range(1, 102)))


async def test_reply_keyboards_are_shown_not_echoed(chat: Rig) -> None:
    markup = {"keyboard": [["以后再填", {"text": "手机", "request_contact": True}]], "one_time_keyboard": True}
    sent = await chat.ok("sendMessage", chat_id=ANN, text="?", reply_markup=markup)
    assert "reply_markup" not in sent
    assert (await screen(chat))["reply_keyboard"]["keyboard"][0][0] == {"text": "以后再填"}
    assert await chat.error("editMessageText", chat_id=ANN, message_id=sent["message_id"], text="!") == (
        "Bad Request: message can't be edited"
    )
    await chat.do(ANN, "say", text="以后再填")
    assert (await screen(chat))["reply_keyboard"] is None
    await chat.ok("sendMessage", chat_id=ANN, text="?", reply_markup={"keyboard": [["a"]]})
    await chat.ok("sendMessage", chat_id=ANN, text="?", reply_markup={"remove_keyboard": True})
    assert (await screen(chat))["reply_keyboard"] is None


async def test_keyboards_are_cut_to_their_limits(chat: Rig) -> None:
    rows = [[{"text": "", "callback_data": "gone"}]]
    rows += [[{"text": str(n), "callback_data": str(n)} for n in range(13)] for _ in range(30)]
    sent = await chat.ok("sendMessage", chat_id=ANN, text="?", reply_markup={"inline_keyboard": rows})
    kept = sent["reply_markup"]["inline_keyboard"]
    assert (len(kept), {len(row) for row in kept}) == (25, {12})


async def test_a_person_edits_forwards_and_shares(chat: Rig) -> None:
    said = await chat.do(ANN, "say", text="李娜")
    await chat.do(ANN, "edit", message_id=said["message_id"], text="李那")
    await chat.do(BOB, "forward", message_id=said["message_id"], from_chat=ANN)
    await chat.do(ANN, "contact")
    await chat.do(ANN, "contact", of=BOB)
    await chat.do(ANN, "contact", of={"phone_number": "123", "first_name": "X"})
    heard = await chat.updates(offset=said["update_id"] + 1)
    edited, forwarded, own, foreign, made_up = heard
    assert edited["edited_message"]["text"] == "李那"
    assert forwarded["message"]["forward_origin"]["sender_user"]["id"] == ANN
    assert own["message"]["contact"] == {
        "phone_number": "8613800000101", "first_name": "安", "last_name": "李", "user_id": ANN,
    }  # fmt: skip
    assert foreign["message"]["contact"]["user_id"] == BOB
    assert "user_id" not in made_up["message"]["contact"]


@pytest.mark.parametrize("kind", ["sticker", "voice", "location", "dice"])
async def test_small_things_are_sent(chat: Rig, kind: str) -> None:
    await chat.do(ANN, "send", kind=kind)
    assert kind in (await chat.updates())[0]["message"]


@pytest.mark.parametrize("deed", ["block", "delete_chat"])
async def test_who_stops_the_bot_hears_no_more(chat: Rig, deed: str) -> None:
    await chat.do(ANN, deed)
    member = (await chat.updates())[0]["my_chat_member"]
    assert (member["old_chat_member"]["status"], member["new_chat_member"]["status"]) == ("member", "kicked")
    blocked = "Forbidden: bot was blocked by the user"
    assert await chat.error("sendMessage", chat_id=ANN, text="?") == blocked
    assert (await chat.request("POST", f"/people/{ANN}/say", json={"text": "x"}))[0] == 400
    await chat.do(ANN, "unblock")
    await chat.ok("sendMessage", chat_id=ANN, text="back")


async def test_a_chat_action_shows_until_the_message(chat: Rig) -> None:
    await chat.ok("sendChatAction", chat_id=ANN, action="typing")
    assert (await screen(chat))["action"] == "typing"
    await card(chat)
    assert (await screen(chat))["action"] is None


async def test_commands_by_scope_and_language(chat: Rig) -> None:
    def one(name: str) -> list[dict[str, str]]:
        return [{"command": name, "description": name}]

    await chat.ok("setMyCommands", commands=one("default"))
    await chat.ok("setMyCommands", commands=one("english"), language_code="en")
    assert (await screen(chat))["commands"] == one("default")
    assert (await screen(chat, BOB))["commands"] == one("english")
    await chat.ok("setMyCommands", commands=one("private"), scope={"type": "all_private_chats"})
    await chat.ok("setMyCommands", commands=one("staff"), scope={"type": "chat", "chat_id": ANN})
    assert (await screen(chat))["commands"] == one("staff")
    assert (await screen(chat, BOB))["commands"] == one("private")
    assert await chat.ok("getMyCommands", language_code="en") == one("english")
    await chat.ok("deleteMyCommands", scope={"type": "chat", "chat_id": ANN})
    assert (await screen(chat))["commands"] == one("private")


async def test_who_the_bot_is_and_who_the_person_is(chat: Rig) -> None:
    assert (await chat.ok("getMe"))["username"] == "sandbox_bot"
    assert (await chat.ok("getChat", chat_id=ANN))["active_usernames"] == ["ann"]
    shown = await chat.see("/bot")
    assert (shown["username"], shown["webhook"]["url"]) == ("sandbox_bot", "")
