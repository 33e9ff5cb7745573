"""Pressed buttons and their answers; edits and deletions, row by row."""

from typing import Any

import pytest

from tests.sandbox.rig import ANN, BOB, Rig
from tests.sandbox.test_keyboards import GROUP, with_group

YES = {"inline_keyboard": [[{"text": "是", "callback_data": "y"}]]}
SAME = (
    "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)


@pytest.fixture
async def card(chat: Rig) -> int:
    return int((await chat.ok("sendMessage", chat_id=ANN, text="?", reply_markup=YES))["message_id"])


async def press(rig: Rig, message_id: int) -> str:
    return str((await rig.do(ANN, "press", message_id=message_id, data="y"))["callback_query_id"])


async def answers(rig: Rig, person: int = ANN) -> Any:
    return (await rig.see(f"/people/{person}/screen"))["answers"]


async def test_a_query_tells_who_pressed_what_where(chat: Rig, card: int) -> None:
    query_id = await press(chat, card)
    query = (await chat.updates())[0]["callback_query"]
    assert (query["id"], query["from"]["id"], query["data"]) == (query_id, ANN, "y")
    assert (query["message"]["message_id"], query["message"]["reply_markup"]) == (card, YES)
    assert isinstance(query["chat_instance"], str)


async def test_an_answer_shows_all_that_it_says(chat: Rig, card: int) -> None:
    query_id = await press(chat, card)
    given = {"text": "好" * 200, "show_alert": True, "url": "https://t.me/sandbox_bot?start=x", "cache_time": 60}
    assert await chat.ok("answerCallbackQuery", callback_query_id=query_id, **given) is True
    assert await answers(chat) == [{"callback_query_id": query_id, **given}]


async def test_an_empty_answer_says_nothing(chat: Rig, card: int) -> None:
    query_id = await press(chat, card)
    assert await chat.ok("answerCallbackQuery", callback_query_id=query_id) is True
    assert await answers(chat) == [{"callback_query_id": query_id}]


async def test_the_time_of_caching_is_clamped(chat: Rig, card: int) -> None:
    query_id = await press(chat, card)
    await chat.ok("answerCallbackQuery", callback_query_id=query_id, cache_time=9_999_999)
    assert (await answers(chat))[0]["cache_time"] == 2_592_000


@pytest.mark.parametrize(
    ("given", "description"),
    [
        ({"text": "x" * 201}, "MESSAGE_TOO_LONG"),
        ({"url": "https://example.org/"}, "URL_INVALID"),
        ({"url": "https://t.me/other_bot?start=x"}, "URL_INVALID"),
    ],
)
async def test_an_answer_is_refused(chat: Rig, card: int, given: dict[str, Any], description: str) -> None:
    query_id = await press(chat, card)
    told = await chat.error("answerCallbackQuery", callback_query_id=query_id, **given)
    assert told == f"Bad Request: {description}"
    assert await answers(chat) == []


@pytest.mark.parametrize("given", [{}, {"callback_query_id": "invalid"}, {"callback_query_id": "5"}])
async def test_an_unknown_query_is_too_old(chat: Rig, given: dict[str, Any]) -> None:
    told = await chat.error("answerCallbackQuery", **given)
    assert told == "Bad Request: query is too old and response timeout expired or query ID is invalid"


async def test_a_query_of_another_bot_is_unknown(chat: Rig, card: int) -> None:
    other = await chat.post("/bots", username="other_bot")
    query_id = await press(chat, card)
    path = f"/bot{other['token']}/answerCallbackQuery?callback_query_id={query_id}"
    assert (await chat.request("GET", path))[0] == 400


async def test_an_answer_is_shown_to_who_pressed(chat: Rig, card: int) -> None:
    await chat.hello(BOB)
    await chat.ok("answerCallbackQuery", callback_query_id=await press(chat, card), text="好")
    assert await answers(chat, BOB) == []


async def test_a_press_on_a_deleted_message_is_inaccessible(chat: Rig, card: int) -> None:
    await chat.ok("deleteMessage", chat_id=ANN, message_id=card)
    await chat.do(ANN, "forge_press", message_id=card, data="y")
    message = (await chat.updates())[0]["callback_query"]["message"]
    assert (message["date"], message["message_id"], sorted(message)) == (0, card, ["chat", "date", "message_id"])


@pytest.mark.parametrize(
    "method", ["editMessageText", "editMessageCaption", "editMessageReplyMarkup", "stopMessageLiveLocation"]
)
async def test_what_is_to_be_edited_must_be_there(chat: Rig, method: str) -> None:
    given = {"text": "x"} if method == "editMessageText" else {}
    told = await chat.error(method, chat_id=ANN, message_id=999, **given)
    assert told == "Bad Request: message to edit not found"
    told = await chat.error(method, chat_id=ANN, **given)
    assert told == "Bad Request: message identifier is not specified"
    assert await chat.error(method, chat_id=ANN, message_id=1, **given) in (
        "Bad Request: message can't be edited",
        "Bad Request: there is no text in the message to edit",
    )


async def test_the_same_text_and_keyboard_are_not_modified(chat: Rig, card: int) -> None:
    place = {"chat_id": ANN, "message_id": card}
    assert await chat.error("editMessageText", **place, text="?", reply_markup=YES) == SAME
    assert await chat.error("editMessageText", **place, text=" ? ", reply_markup=YES) == SAME
    assert "reply_markup" not in await chat.ok("editMessageText", **place, text="?")
    assert await chat.error("editMessageText", **place, text="?") == SAME
    assert (await chat.ok("editMessageText", **place, text="<b>?</b>", parse_mode="HTML"))["entities"]


async def test_an_edit_has_its_date(chat: Rig, card: int) -> None:
    await chat.post("/clock", advance_seconds=60)
    edited = await chat.ok("editMessageText", chat_id=ANN, message_id=card, text="!")
    assert 59 <= edited["edit_date"] - edited["date"] <= 62


@pytest.mark.parametrize("action", ["typing", "upload_document", "choose_sticker", "find_location", "TYPING"])
async def test_an_action_is_shown(chat: Rig, action: str) -> None:
    assert await chat.ok("sendChatAction", chat_id=ANN, action=action) is True
    assert (await chat.see(f"/people/{ANN}/screen"))["action"] == action.lower()


@pytest.mark.parametrize("given", [{}, {"action": ""}, {"action": "dance"}])
async def test_there_are_no_other_actions(chat: Rig, given: dict[str, Any]) -> None:
    told = await chat.error("sendChatAction", chat_id=ANN, **given)
    assert told == "Bad Request: wrong parameter action in request"


async def test_a_missing_message_cannot_be_deleted(chat: Rig, card: int) -> None:
    assert await chat.ok("deleteMessage", chat_id=ANN, message_id=card) is True
    told = await chat.error("deleteMessage", chat_id=ANN, message_id=card)
    assert told == "Bad Request: message to delete not found"
    told = await chat.error("deleteMessage", chat_id=ANN)
    assert told == "Bad Request: message identifier is not specified"


async def test_one_to_a_hundred_messages_are_deleted(chat: Rig, card: int) -> None:
    assert await chat.ok("deleteMessages", chat_id=ANN, message_ids=[card, *range(900, 999)]) is True
    told = await chat.error("deleteMessages", chat_id=ANN, message_ids=list(range(1, 102)))
    assert told == "Bad Request: too many message identifiers specified"


async def test_a_web_app_is_not_edited_into_a_group(chat: Rig) -> None:
    with_group(chat)
    sent = await chat.ok("sendMessage", chat_id=GROUP, text="x")
    markup = {"inline_keyboard": [[{"text": "a", "web_app": {"url": "https://a.cn/"}}]]}
    place = {"chat_id": GROUP, "message_id": sent["message_id"]}
    assert (
        await chat.error("editMessageReplyMarkup", **place, reply_markup=markup) == "Bad Request: BUTTON_TYPE_INVALID"
    )
