"""What a tester cannot do as a person: each is told in a sentence, and nothing has happened."""

import json
from typing import Any

import pytest

from tests.sandbox.crowd import CAT, Crowd, gather
from tests.sandbox.rig import ANN, BOB, Rig

BUTTONS = {"inline_keyboard": [[{"text": "Go", "callback_data": "go"}, {"text": "Site", "url": "https://a.cn"}]]}

IN_PRIVATE: list[tuple[str, dict[str, Any], int, str]] = [
    ("press", {"message_id": 2}, 400, "say which button: data, or row and col"),
    ("press", {"message_id": 2, "data": "other"}, 404, "there is no such button on message 2; it has [['Go', 'Site']]"),
    ("press", {"message_id": 2, "row": 0, "col": 2}, 404, "there is no such button"),
    ("press", {"message_id": 2, "row": "0"}, 404, "there is no such button"),
    ("press", {"message_id": 2, "row": 0, "col": 1}, 400, "the button 'Site' does not call the bot"),
    ("press", {"message_id": 2, "data": "go", "times": 0}, 400, "times must be 1 to 1000"),
    ("press", {"message_id": 9, "data": "go"}, 404, "there is no message 9 in this chat"),
    ("press", {"message_id": "2", "data": "go"}, 404, "there is no message 2 in this chat"),
    ("forge_press", {"message_id": 2}, 400, "forge_press needs message_id and data"),
    ("edit", {"message_id": 2, "text": "x"}, 400, "only an own text message can be edited"),
    ("edit", {"message_id": 1, "text": " "}, 400, "text must have 1 to 4096 characters"),
    ("edit", {"message_id": 1, "text": "x" * 4097}, 400, "text must have 1 to 4096 characters"),
    ("say", {"text": "x", "reply_to": 9}, 404, "there is no message 9 in this chat"),
    ("contact", {"of": {"first_name": "x"}}, 400, "a contact has a phone_number and a first_name"),
    ("contact", {"of": 9}, 404, "there is no person 9"),
    ("send", {"kind": "song"}, 400, "kind must be one of sticker, voice, location"),
    ("location", {"latitude": "north"}, 400, "latitude must be a number"),
    ("location", {"latitude": True}, 400, "latitude must be a number"),
    ("location", {"latitude": 91}, 400, "latitude is -90 to 90"),
    ("unblock", {}, 400, "the bot is not blocked by"),
    ("leave", {}, 400, "that is done in a group"),
    ("no_such_deed", {}, 404, "no_such_deed"),
]


@pytest.mark.parametrize(("deed", "given", "status", "wrong"), IN_PRIVATE)
async def test_in_the_chat_with_a_bot(chat: Rig, deed: str, given: dict[str, Any], status: int, wrong: str) -> None:
    await chat.ok("sendMessage", chat_id=ANN, text="Choose", reply_markup=json.dumps(BUTTONS))
    before = await chat.see(f"/people/{ANN}/screen")
    answered, told = await chat.request("POST", f"/people/{ANN}/{deed}", json=given)
    assert (answered, wrong in told["error"]) == (status, True), told
    assert await chat.see(f"/people/{ANN}/screen") == before
    assert await chat.updates() == []


@pytest.fixture
async def crowd(chat: Rig) -> Crowd:
    return await gather(chat)


IN_A_GROUP: list[tuple[int, str, dict[str, Any], str]] = [
    (ANN, "block", {}, "only the chat with a bot can be stopped"),
    (ANN, "delete_chat", {}, "only the chat with a bot can be stopped"),
    (ANN, "permissions", {"permissions": "all"}, "permissions must be an object"),
    (ANN, "promote", {"who": 9}, "there is nobody called 9"),
    (ANN, "title", {"title": " "}, "a group needs a title"),
    (BOB, "title", {"title": "Ours"}, "may not change the title"),
    (BOB, "promote", {"who": ANN}, "may not promote anybody"),
]


@pytest.mark.parametrize(("person", "deed", "given", "wrong"), IN_A_GROUP)
async def test_in_a_group(crowd: Crowd, person: int, deed: str, given: dict[str, Any], wrong: str) -> None:
    await crowd.do(ANN, "permissions", permissions={"can_change_info": False})
    assert wrong in await crowd.refused(person, deed, **given)


