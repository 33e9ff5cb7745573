"""Replies with and without quotes, to this chat and to another; options of link previews."""

from typing import Any

import pytest

from tests.sandbox.rig import ANN, BOB, Rig
from tests.sandbox.test_keyboards import GROUP, with_group

BROKEN = "can't parse entities: Can't find end of the entity starting at byte offset 0"


@pytest.fixture
async def asked(chat: Rig) -> int:
    return int((await chat.do(ANN, "say", text="the quick brown fox"))["message_id"])


async def reply(rig: Rig, message_id: int, **given: Any) -> dict[str, Any]:
    parameters = {"message_id": message_id, **given}
    return dict(await rig.ok("sendMessage", chat_id=ANN, text="yes", reply_parameters=parameters))


async def refused(rig: Rig, message_id: int, **given: Any) -> str:
    parameters = {"message_id": message_id, **given}
    return await rig.error("sendMessage", chat_id=ANN, text="yes", reply_parameters=parameters)


async def test_a_quote_stands_in_the_reply(chat: Rig, asked: int) -> None:
    sent = await reply(chat, asked, quote="quick brown", quote_position=4)
    assert sent["reply_to_message"]["message_id"] == asked
    assert sent["quote"] == {"text": "quick brown", "position": 4, "is_manual": True}


async def test_a_reply_without_quote_has_none(chat: Rig, asked: int) -> None:
    """Negative control."""
    assert "quote" not in await reply(chat, asked)


async def test_a_quote_must_stand_in_the_message(chat: Rig, asked: int) -> None:
    assert await refused(chat, asked, quote="slow fox") == "Bad Request: QUOTE_TEXT_INVALID"


async def test_a_quote_keeps_styles_and_must_have_them(chat: Rig) -> None:
    styled = await chat.ok("sendMessage", chat_id=ANN, text="so <b>quick</b> a fox", parse_mode="HTML")
    sent = await reply(chat, styled["message_id"], quote="<b>quick</b> a", quote_parse_mode="HTML")
    assert sent["quote"] == {
        "text": "quick a",
        "entities": [{"offset": 0, "length": 5, "type": "bold"}],
        "position": 0,
        "is_manual": True,
    }
    given = [{"type": "bold", "offset": 0, "length": 5}]
    assert (await reply(chat, styled["message_id"], quote="quick a", quote_entities=given))["quote"] == sent["quote"]
    assert await refused(chat, styled["message_id"], quote="quick a") == "Bad Request: QUOTE_TEXT_INVALID"


async def test_links_do_not_stand_in_quotes(chat: Rig) -> None:
    linked = await chat.ok("sendMessage", chat_id=ANN, text="see example.org now")
    assert "entities" not in (await reply(chat, linked["message_id"], quote="example.org"))["quote"]


async def test_the_position_of_a_quote_moves_past_cut_blanks(chat: Rig) -> None:
    original = await chat.ok("sendMessage", chat_id=ANN, text="hello  world")
    assert (await reply(chat, original["message_id"], quote="  world", quote_position=5))["quote"] == {
        "text": "world", "position": 7, "is_manual": True,
    }  # fmt: skip
    assert (await reply(chat, original["message_id"], quote="world", quote_position=-1))["quote"]["position"] == 0


@pytest.mark.parametrize(
    ("given", "description"),
    [
        ({"quote": "*", "quote_parse_mode": "Markdown"}, BROKEN),
        ({"quote": "x", "quote_parse_mode": "BB"}, "unsupported parse_mode"),
        ({"message_id": 999}, "message to be replied not found"),
        ({"message_id": "x"}, 'field "message_id" must be of type Number'),
        ({"message_id": None}, 'can\'t find field "message_id"'),
        ({"allow_sending_without_reply": "yes"}, 'field "allow_sending_without_reply" must be of type Boolean'),
        ({"chat_id": 5}, "chat not found"),
    ],
)  # fmt: skip
async def test_reply_parameters_are_refused(chat: Rig, asked: int, given: dict[str, Any], description: str) -> None:
    assert await refused(chat, **{"message_id": asked, **given}) == f"Bad Request: {description}"


