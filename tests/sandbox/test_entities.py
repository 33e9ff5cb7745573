"""Entities the bot gives, those Telegram finds, how they stand together, and what a text must be."""

from typing import Any

import pytest

from tests.sandbox.rig import ANN, Rig
from tests.sandbox.test_texts import Entity, brief

Given = dict[str, Any]


def one(kind: str, offset: int = 0, length: int = 5, **more: Any) -> Given:
    return {"type": kind, "offset": offset, "length": length, **more}


REFUSED: list[tuple[Given, str]] = [
    (one("bold", 100, 1), "entity begins after the end of the text at UTF-16 offset 100"),
    (one("bold", 0, 100), "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 100"),
    (one("bold", 1, 1), "entity begins in a middle of a UTF-16 symbol at byte offset 4"),
    (one("bold", 0, 1), "entity beginning at UTF-16 offset 0 ends in a middle of a UTF-16 symbol at byte offset 4"),
    (one("bold", -1, 1), "receive an entity with incorrect offset -1"),
    (one("bold", 0, -1), "receive an entity with incorrect length -1"),
    (one("nope"), "can't parse MessageEntity: Unsupported type specified"),
    (one(""), "can't parse MessageEntity: Type is not specified"),
    ({"offset": 0, "length": 1}, "can't parse MessageEntity: Can't find field \"type\""),
    ({**one("bold"), "offset": "0"}, 'can\'t parse MessageEntity: Field "offset" must be of type Number'),
    (one("text_link"), "can't parse MessageEntity: Can't find field \"url\""),
    (one("text_link", url="not-a-url"), "entity URL 'not-a-url' is invalid: Wrong HTTP URL"),
    (one("text_link", url=""), "entity URL '' is invalid: URL host is empty"),
    (one("text_link", url="https://a b.cn/"), "entity URL 'https://a b.cn/' is invalid: Wrong HTTP URL"),
    (one("text_link", url="ftp://a.cn"), "entity URL 'ftp://a.cn' is invalid: Unsupported URL protocol"),
    (one("text_mention"), "can't parse MessageEntity: Can't find field \"user\""),
    (one("text_mention", user={"id": 0}), "user not found"),
    (one("custom_emoji"), "can't parse MessageEntity: Can't find field \"custom_emoji_id\""),
    (
        one("custom_emoji", custom_emoji_id="9999999999999999999"),
        'can\'t parse MessageEntity: Field "custom_emoji_id" must be a valid Number',
    ),
    (one("date_time"), "can't parse MessageEntity: Can't find field \"unix_time\""),
    (
        one("date_time", unix_time=5, date_time_format="x"),
        "can't parse MessageEntity: Invalid date-time format specified",
    ),
    (one("date_time", unix_time=0), "invalid date specified"),
]


@pytest.mark.parametrize(("given", "description"), REFUSED)
async def test_given_entities_are_refused(chat: Rig, given: Given, description: str) -> None:
    told = await chat.error("sendMessage", chat_id=ANN, text="😀llo", entities=[given])
    assert told == f"Bad Request: {description}"


KEPT = [
    one("pre", language="c"),
    one("text_link", url="http://a.cn/"),
    one("custom_emoji", custom_emoji_id="5"),
    one("date_time", unix_time=5, date_time_format="wT"),
    one("blockquote"),
    one("expandable_blockquote"),
    one("spoiler"),
]


@pytest.mark.parametrize("given", KEPT)
async def test_given_entities_are_kept(chat: Rig, given: Given) -> None:
    assert (await chat.ok("sendMessage", chat_id=ANN, text="😀llo", entities=[given]))["entities"] == [given]


@pytest.mark.parametrize("kind", ["mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number"])
async def test_what_telegram_finds_by_itself_cannot_be_given(chat: Rig, kind: str) -> None:
    assert "entities" not in await chat.ok("sendMessage", chat_id=ANN, text="hello", entities=[one(kind)])


TOGETHER: list[tuple[list[Given], list[Entity]]] = [
    ([one("bold", 0, 4), one("italic", 2, 4)], [("bold", 0, 2), ("italic", 2, 4), ("bold", 2, 2)]),
    ([one("bold", 0, 3), one("bold", 3, 2)], [("bold", 0, 5)]),
    ([one("bold", 0, 3), one("bold", 1, 4)], [("bold", 0, 5)]),
    ([one("code", 0, 4), one("bold", 2, 4)], [("code", 0, 4), ("bold", 4, 2)]),
    ([one("code", 0, 4), one("pre", 2, 4)], [("code", 0, 4)]),
    ([one("text_link", 0, 4, url="a.cn"), one("code", 1, 1)], [("text_link", 0, 4)]),
    ([one("blockquote", 0, 4), one("code", 2, 4)], [("blockquote", 0, 4)]),
    ([one("blockquote", 0, 4), one("code", 1, 2)], [("blockquote", 0, 4), ("code", 1, 2)]),
    ([one("italic", 0, 3), one("bold", 0, 3)], [("bold", 0, 3), ("italic", 0, 3)]),
    ([one("italic", 4, 1), one("bold", 0, 1)], [("bold", 0, 1), ("italic", 4, 1)]),
    ([one("bold", 2, 0)], []),
]