async def test_who_is_not_in_a_group_does_nothing_there(crowd: Crowd) -> None:
    await crowd.do(BOB, "leave")
    assert "Bob has no place in Team" in await crowd.refused(BOB, "say", text="still here?")
    assert "Bob is not in Team" in await crowd.refused(ANN, "promote", who=BOB)


async def test_only_in_a_supergroup_is_one_member_restricted(chat: Rig) -> None:
    group = await gather(chat, "group")
    assert "only in a supergroup" in await group.refused(ANN, "restrict", who=BOB)


async def test_the_description_of_a_group_is_shown_to_those_who_ask(crowd: Crowd) -> None:
    await crowd.do(ANN, "description", description=" For welders ")
    assert (await crowd.ok("getChat"))["description"] == "For welders"
    await crowd.do(ANN, "description")
    assert "description" not in await crowd.ok("getChat")


LEVERS: list[tuple[str, Any, int, str]] = [
    ("/limits", {"on": "yes"}, 400, "say on: true or false"),
    ("/redeliver", {"update_ids": 7}, 400, "update_ids must be a list of numbers"),
    ("/redeliver", {"bot": "no_bot"}, 404, "there is no bot no_bot"),
    ("/clock", [1], 400, "the body must be a JSON object"),
]


@pytest.mark.parametrize(("path", "given", "status", "wrong"), LEVERS)
async def test_at_the_levers(rig: Rig, path: str, given: Any, status: int, wrong: str) -> None:
    assert await rig.request("POST", path, json=given) == (status, {"error": wrong})


@pytest.mark.parametrize(
    ("path", "status", "wrong"),
    [
        (f"/people/{ANN}/chat?after=x", 400, "after must be a number"),
        (f"/people/{ANN}/chats/-5/screen", 404, "there is no bot and no group -5"),
        (f"/people/{ANN}/chats/sandbox_bot/members", 400, "only a group has members"),
        ("/samples/none.jpg", 404, "samples are good"),
        ("/files/none", 404, "there is no such file"),
    ],
)
async def test_what_is_not_there_cannot_be_seen(chat: Rig, path: str, status: int, wrong: str) -> None:
    answered, told = await chat.request("GET", path)
    assert (answered, wrong in told["error"]) == (status, True), told


async def test_a_broken_body_is_told(rig: Rig) -> None:
    status, told = await rig.request("POST", "/clock", data=b"{")
    assert (status, told) == (400, {"error": "the body is not JSON"})


async def test_a_deleted_account_does_nothing_and_joins_nothing(crowd: Crowd) -> None:
    await crowd.rig.request("DELETE", f"/people/{BOB}")
    assert "this account is deleted" in await crowd.refused(BOB, "say", text="boo")
    assert "this account is deleted" in await crowd.refused(BOB, "title", title="Boo")
    status, told = await crowd.rig.request("POST", "/groups", json={"title": "New", "by": ANN, "members": [BOB]})
    assert (status, told) == (400, {"error": "this account is deleted"})


async def test_nobody_changes_an_administrator_whom_another_made(crowd: Crowd) -> None:
    for one in (BOB, CAT):
        await crowd.do(ANN, "promote", who=one, rights={"can_promote_members": True, "can_pin_messages": True})
    assert "Bob cannot change the rights of Cat" in await crowd.refused(BOB, "promote", who=CAT)
    assert "Bob cannot change the rights of 安" in await crowd.refused(BOB, "promote", who=ANN)


async def test_a_press_of_somebody_who_has_left_is_answered_into_the_void(crowd: Crowd) -> None:
    sent = await crowd.ok("sendMessage", text="Choose", reply_markup=json.dumps(BUTTONS))
    await crowd.do(BOB, "press", message_id=sent["message_id"], data="go")
    query = (await crowd.heard())[-1]["callback_query"]
    await crowd.do(BOB, "leave")
    assert await crowd.rig.ok("answerCallbackQuery", callback_query_id=query["id"], text="Too late") is True


async def test_a_press_in_a_group_that_has_moved_is_answered_into_the_void(chat: Rig) -> None:
    group = await gather(chat, "group")
    sent = await group.ok("sendMessage", text="Choose", reply_markup=json.dumps(BUTTONS))
    await group.do(BOB, "press", message_id=sent["message_id"], data="go")
    query = (await group.heard())[-1]["callback_query"]
    await group.do(ANN, "migrate")
    assert await chat.ok("answerCallbackQuery", callback_query_id=query["id"]) is True