async def test_a_reply_may_go_without_its_message(chat: Rig) -> None:
    assert "reply_to_message" not in await reply(chat, 999, allow_sending_without_reply=True)


async def test_message_zero_is_no_message(chat: Rig) -> None:
    assert "reply_to_message" not in await reply(chat, 0)


async def test_the_older_parameters_answer_too(chat: Rig, asked: int) -> None:
    sent = await chat.ok("sendMessage", chat_id=ANN, text="yes", reply_to_message_id=asked)
    assert sent["reply_to_message"]["message_id"] == asked
    lenient = {"reply_to_message_id": 999, "allow_sending_without_reply": True}
    assert "reply_to_message" not in await chat.ok("sendMessage", chat_id=ANN, text="yes", **lenient)


async def test_a_reply_shows_no_reply_of_its_own(chat: Rig, asked: int) -> None:
    first = await reply(chat, asked)
    assert "reply_to_message" not in (await reply(chat, first["message_id"]))["reply_to_message"]


async def test_a_message_of_another_chat_is_answered_from_outside(chat: Rig) -> None:
    await chat.hello(BOB)
    theirs = await chat.do(BOB, "say", text="hi from Bob")
    sent = await reply(chat, theirs["message_id"], chat_id=BOB)
    assert sent["external_reply"]["origin"]["sender_user"]["id"] == BOB
    assert sent["quote"] == {"text": "hi from Bob", "position": 0}
    assert "reply_to_message" not in sent
    assert "chat" not in sent["external_reply"]


async def test_another_chat_allows_no_missing_message(chat: Rig) -> None:
    with_group(chat)
    told = await refused(chat, 999, chat_id=GROUP, allow_sending_without_reply=True)
    assert told == "Bad Request: message to be replied not found"


PREVIEWS: list[tuple[dict[str, Any], dict[str, Any] | None]] = [
    ({"link_preview_options": {"is_disabled": True}}, {"is_disabled": True}),
    ({"link_preview_options": {"is_disabled": False}}, None),
    ({"disable_web_page_preview": True}, {"is_disabled": True}),
    ({"disable_web_page_preview": "no"}, None),
    (
        {"link_preview_options": {"url": "https://a.cn/", "prefer_large_media": True, "show_above_text": True}},
        {"url": "https://a.cn/", "prefer_large_media": True, "show_above_text": True},
    ),
]


@pytest.mark.parametrize(("given", "shown"), PREVIEWS)
async def test_link_preview_options(chat: Rig, given: dict[str, Any], shown: dict[str, Any] | None) -> None:
    sent = await chat.ok("sendMessage", chat_id=ANN, text="https://a.cn/", **given)
    assert sent.get("link_preview_options") == shown


@pytest.mark.parametrize(
    ("options", "description"),
    [
        ({"url": "not-a-url"}, "WEBPAGE_URL_INVALID"),
        ({"url": "http://localhost/x"}, "WEBPAGE_URL_INVALID"),
        ({"is_disabled": "yes"}, 'field "is_disabled" must be of type Boolean'),
        ({"prefer_small_media": "yes"}, 'field "prefer_small_media" must be of type Boolean'),
        ({"prefer_large_media": "yes"}, 'field "prefer_large_media" must be of type Boolean'),
        ({"show_above_text": "yes"}, 'field "show_above_text" must be of type Boolean'),
        ([], "object expected as link preview options"),
    ],
)
async def test_link_preview_options_are_refused(chat: Rig, options: Any, description: str) -> None:
    told = await chat.error("sendMessage", chat_id=ANN, text="x", link_preview_options=options)
    assert told == f"Bad Request: {description}"
