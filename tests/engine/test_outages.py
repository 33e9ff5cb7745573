"""Outages, waits, clocks and floods: nothing is lost or multiplied, nobody is asked too early, nobody falls silent."""

from __future__ import annotations

import asyncio
import json
import time

import pytest

from bot.engine import sending
from bot.engine.schedule import ClockWatch, run_soon, scheduler
from storage.engine import outbox
from storage.engine.outbox import OutboxState, Outgoing
from storage.engine.pacing import ALL_CHATS, pacings
from tests.engine.test_delivery import fault, message, send, started, states, texts
from tests.engine.trouble import (
    PATIENCE,
    Clock,
    calls_of,
    failed,
    forget_calls,
    next_try,
    no_more_faults,
    sqlite,
    until,
)
from tests.town import Town


@sqlite
@pytest.mark.parametrize("kind", ["502", "reset_before", "401"])
async def test_an_outage_of_a_quarter_of_an_hour_loses_no_message(town: Town, kind: str) -> None:
    since, clock = await started(town), Clock(town)
    await fault(town, method="sendMessage", kind=kind, times=1000)
    await send(town, message(1001, "ticket"))
    for _ in range(15):
        await next_try(town, clock)
    await no_more_faults(town)
    await next_try(town, clock)
    await town.settle()
    assert await texts(town, since) == ["ticket"]