@pytest.mark.parametrize(("given", "entities"), TOGETHER)
async def test_entities_that_cross_are_cut(chat: Rig, given: list[Given], entities: list[Entity]) -> None:
    sent = await chat.ok("sendMessage", chat_id=ANN, text="abcdef", entities=given)
    assert brief(sent.get("entities", [])) == entities


async def test_a_style_that_covers_half_a_link_is_cut_at_it(chat: Rig) -> None:
    given = [one("bold", 0, 10)]
    sent = await chat.ok("sendMessage", chat_id=ANN, text="see example.org", entities=given)
    assert brief(sent["entities"]) == [("bold", 0, 4), ("url", 4, 11), ("bold", 4, 6)]


async def test_a_style_around_a_link_stays_whole(chat: Rig) -> None:
    sent = await chat.ok("sendMessage", chat_id=ANN, text="see example.org!", entities=[one("bold", 0, 16)])
    assert brief(sent["entities"]) == [("bold", 0, 16), ("url", 4, 11)]


async def test_parse_mode_comes_before_entities(chat: Rig) -> None:
    sent = await chat.ok("sendMessage", chat_id=ANN, text="<i>x</i>", parse_mode="HTML", entities=[one("bold", 0, 1)])
    assert brief(sent["entities"]) == [("italic", 0, 1)]


async def test_a_hundred_entities_are_kept(chat: Rig) -> None:
    given = [one("code", 2 * n, 1) for n in range(101)]
    sent = await chat.ok("sendMessage", chat_id=ANN, text="x " * 101, entities=given)
    assert len(sent["entities"]) == 100


async def test_entities_move_with_what_is_cleaned_away(chat: Rig) -> None:
    sent = await chat.ok(
        "sendMessage", chat_id=ANN, text="a\u2028b\u202ec\u030ad\r\u0333e\u033f f", entities=[one("bold", 12, 1)]
    )
    assert (sent["text"], brief(sent["entities"])) == ("abcde f", [("bold", 6, 1)])


async def test_of_several_direction_marks_the_last_is_kept(chat: Rig) -> None:
    assert (await chat.ok("sendMessage", chat_id=ANN, text="\u200f\u200f a"))["text"] == "\u200c\u200f a"


@pytest.mark.parametrize("text", ["\u00a0", "\u3000", "\u2800", "\ufeff", "\U000e0020", " \u200b\n", "\u200e\u200f"])
async def test_what_shows_nothing_is_empty(chat: Rig, text: str) -> None:
    assert await chat.error("sendMessage", chat_id=ANN, text=text) == "Bad Request: text must be non-empty"


async def test_a_filler_is_something(chat: Rig) -> None:
    """Negative control: the Hangul filler counts as a letter."""
    assert (await chat.ok("sendMessage", chat_id=ANN, text="\u3164"))["text"] == "\u3164"


async def test_text_is_trimmed(chat: Rig) -> None:
    assert (await chat.ok("sendMessage", chat_id=ANN, text=" \n a\tb \n\n"))["text"] == "a b"


FOUND: list[tuple[str, list[Entity]]] = [
    ("@abc @pic @abcd a@abcd", [("mention", 5, 4), ("mention", 10, 5)]),
    ("#a #1 #_ #a1@news ##b #c#d", [("hashtag", 0, 2), ("hashtag", 9, 8), ("hashtag", 19, 2)]),
    ("$USD $usd $1INCH $TOOLONGNAME $$A", [("cashtag", 0, 4), ("cashtag", 10, 6)]),
    ("/a /a@sandbox_bot //b /c/d x/e", [("bot_command", 0, 2), ("bot_command", 3, 14)]),
    ("tg://resolve?domain=a http://b.cn", [("url", 0, 21), ("url", 22, 11)]),
    ("a.cn b.notatld c.xn d.jp/e?f#g (h.de)", [("url", 0, 4), ("url", 20, 10), ("url", 32, 4)]),
    ("ftp://a.cn mail+tag@b.co.uk", [("email", 11, 16)]),
]


@pytest.mark.parametrize(("text", "entities"), FOUND)
async def test_what_telegram_finds(chat: Rig, text: str, entities: list[Entity]) -> None:
    sent = await chat.ok("sendMessage", chat_id=ANN, text=text)
    assert brief(sent.get("entities", [])) == entities
