"""getUpdates: confirmation, long polls, one poller at a time, filters, duplicates."""

import asyncio
import time
from typing import Any

import aiohttp
import pytest

from sandbox import Setup, serve
from tests.sandbox.rig import ANN, BOB, Rig, running

AT_ONCE = 10.0  # seconds: long before a poll of 30 or 50 ends by itself, however busy the machine


def ids(updates: list[Any]) -> list[int]:
    return [update["update_id"] for update in updates]


def texts(updates: list[Any]) -> list[str]:
    return [update["message"]["text"] for update in updates]


async def say(rig: Rig, *words: str) -> list[int]:
    return [(await rig.do(ANN, "say", text=word))["update_id"] for word in words]


async def test_an_offset_confirms_what_lies_below_it(rig: Rig) -> None:
    first, second, third = await say(rig, "a", "b", "c")
    assert (second, third) == (first + 1, first + 2)
    assert ids(await rig.updates()) == [first, second, third]
    assert ids(await rig.updates(offset=second)) == [second, third]
    assert ids(await rig.updates(offset=0)) == [second, third]  # the first is gone for good
    assert ids(await rig.updates(offset=-1)) == [third]
    assert ids(await rig.updates(offset=0)) == [third]


async def test_a_limit_is_clamped_not_refused(rig: Rig) -> None:
    sent = await say(rig, *"abc")
    assert ids(await rig.updates(limit=2)) == sent[:2]
    assert ids(await rig.updates(limit=-5, offset=sent[0])) == sent[:1]
    assert ids(await rig.updates(limit="100000", offset=0)) == sent


async def test_an_offset_far_beyond_the_end_counts_as_none(rig: Rig) -> None:
    sent = await say(rig, *"ab")
    assert ids(await rig.updates(offset=sent[-1] + 12)) == sent
    assert ids(await rig.updates(offset=sent[-1] + 10)) == []


async def test_a_long_poll_wakes_at_once(rig: Rig) -> None:
    poll = asyncio.create_task(rig.updates(timeout=30))
    await asyncio.sleep(0.1)
    began = time.monotonic()
    await say(rig, "wake up")
    assert texts(await poll) == ["wake up"]
    assert time.monotonic() - began < AT_ONCE


async def test_a_long_poll_ends_empty_after_its_time(rig: Rig) -> None:
    began = time.monotonic()
    assert await rig.updates(timeout=1) == []
    assert 0.9 < time.monotonic() - began < AT_ONCE


async def test_who_asks_the_same_again_at_once_gets_one(rig: Rig) -> None:
    sent = await say(rig, *"abc")
    assert ids(await rig.updates(offset=sent[0])) == sent
    assert ids(await rig.updates(offset=sent[0])) == sent[:1]