@sqlite
async def test_what_fails_for_a_whole_day_is_parked(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control: with fewer tries allowed, the outage above would lose the message."""
    await started(town)
    clock = Clock(town)
    monkeypatch.setattr(sending, "MOST_ATTEMPTS", 3)
    await fault(town, method="sendMessage", kind="502", times=3, chat_id=1001)
    await send(town, message(1001, "ticket"))
    for _ in range(2):
        await next_try(town, clock)
    await town.settle()
    assert (await states(town))[-1] is OutboxState.PARKED


@sqlite
async def test_calls_go_on_when_the_clock_is_set_back(town: Town) -> None:
    since, clock = await started(town), Clock(town)
    clock.ahead = 3600
    await send(town, *(message(1001, text) for text in ("one", "two")))
    await town.settle()
    await fault(town, method="sendMessage", kind="502")
    await send(town, message(1001, "three"))
    await until(town, lambda: failed(town))
    clock.ahead = 0
    await town.settle()
    assert await texts(town, since) == ["one", "two", "three"]


async def test_ticks_go_on_when_the_clock_is_set_back() -> None:
    ticked = asyncio.Event()

    async def tick() -> None:
        ticked.set()

    ticks = scheduler({"tick": (tick, 3600.0)})
    ticks.start()
    await asyncio.sleep(0.05)
    assert not ticked.is_set()  # its hour is far away, as it is after a clock was set back
    run_soon(ticks)
    async with asyncio.timeout(PATIENCE):
        await ticked.wait()
    ticks.shutdown(wait=False)


def test_a_clock_set_back_is_seen_once() -> None:
    wall, steady = [5000.0], [10.0]
    watch = ClockWatch(lambda: wall[0], lambda: steady[0])
    seen = []
    for past, gone in ((2.0, 2.0), (-3598.0, 2.0), (2.0, 2.0), (3600.0, 2.0)):
        wall[0] += past
        steady[0] += gone
        seen.append(watch.set_back())
    assert seen == [False, True, False, False]


@sqlite
async def test_a_card_sent_anew_waits_as_long_as_telegram_says(town: Town) -> None:
    await started(town)
    clock = Clock(town)
    await fault(town, method="sendMessage", kind="429", retry_after=40, times=1000)
    before = await calls_of(town, "sendMessage")
    edit = b'{"chat_id": 1001, "message_id": 99999, "text": "x"}'
    await send(town, Outgoing(1001, "editMessageText", edit, card="main"))
    await until(town, lambda: failed(town))
    for _ in range(10):
        clock.ahead += 3
        town.centre.wake_all()
        await asyncio.sleep(0.02)
    after = await calls_of(town, "sendMessage")
    await forget_calls(town)
    assert after - before == 1


@sqlite
async def test_a_bot_that_is_told_to_wait_asks_nobody_else(town: Town) -> None:
    """Said for a second chat while the first still waits, it is meant for the bot."""
    await started(town)
    people = [town.newcomer(f"p{number}") for number in range(20)]
    for person in people:
        await person.say("/start")
    await town.settle()
    before = await calls_of(town, "sendMessage")
    await fault(town, method="sendMessage", kind="429", retry_after=30, times=1000)
    for person in people:
        await send(town, message(person.id, "x"))
        await asyncio.sleep(0.02)
    after = await calls_of(town, "sendMessage")
    async with town.centre.parts.database.read() as connection:
        left = (await pacings(connection, [ALL_CHATS]))[ALL_CHATS].pause_left(time.time())
    await forget_calls(town)
    assert after - before <= 3
    assert 25 < left <= 30


@sqlite
async def test_a_wait_of_the_whole_bot_outlives_a_restart(town: Town) -> None:
    await started(town)
    await town.li.say("/start")
    await town.settle()
    await fault(town, method="sendMessage", kind="429", retry_after=30, times=2)
    await send(town, message(1001, "x"), message(1002, "y"))
    await until(town, lambda: failed(town))
    await town.restart()
    before = await calls_of(town, "sendMessage")
    await send(town, message(2001, "z"))
    await asyncio.sleep(0.3)
    after = await calls_of(town, "sendMessage")
    await forget_calls(town)
    assert after == before


@sqlite
async def test_a_caption_whose_card_is_gone_is_shown_all_the_same(town: Town) -> None:
    since = await started(town)
    edit = b'{"chat_id": 1001, "message_id": 99999, "caption": "x"}'
    await send(town, Outgoing(1001, "editMessageCaption", edit, card="main"))
    await town.settle()
    assert await texts(town, since) == ["x"]


@sqlite
async def test_a_slow_upload_comes_at_most_twice(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await started(town)
    clock = Clock(town)
    monkeypatch.setattr(sending, "DEFAULT_TIMEOUT", 0.1)
    sha = await town.centre.parts.files.put(b"PK" * 2**10)
    await fault(town, method="sendDocument", kind="delay", seconds=0.3, times=1000)
    body = {"chat_id": 1001, "stored_document": {"sha": sha, "name": "big.zip"}}
    await send(town, Outgoing(1001, "sendDocument", json.dumps(body).encode()))
    await until(town, lambda: failed(town))
    clock.ahead += 61
    await until(town, lambda: _parked(town))
    await asyncio.sleep(0.3)
    copies = [m for m in await town.zhang.messages() if "document" in m]
    await forget_calls(town)
    assert len(copies) <= 2


async def _parked(town: Town) -> bool:
    return OutboxState.PARKED in await states(town)


@sqlite
async def test_a_slow_upload_is_given_its_time(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await started(town)
    monkeypatch.setattr(sending, "DEFAULT_TIMEOUT", 0.05)
    monkeypatch.setattr(sending, "SLOWEST_UPLOAD", 1000)
    sha = await town.centre.parts.files.put(b"PK" * 2**10)
    await fault(town, method="sendDocument", kind="delay", seconds=0.3)
    body = {"chat_id": 1001, "stored_document": {"sha": sha, "name": "big.zip"}}
    await send(town, Outgoing(1001, "sendDocument", json.dumps(body).encode()))
    await town.settle()
    assert (await states(town))[-1] is OutboxState.SENT
    assert len([m for m in await town.zhang.messages() if "document" in m]) == 1


async def test_a_file_that_a_crash_left_in_doubt_twice_is_parked(town: Town) -> None:
    await started(town)
    town.centre.parts.loops["deliver"].stop()
    call = Outgoing(1001, "sendDocument", b'{"chat_id": 1001, "stored_document": {"sha": "0", "name": "x"}}')
    await send(town, call, message(1001, "text"))
    async with town.centre.parts.database.begin() as connection:
        for again in (2, 1):
            await outbox.start(connection, [c.id for c in await outbox.ready(connection, 1e12, 9)], 1e12)
            await connection.execute(outbox.outbox.update().values(not_before=0))
            assert await outbox.settle_doubts(connection) == again - 1
    assert (await states(town))[-2] is OutboxState.PARKED
    await forget_calls(town)
