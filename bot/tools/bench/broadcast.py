"""A press while a notice goes to very many: from the press to the edited card, against the same with nothing going on.

At Telegram's own pace, in one run: pressers press all the time, first alone, then beside the notice; then they rest,
and how much of the pace the notice uses is counted.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections import deque
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.app.foundation import key_ring, utc_now, work_settings
from bot.app.staff import operator_database
from bot.tools.bench.enqueue import FIRST_CHAT, populate
from bot.tools.bench.latency import InTheDialogue, Presser
from bot.tools.bench.meter import side
from bot.tools.bench.site import OCCUPATION, UNLIMITED, Site, furnish, site_in
from config.model import Settings
from domain.notices import Notice, NoticePublished, NoticeStatus
from domain.work import Subscribers
from sandbox import Sandbox, Setup, serve
from storage.work import StoredWork, write_effects

RECIPIENTS, PRESSERS, SECONDS = 100_000, 10, 30.0
PER_SECOND = 30
BETWEEN = 1.5  # seconds between two presses of one person: a chat may get one message a second
STARTING = 2.0
FIRST_BATCH = 1


async def measure_broadcast(
    recipients: int = RECIPIENTS, pressers: int = PRESSERS, seconds: float = SECONDS
) -> dict[str, Any]:
    """The two ratios first, then their parts; times in ms. Raises NotSeen, SideFailed."""
    sandbox = Sandbox(setup=Setup(callback_seconds=10.0))
    # Only those whom the notice can reach meanwhile need to be there.
    for number in range(1, min(recipients, int(PER_SECOND * (3 * seconds + STARTING))) + 1):
        person = sandbox.add_person({"id": FIRST_CHAT + number, "first_name": "考生"})
        sandbox.private(sandbox.first_bot, person).started = True
    with tempfile.TemporaryDirectory(prefix="jianding-bench-") as folder:
        async with serve(sandbox) as address:
            site = _at_telegrams_pace(site_in(Path(folder), address))
            await furnish(site)
            async with operator_database(site.settings) as database:
                await populate(database, recipients)
            async with side("bot.tools.bench.centre", settings=site.environment):
                people = [InTheDialogue(sandbox) for _ in range(pressers)]
                await asyncio.gather(*(person.begin() for person in people))
                idle = await _pressed(people, seconds)
                await _announce(site.settings)
                await asyncio.sleep(STARTING)
                beside = await _pressed(people, seconds)
                alone, before = time.monotonic(), time.monotonic() - seconds
                await asyncio.sleep(seconds)
                news = _moments(sandbox, alone + STARTING)
                everything = _moments(sandbox, before)
    p99 = {name: _p99(waits) * 1000 for name, waits in (("idle", idle), ("broadcast", beside))}
    return {
        "press_p99_vs_idle_under_broadcast": round(p99["broadcast"] / p99["idle"], 2),
        "rate_vs_limit": round((len(news) - 1) / (news[-1] - news[0]) / PER_SECOND, 4),
        "most_in_a_second": _busiest(everything),
        "press_p99_idle_ms": round(p99["idle"], 1),
        "press_p99_broadcast_ms": round(p99["broadcast"], 1),
        "broadcast_recipients": recipients,
        "presses_beside_broadcast": len(beside),
    }


def _at_telegrams_pace(site: Site) -> Site:
    return replace(site, environment={name: v for name, v in site.environment.items() if name not in UNLIMITED})


async def _pressed(people: Sequence[Presser], seconds: float) -> list[float]:
    """What each press took, of all for so long."""
    end = time.monotonic() + seconds

    async def pressing(place: int, person: Presser) -> list[float]:
        # One after the other: they are people and no choir.
        await asyncio.sleep(place * BETWEEN / len(people))
        waits = []
        while time.monotonic() < end:
            begun = time.monotonic()
            waits.append(await person.press())
            await asyncio.sleep(max(0.0, begun + BETWEEN - time.monotonic()))
        return waits

    found = await asyncio.gather(*(pressing(place, person) for place, person in enumerate(people)))
    return [wait for waits in found for wait in waits]


async def _announce(settings: Settings) -> None:
    """What publishing a notice does for those who follow the occupation."""
    now: datetime = utc_now()
    async with operator_database(settings) as database, database.begin() as connection:
        work = StoredWork(connection, now, work_settings(settings, key_ring(settings)))
        notice = Notice(FIRST_BATCH, "", None, NoticeStatus.PUBLISHED, now)
        work.notices.add(notice)
        await work.notices.flush()
        work.announce(Subscribers(OCCUPATION), NoticePublished(notice.id))
        await work.complete()
        await write_effects(connection, work.effects, now)


def _moments(sandbox: Sandbox, since: float) -> list[float]:
    """When messages were sent or edited, from that moment on (monotonic seconds)."""
    counted = ("sendmessage", "editmessagetext")
    return [r.begun for r in sandbox.recorder.newer(0) if r.begun >= since and r.method.lower() in counted]


def _busiest(moments: Sequence[float]) -> int:
    """The most in any second."""
    window: deque[float] = deque()
    most = 0
    for moment in sorted(moments):
        window.append(moment)
        while window[0] <= moment - 1.0:
            window.popleft()
        most = max(most, len(window))
    return most


def _p99(waits: Sequence[float]) -> float:
    return sorted(waits)[int(len(waits) * 0.99)]
