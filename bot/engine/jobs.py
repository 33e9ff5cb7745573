"""The worker of slow jobs: takes what is open, does it outside any turn, and reports it as an event, once."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import orjson
import structlog

from bot.engine.loop import Done
from storage.engine import inbox, jobs
from storage.engine.database import Database
from storage.engine.events import encode
from storage.engine.sealing import BrokenBytes

log = structlog.get_logger()
MOST_ATTEMPTS = 5

Do = Callable[[jobs.Job, Mapping[str, Any]], Awaitable[object]]
GiveUp = Callable[[jobs.Job], object]


@dataclass(frozen=True)
class JobHandler:
    """How one kind of job is done: `do` gives the event to report, `give_up` the one when it cannot be done."""

    do: Do
    give_up: GiveUp


class Workers:
    """Does jobs, a few at a time."""

    def __init__(
        self,
        database: Database,
        job_handlers: Mapping[str, JobHandler],
        now: Callable[[], datetime],
        wake: Callable[[], None],
    ) -> None:
        self._database = database
        self._job_handlers = job_handlers
        self._now = now
        self._wake = wake
        self._fresh = True
        self.lease = timedelta(seconds=60)
        self.alert: Callable[[str], Awaitable[None]] = _unheard

    async def run_once(self) -> Done:
        """Take and do what is open."""
        async with self._database.begin(durable=False) as connection:
            if self._fresh and not self._database.is_postgres and self._database.leads:
                # One process works on a file, and this one has not begun: what is taken, a dead one took.
                await jobs.free_all(connection, self._now())
            taken = await jobs.claim(connection, self._now(), self.lease)
        self._fresh = False
        if taken:
            await asyncio.gather(*(self._do(job) for job in taken))
        return Done(len(taken), more=bool(taken))

    async def _do(self, job: jobs.Job) -> None:
        handler = self._job_handlers[job.kind]
        if isinstance(job.payload, BrokenBytes):
            # No attempt mends it: given up at once, and kept as it is.
            await self._give_up(job, handler, "unreadable")
            return
        if job.attempts > MOST_ATTEMPTS:
            # Counted before each was begun, and none came to an end: whoever does it dies of it.
            await self._give_up(job, handler, "its process ended each time")
            return
        try:
            # Given up before the lease ends: a worker must not go on when another may take the same job.
            async with asyncio.timeout(self.lease.total_seconds() * 0.8):
                event = await handler.do(job, orjson.loads(job.payload))
        except Exception as error:  # noqa: BLE001 - whatever went wrong, the job is tried again, then given up
            log.warning("job_failed", kind=job.kind, job=job.id, attempts=job.attempts, error=repr(error)[:300])
            if job.attempts < MOST_ATTEMPTS:
                await self._put_back(job, repr(error)[:200])
                return
            await self._give_up(job, handler, repr(error)[:200])
            return
        await self._report(job, event, jobs.JobState.DONE)

    async def _give_up(self, job: jobs.Job, handler: JobHandler, error: str) -> None:
        await self._report(job, handler.give_up(job), jobs.JobState.FAILED, error)
        await self.alert(f"job {job.id} ({job.kind}) was given up after {job.attempts} attempts")

    async def _put_back(self, job: jobs.Job, error: str) -> None:
        again = self._now() + timedelta(seconds=2**job.attempts)
        async with self._database.begin() as connection:
            await jobs.release(connection, job.id, again, error)

    async def _report(self, job: jobs.Job, event: object, state: jobs.JobState, error: str | None = None) -> None:
        async with self._database.begin() as connection:
            # Finished and told in one transaction; a second worker with the same job finds it closed.
            if await jobs.finish(connection, job.id, state, error):
                arrival = inbox.Arrival(job.chat_id, encode(event).encode(), event_key=f"job:{job.id}", rank=job.rank)
                await inbox.receive(connection, [arrival], self._now())
        self._wake()


async def _unheard(text: str) -> None:
    """Where nobody is told: the log has it."""
    log.error("alert", text=text)
