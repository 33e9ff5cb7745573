"""Bytes that are no text, halves of characters and numbers beyond 64 bits: what can be read is, the rest is parked."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import select
from telegram.error import TelegramError

from bot.engine.intake import Poller
from bot.engine.reading import Torn, read
from bot.engine.request import BotApi, LeanRequest
from storage.engine.inbox import InboxState, inbox
from tests.engine.servers import scripted
from tests.engine.test_intake import SECRET, push, pushed, update
from tests.town import Town, town_on

__all__ = ["pushed"]
OPERATOR = 3001
HEAD = b'{"update_id":910,"callback_query":{"id":"1","from":{"id":1001,"is_bot":false,"first_name":"x"},'
NO_TEXT = HEAD + b'"chat_instance":"1","data":"\xff\xfe"}}'
HALF = HEAD + rb'"chat_instance":"1","data":"\ud83d"}}'
DEEP = HEAD + b'"data":' + b"[" * 20_000 + b"]" * 20_000 + b"}}"
CUT = HEAD + b'"chat_instance":"1'
GOOD = json.dumps(update(911, "/help", chat=1002)).encode()


def answered(*updates: bytes) -> bytes:
    return b'{"ok":true,"result":[' + b",".join(updates) + b"]}"


def over_http(body: bytes) -> list[bytes]:
    return [b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%b" % (len(body), body)]


@pytest.fixture
async def watched(centre_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose operator gets alerts."""
    async with town_on(centre_url, tmp_path, {"JIANDING_OPERATORS": str(OPERATOR)}) as town:
        for someone in (town.zhang, town.li):
            await someone.say("/start")
        await town.settle()
        yield town


async def parked(town: Town) -> list[bytes]:
    async with town.centre.parts.database.read() as connection:
        query = select(inbox.c.payload).where(inbox.c.state == int(InboxState.PARKED))
        return list((await connection.execute(query)).scalars())


async def heard(_text: str) -> None:
    """Nobody listens."""


@pytest.mark.parametrize("bad", [NO_TEXT, HALF, DEEP, CUT], ids=["no text", "half a character", "too deep", "cut off"])
async def test_bytes_that_are_no_text_do_not_stop_polling(watched: Town, bad: bytes) -> None:
    """Those before and behind it are answered, its bytes are kept, its person and the operators hear of it."""
    before = json.dumps(update(909, "/help", chat=1001)).encode()
    empty = over_http(answered())
    async with scripted(over_http(answered(before, bad, GOOD)), empty) as server:
        request = LeanRequest()
        poller = Poller(BotApi(request, server.url, "123:x"), watched.centre.parts.intake, heard)
        for _ in range(2):
            await poller.run_once()
        await request.shutdown()
    assert b'"offset":912' in server.heard[1]
    await watched.li.sees("需要帮助")
    await watched.zhang.sees("没有做成")
    await watched.chen.sees("parked")
    assert await parked(watched) == [bad]


@pytest.mark.parametrize("bad", [NO_TEXT, HALF])
async def test_a_push_that_cannot_be_read_is_kept_and_not_asked_for_again(pushed: tuple[Town, str], bad: bytes) -> None:
    town, address = pushed
    for _ in range(2):
        assert await push(address, bad, SECRET) == 200
    await town.settle()
    assert await parked(town) == [bad]


@pytest.mark.parametrize("number", [1 << 63, 1 << 64, 1 << 70, 10**30])
async def test_a_number_beyond_64_bits_is_kept_once(pushed: tuple[Town, str], number: int) -> None:
    town, address = pushed
    await (await town.li.say("/start")).sees("李娜")
    for _ in range(2):
        assert await push(address, json.dumps(update(number, "/help", chat=1002)).encode(), SECRET) == 200
    assert await push(address, json.dumps(update(912, "/help", chat=number)).encode(), SECRET) == 200
    await town.li.sees("需要帮助")
    await town.settle()


@pytest.mark.parametrize("body", [rb'{"ok":true,"result":{"name":"\ud83d"}}', b'{"ok":true,"result":{"name":"\xff"}}'])
def test_any_other_answer_is_read_with_marks_for_what_is_no_text(body: bytes) -> None:
    name = read(body)["result"]["name"]
    assert name in {"?", "\ufffd"}
    assert name.encode()


def test_only_what_cannot_be_read_is_torn() -> None:
    """The negative control: good neighbours stay what they are, and a good answer is not taken apart."""
    found = read(answered(GOOD, NO_TEXT, GOOD))["result"]
    assert [isinstance(each, Torn) for each in found] == [False, True, False]
    assert found[0] == found[2] == json.loads(GOOD)
    quoted = json.dumps(update(1, NO_TEXT.decode("latin-1"))).encode()
    assert read(answered(quoted))["result"] == [json.loads(quoted)]


@pytest.mark.parametrize("body", [b"{", b"<html>", b"[" * 100_000])
def test_what_is_no_json_at_all_is_said_to_be_so(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        read(body)


@pytest.mark.parametrize("number", [1 << 63, 1 << 70])
async def test_a_number_that_no_call_can_hold_does_not_stop_polling(watched: Town, number: int) -> None:
    beyond = json.dumps(update(number, "/help", chat=1001)).encode()
    async with scripted(over_http(answered(beyond, GOOD)), over_http(answered(beyond))) as server:
        request = LeanRequest()
        poller = Poller(BotApi(request, server.url, "123:x"), watched.centre.parts.intake, heard)
        await poller.run_once()
        with pytest.raises(TelegramError, match="numbers"):
            await poller.run_once()
        await request.shutdown()
    assert b'"offset":912' in server.heard[1]
    await watched.li.sees("需要帮助")
    await watched.zhang.sees("需要帮助")