async def test_the_second_poll_ends_the_first(rig: Rig) -> None:
    first = asyncio.create_task(rig.bot("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(rig.bot("getUpdates", timeout=30))
    ended = await first
    assert ended["error_code"] == 409
    assert ended["description"] == (
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
    )
    await say(rig, "for the second")
    assert texts((await second)["result"]) == ["for the second"]


async def test_repeated_conflicts_answer_late() -> None:
    async with running(Setup(conflict_pause=1.0)) as rig:
        polls = []
        for _ in range(3):
            polls.append(asyncio.create_task(rig.bot("getUpdates", timeout=30)))
            await asyncio.sleep(0.05)
        began = time.monotonic()
        done, _ = await asyncio.wait(polls[:2], return_when=asyncio.FIRST_COMPLETED)
        assert done == {polls[0]}
        assert [(await poll)["error_code"] for poll in polls[:2]] == [409, 409]
        assert time.monotonic() - began > 0.9


async def test_a_webhook_forbids_polling_and_ends_a_poll(rig: Rig) -> None:
    poll = asyncio.create_task(rig.error("getUpdates", timeout=30))
    await asyncio.sleep(0.05)
    assert await rig.ok("setWebhook", url="http://127.0.0.1:9/hook") is True
    assert await poll == "Conflict: terminated by setWebhook request"
    assert await rig.error("getUpdates") == (
        "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
    )


async def test_allowed_updates_filter_when_the_update_is_made(rig: Rig) -> None:
    await say(rig, "before")
    await rig.updates(allowed_updates='["callback_query"]')
    assert (await rig.do(ANN, "say", text="unwanted"))["update_id"] is None
    await rig.updates(allowed_updates="not json")  # cannot be read: the old setting stays
    assert (await rig.do(ANN, "say", text="unwanted"))["update_id"] is None
    await rig.updates(allowed_updates=["no_such_kind"])  # nothing known in it: back to the default
    await say(rig, "after")
    assert texts(await rig.updates(offset=0)) == ["before", "after"]


async def test_updates_come_again_when_told_to(rig: Rig) -> None:
    sent = await say(rig, *"abc")
    await rig.updates(offset=sent[-1] + 1)
    answer = await rig.post("/redeliver", update_ids=[sent[0], sent[2]])
    assert answer == {"queued": [sent[0], sent[2]]}
    assert ids(await rig.updates(offset=sent[-1] + 2)) == [sent[0], sent[2]]
    assert await rig.updates(offset=sent[-1] + 3) == []


async def test_who_hung_up_takes_nothing_along(rig: Rig) -> None:
    """A poll whose caller died does not swallow a duplicate, which comes only once."""
    sent = await say(rig, "a")
    await rig.updates(offset=sent[0] + 1)
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.1):
            await rig.updates(offset=sent[0] + 2, timeout=30)
    await asyncio.sleep(0.05)
    await rig.post("/redeliver")
    assert ids(await rig.updates(offset=sent[0] + 3)) == sent


async def test_queued_updates_can_be_shuffled(rig: Rig) -> None:
    sent = await say(rig, *map(str, range(30)))
    queued = (await rig.post("/redeliver", update_ids=[], shuffle=True))["queued"]
    assert queued != sent
    assert sorted(queued) == sent
    assert ids(await rig.updates()) == queued
    await rig.updates(offset=sent[10])
    assert sorted(ids(await rig.updates(offset=sent[10] - 1))) == sent[10:]


async def test_each_chat_has_its_own_message_ids_in_one_sequence(rig: Rig) -> None:
    """Message ids of a bot rise over all its private chats."""
    posted = [await rig.do(person, "say", text="x") for person in (ANN, BOB, ANN)]
    assert [one["message_id"] for one in posted] == [1, 2, 3]


async def test_stopping_ends_open_polls_quickly() -> None:
    async with running() as rig:
        poll = asyncio.create_task(rig.bot("getUpdates", timeout=50))
        await asyncio.sleep(0.05)
        rig.sandbox.stop()
        assert (await poll)["description"] == "Internal Server Error: restart"
        began = time.monotonic()
    assert time.monotonic() - began < AT_ONCE


async def test_a_sandbox_is_served_again() -> None:
    """Stopped and started in one process, it goes on where it was."""
    async with running() as rig:
        await say(rig, "before")
    async with serve(rig.sandbox) as base, aiohttp.ClientSession() as http:
        again = Rig(rig.sandbox, base, http)
        poll = asyncio.create_task(again.updates(timeout=30))
        assert texts(await poll) == ["before"]


async def test_who_asks_the_same_again_too_soon_waits_longer(rig: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three seconds in truth; nothing has come, and no timeout was asked for."""
    monkeypatch.setattr("sandbox.bots.polling.SAME_OFFSET_SECONDS", 1)
    (last,) = await say(rig, "a")
    began = time.monotonic()
    assert await rig.updates(offset=last + 1) == []
    assert await rig.updates(offset=last + 1) == []
    assert time.monotonic() - began >= 0.9
