"""What keys below the input line ask for besides words: a web app's data, people, a group."""

import json
from typing import Any

import pytest

from tests.sandbox.crowd import Crowd, gather
from tests.sandbox.rig import ANN, BOB, Rig

KEYS = {"keyboard": [[{"text": "Choose", "web_app": {"url": "https://example.org/colours"}}, {"text": "Never mind"}]]}
LONGEST = 4096


@pytest.fixture
async def keys(chat: Rig) -> Rig:
    """A chat with a web app's key below the input line."""
    await chat.ok("sendMessage", chat_id=ANN, text="Which colour?", reply_markup=json.dumps(KEYS))
    return chat


async def test_what_a_web_app_sends_reaches_the_bot(keys: Rig) -> None:
    await keys.do(ANN, "web_app", button_text="Choose", data='{"hex": "#fff"}')
    message = (await keys.updates())[-1]["message"]
    assert message["web_app_data"] == {"button_text": "Choose", "data": '{"hex": "#fff"}'}
    assert "text" not in message
    assert (await keys.see(f"/people/{ANN}/screen"))["messages"][-1]["web_app_data"]["data"] == '{"hex": "#fff"}'


@pytest.mark.parametrize(
    ("given", "status", "wrong"),
    [
        ({"button_text": "Never mind", "data": "x"}, 404, "no key 'Never mind' below the input line opens a web app"),
        ({"data": "x"}, 404, "those that do are ['Choose']"),
        ({"button_text": "Choose"}, 400, "a web app sends text"),
        ({"button_text": "Choose", "data": ""}, 400, "a web app sends text"),
        ({"button_text": "Choose", "data": "ä" * (LONGEST // 2) + "x"}, 400, "a web app sends text of 1 to 4096 bytes"),
    ],
)
async def test_what_no_web_app_could_send_is_a_misstep(
    keys: Rig, given: dict[str, Any], status: int, wrong: str
) -> None:
    answered, told = await keys.request("POST", f"/people/{ANN}/web_app", json=given)
    assert (answered, wrong in told["error"]) == (status, True), told


async def test_4096_bytes_are_not_too_many(keys: Rig) -> None:
    await keys.do(ANN, "web_app", button_text="Choose", data="x" * LONGEST)
    assert len((await keys.updates())[-1]["message"]["web_app_data"]["data"]) == LONGEST


async def test_without_such_a_key_there_is_no_web_app(chat: Rig) -> None:
    status, told = await chat.request("POST", f"/people/{ANN}/web_app", json={"button_text": "Choose", "data": "x"})
    assert status == 404
    assert "those that do are []" in told["error"]


async def test_a_key_that_asks_for_a_poll_of_any_type_stays_one(chat: Rig) -> None:
    key = {"text": "Ask", "request_poll": {}}
    await chat.ok("sendMessage", chat_id=ANN, text="What?", reply_markup=json.dumps({"keyboard": [[key]]}))
    assert (await chat.see(f"/people/{ANN}/screen"))["reply_keyboard"] == {"keyboard": [[key]]}


async def ask(rig: Rig, key: dict[str, Any], **more: Any) -> None:
    """One key "Pick" below the input line of Ann."""
    markup = {"keyboard": [[{"text": "Pick", **key}]], **more}
    await rig.ok("sendMessage", chat_id=ANN, text="Pick", reply_markup=json.dumps(markup))


async def refused(rig: Rig, deed: str, **given: Any) -> str:
    status, told = await rig.request("POST", f"/people/{ANN}/{deed}", json={"button_text": "Pick", **given})
    assert status in (400, 404), told
    return str(told["error"])


async def heard(rig: Rig, what: str) -> Any:
    return (await rig.updates())[-1]["message"][what]


async def test_people_are_shared_with_as_much_as_the_bot_asked_for(chat: Rig) -> None:
    asked = {"request_id": 7, "max_quantity": 2, "request_name": True, "request_username": True}
    await ask(chat, {"request_users": asked}, one_time_keyboard=True)
    await chat.do(ANN, "share_users", button_text="Pick", users=[BOB, ANN])
    bob, ann = {"user_id": BOB, "first_name": "Bob"}, {"user_id": ANN, "first_name": "安", "last_name": "李"}
    assert await heard(chat, "users_shared") == {"request_id": 7, "users": [bob, {**ann, "username": "ann"}]}
    assert (await chat.see(f"/people/{ANN}/screen"))["reply_keyboard"] is None


async def test_without_asking_only_the_id_is_shared(chat: Rig) -> None:
    await ask(chat, {"request_users": {"request_id": -1, "user_is_bot": True}})
    await chat.do(ANN, "share_users", button_text="Pick", users=[chat.bot_id])
    assert await heard(chat, "users_shared") == {"request_id": -1, "users": [{"user_id": chat.bot_id}]}
    assert (await chat.see(f"/people/{ANN}/screen"))["reply_keyboard"]


@pytest.mark.parametrize(
    ("asked", "users", "wrong"),
    [
        ({}, [ANN, BOB], "1 to 1 different users"),
        ({"max_quantity": 2}, [BOB, BOB], "1 to 2 different users"),
        ({}, [], "1 to 1 different users"),
        ({}, BOB, "1 to 1 different users"),
        ({}, [9], "there is nobody called 9"),
        ({"user_is_bot": True}, [BOB], "asks for bots"),
        ({"user_is_bot": False}, ["sandbox_bot"], "asks for people"),
        ({"user_is_premium": True}, [BOB], "asks for premium users"),
    ],
)
async def test_who_is_not_asked_for_is_not_shared(chat: Rig, asked: dict[str, Any], users: Any, wrong: str) -> None:
    await ask(chat, {"request_users": {"request_id": 1, **asked}})
    assert wrong in await refused(chat, "share_users", users=users)


async def test_a_key_answers_what_it_asks_for_and_nothing_else(chat: Rig) -> None:
    await ask(chat, {"request_users": {"request_id": 1}})
    assert "asks for a chat; those that do are []" in await refused(chat, "share_chat", group=-5)
    assert "no key 'Other'" in await refused(chat, "share_users", button_text="Other", users=[BOB])


@pytest.fixture
async def crowd(chat: Rig) -> Crowd:
    return await gather(chat)


def group_key(**asked: Any) -> dict[str, Any]:
    return {"request_chat": {"request_id": 3, "chat_is_channel": False, **asked}}


async def test_a_group_is_shared_by_its_id(crowd: Crowd) -> None:
    await ask(crowd.rig, group_key())
    await crowd.rig.do(ANN, "share_chat", button_text="Pick", group=crowd.id)
    assert await heard(crowd.rig, "chat_shared") == {"request_id": 3, "chat_id": crowd.id}


async def test_a_group_is_shared_with_its_names_where_the_bot_asks(crowd: Crowd) -> None:
    await crowd.do(ANN, "title", title="Welders")
    await ask(crowd.rig, group_key(request_title=True, request_username=True, request_photo=True, chat_is_created=True))
    await crowd.rig.do(ANN, "share_chat", button_text="Pick", group=crowd.id)
    assert await heard(crowd.rig, "chat_shared") == {"request_id": 3, "chat_id": crowd.id, "title": "Welders"}


async def test_the_bot_comes_in_with_the_rights_that_it_wants(crowd: Crowd) -> None:
    await crowd.do(ANN, "remove", who="sandbox_bot")
    rights = {"can_pin_messages": True, "can_delete_messages": False}
    await ask(crowd.rig, group_key(bot_administrator_rights=rights, user_administrator_rights=rights))
    await crowd.rig.do(ANN, "share_chat", button_text="Pick", group=crowd.id)
    me = await crowd.ok("getChatMember", user_id=crowd.rig.bot_id)
    assert (me["status"], me["can_pin_messages"], me["can_delete_messages"]) == ("administrator", True, False)


async def test_rights_that_a_bot_has_are_kept_when_it_wants_another(crowd: Crowd) -> None:
    await crowd.do(ANN, "promote", who="sandbox_bot", rights={"can_pin_messages": True})
    await ask(crowd.rig, group_key(bot_administrator_rights={"can_invite_users": True}, bot_is_member=True))
    await crowd.rig.do(ANN, "share_chat", button_text="Pick", group=crowd.id)
    me = await crowd.ok("getChatMember", user_id=crowd.rig.bot_id)
    assert (me["can_pin_messages"], me["can_invite_users"]) == (True, True)


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ({"chat_is_channel": True}, "neither channels nor forums"),
        ({"chat_is_forum": True}, "neither channels nor forums"),
        ({"chat_has_username": True}, "its username"),
    ],
)
async def test_a_group_that_is_not_asked_for_is_not_shared(crowd: Crowd, asked: dict[str, Any], wrong: str) -> None:
    await ask(crowd.rig, group_key(**asked))
    assert wrong in await refused(crowd.rig, "share_chat", group=crowd.id)


async def test_a_group_of_others_is_shared_only_with_the_rights_that_are_asked_for(crowd: Crowd) -> None:
    theirs = (await crowd.rig.post("/groups", title="Theirs", by=BOB, members=[ANN]))["peer"]
    await ask(crowd.rig, group_key(chat_is_created=True))
    assert "does not own it" in await refused(crowd.rig, "share_chat", group=theirs)
    await ask(crowd.rig, group_key(user_administrator_rights={"can_pin_messages": True}))
    assert "lacks can_pin_messages" in await refused(crowd.rig, "share_chat", group=theirs)
