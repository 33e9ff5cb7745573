"""Time: a few APScheduler ticks, each calling one deed that may be done again. The table of due rows is the truth."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from functools import partial

import structlog
from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_EXECUTED, JobExecutionEvent
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.interval import IntervalTrigger

from storage.engine import broadcasts, due, inbox, jobs, outbox
from storage.engine.database import Database
from storage.engine.rank import Rank

log = structlog.get_logger()
KEPT_DAYS = 2
SET_BACK_SECONDS = 1.0
LONGEST_TICK = 300.0
STOP_SECONDS = 5.0
RETRY_SECONDS = 2.0
Tick = Callable[[], Awaitable[object]]
Report = Callable[[str, BaseException | None], None]


def scheduler(ticks: Mapping[str, tuple[Tick, float]]) -> AsyncIOScheduler:
    """A scheduler that calls each tick every so many seconds; late or missed calls become one."""
    made = AsyncIOScheduler(timezone="Asia/Shanghai")
    for name, (tick, seconds) in ticks.items():
        trigger = IntervalTrigger(seconds=seconds)
        # misfire_grace_time=None: APScheduler's default of one second silently drops what comes later than that.
        made.add_job(tick, trigger, id=name, coalesce=True, max_instances=1, misfire_grace_time=None)
    return made


class Clockwork:
    """Calls each tick every so many seconds; late or missed calls become one.

    `report` hears the name of each tick that ended, and what it raised.
    """

    def __init__(self, ticks: Mapping[str, tuple[Tick, float]], report: Report) -> None:
        self._periods = {name: seconds for name, (_, seconds) in ticks.items()}
        self._report = report
        self._ticking = asyncio.Lock()
        self._watch = ClockWatch()
        self._scheduler = scheduler(
            {name: (partial(self._run, tick), seconds) for name, (tick, seconds) in ticks.items()}
        )
        self._scheduler.add_listener(self._hear, EVENT_JOB_EXECUTED | EVENT_JOB_ERROR)

    def start(self, *at_once: str) -> None:
        """Have each tick come by its period, those that are named now as well."""
        self._scheduler.start()
        for name in at_once:
            self._scheduler.modify_job(name, next_run_time=datetime.now(self._scheduler.timezone))

    async def stop(self) -> None:
        """Tick no more; a tick under way may end first, which the scheduler itself would cut off at once."""
        self._scheduler.pause()
        with suppress(TimeoutError):
            async with asyncio.timeout(STOP_SECONDS), self._ticking:
                pass
        self._scheduler.shutdown(wait=False)

    def wind(self) -> None:
        """Look at the clock; where it was set back, have all run now."""
        if self._watch.set_back():
            log.warning("clock_set_back")
            run_soon(self._scheduler)

    async def _run(self, tick: Tick) -> None:
        async with self._ticking, asyncio.timeout(LONGEST_TICK):
            await tick()

    def _hear(self, event: JobExecutionEvent) -> None:
        self._report(event.job_id, event.exception)
        if event.exception is not None:  # what ticks once an hour is not left undone for an hour
            pause = timedelta(seconds=min(self._periods[event.job_id], RETRY_SECONDS))
            self._scheduler.modify_job(event.job_id, next_run_time=datetime.now(self._scheduler.timezone) + pause)


class ClockWatch:
    """Whether the machine's clock was set back since the last look, against one that nobody sets."""

    def __init__(self, wall: Callable[[], float] = time.time, steady: Callable[[], float] = time.monotonic) -> None:
        self._wall, self._steady = wall, steady
        self._ahead = wall() - steady()

    def set_back(self) -> bool:
        """Look, and remember what was seen."""
        before, self._ahead = self._ahead, self._wall() - self._steady()
        return self._ahead < before - SET_BACK_SECONDS


def run_soon(ticks: AsyncIOScheduler) -> None:
    """Have every tick run now: after a clock was set back, each would wait until the old hour comes again."""
    for job in ticks.get_jobs():
        job.modify(next_run_time=datetime.now(ticks.timezone))


class DueTick:
    """Moves what has come due into the inboxes of its chats; what is no longer useful is dropped."""

    def __init__(self, database: Database, now: Callable[[], datetime], wake: Callable[[], None]) -> None:
        self._database = database
        self._now = now
        self._wake = wake

    async def run(self) -> int:
        """One tick; returns how many events came."""
        now = self._now()
        async with self._database.begin() as connection:
            rows = await due.come_due(connection, now)
            useful = [row for row in rows if row.useful(now)]
            late = [row.id for row in rows if not row.useful(now)]
            arrivals = [
                # The key holds the moment: a tick that is repeated finds its event there, a reminder that was moved is
                # another.
                inbox.Arrival(
                    row.chat_id,
                    row.event.encode(),
                    event_key=f"due:{row.id}:{row.due_at.timestamp():.0f}",
                    rank=Rank.NEWS,
                )
                for row in useful
            ]
            await inbox.receive(connection, arrivals, now)
            await due.close(connection, [row.id for row in useful], due.DueState.COME)
            await due.close(connection, late, due.DueState.DROPPED)
        if useful:
            self._wake()
        return len(useful)


class PruneTick:
    """Forgets what is done: it held personal data and serves nobody any more."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database = database
        self._now = now

    async def run(self) -> int:
        """One tick; returns how many rows went."""
        before = self._now() - timedelta(days=KEPT_DAYS)
        async with self._database.begin() as connection:
            gone = [await table.prune(connection, before) for table in (inbox, outbox, due, jobs, broadcasts)]
        return sum(gone)
