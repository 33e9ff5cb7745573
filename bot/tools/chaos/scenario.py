"""One scenario: a database, some workers, a stream of candidates, and somebody who kills and delivers twice."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import count as numbers
from pathlib import Path
from typing import Any

from bot.app.staff import operator_database, work_at
from bot.tools.bench.phone import portrait
from bot.tools.bench.site import Site, furnish, site_in
from bot.tools.chaos.counting import Evidence, Tally, count, resent_by_chat, unsettled
from bot.tools.chaos.fleet import Crew, Fleet, running
from bot.tools.chaos.registrant import Diary, GaveUp, Nature, Registrant
from bot.tools.chaos.worker import fast_clock
from domain.people import Role, appoint_chat
from sandbox import Sandbox, serve

WORKER = ("-m", "bot.tools.chaos.worker")
LEASE, SPEED = 3.0, 14_400.0  # four hours a second, so that reminders come due between two kills
BETWEEN_KILLS = (0.2, 1.2)
HITS_A_STARTING_ONE = 0.1  # how often a kill does not wait for anybody to be ready
BETWEEN_REDELIVERIES = (0.2, 0.8)
REDELIVERED = 6
LOOKS_BACK = 60
SETTLING_SECONDS = 60.0
EVERY_NTH_IDLES, IDLES_FROM = 4, (8, 14)


@dataclass(frozen=True)
class Plan:
    """What a scenario is made of; `database_url` None is a file of SQLite. It is not over before `least_updates`."""

    name: str
    workers: int
    kills: int
    database_url: str | None = None
    candidates: int = 6
    patience: int = 60
    least_updates: int = 0
    command: Sequence[str] = WORKER


@dataclass
class ScenarioOutcome:
    """What a scenario came to; `starts` are the seconds that workers took to come up."""

    plan: Plan
    kills: int = 0
    tally: Tally = field(default_factory=Tally)
    updates: int = 0
    registrations: int = 0
    redelivered: int = 0
    resent: int = 0
    seconds: float = 0.0
    starts: Sequence[float] = ()
    gave_up: list[str] = field(default_factory=list)


class Scenario:
    """A plan being carried out."""

    def __init__(self, plan: Plan, sandbox: Sandbox, seed: int) -> None:
        self._plan = plan
        self._sandbox = sandbox
        self._random = random.Random(seed)  # noqa: S311 - chance, no secret
        self._numbers = numbers(1)
        self._killed = asyncio.Event()
        self._diaries: list[Diary] = []
        self._outcome = ScenarioOutcome(plan)

    async def run(self, site: Site, reviewer: int, epoch: float) -> ScenarioOutcome:
        """All of it. Raises WorkerFailed."""
        started = time.monotonic()
        command = (*self._plan.command, str(LEASE), str(epoch), str(SPEED))
        async with running(Crew(command, site.environment, self._plan.workers), self._random) as fleet:
            async with asyncio.TaskGroup() as group:
                group.create_task(self._kill(fleet))
                group.create_task(self._redeliver())
                for _ in range(self._plan.candidates):
                    group.create_task(self._stream())
            await self._settle(site)
        self._outcome.kills, self._outcome.starts = fleet.kills, fleet.starting
        await self._conclude(site, Evidence(self._diaries, reviewer, self._sandbox))
        self._outcome.seconds = time.monotonic() - started
        return self._outcome

    async def _kill(self, fleet: Fleet) -> None:
        while fleet.kills < self._plan.kills:
            if self._random.random() > HITS_A_STARTING_ONE:
                await fleet.some_ready()
            await asyncio.sleep(self._random.uniform(*BETWEEN_KILLS))
            await fleet.kill_one()
        # What the last kill left has to be done by somebody.
        await fleet.some_ready(self._plan.workers)
        self._killed.set()

    def _made(self) -> int:
        return sum(len(diary.updates) for diary in self._diaries)

    def _is_over(self) -> bool:
        return self._killed.is_set() and self._made() >= self._plan.least_updates

    async def _redeliver(self) -> None:
        """Deliver again what was delivered before, a few at a time; what waits to be delivered is shuffled, too."""
        while not self._is_over():
            await asyncio.sleep(self._random.uniform(*BETWEEN_REDELIVERIES))
            known = sorted(update_id for diary in self._diaries for update_id in diary.updates)[-LOOKS_BACK:]
            for update_id in self._random.sample(known, min(REDELIVERED, len(known))):
                # Telegram promises neither order nor once (Update.update_id in the specification).
                self._sandbox.updates.redeliver([update_id], shuffle=True)
                self._outcome.redelivered += 1

    async def _stream(self) -> None:
        """One candidate after the other, until the scenario is over."""
        while not self._is_over():
            number = next(self._numbers)
            idles_from = self._random.randint(*IDLES_FROM) if number % EVERY_NTH_IDLES == 0 else None
            nature = Nature(self._plan.patience, idles_from)
            registrant = Registrant(self._sandbox, number, self._random, nature)
            self._diaries.append(registrant.diary)
            try:
                await registrant.register()
            except GaveUp as gave_up:
                self._outcome.gave_up.append(str(gave_up))

    async def _settle(self, site: Site) -> None:
        """Wait until nothing waits any more, or in vain: that is counted then."""
        async with operator_database(site.settings) as database:
            with suppress(TimeoutError):
                async with asyncio.timeout(SETTLING_SECONDS):
                    while True:
                        async with database.read() as connection:
                            if not len(self._sandbox.updates) and not await unsettled(connection):
                                return
                        await asyncio.sleep(0.1)

    async def _conclude(self, site: Site, evidence: Evidence) -> None:
        async with operator_database(site.settings) as database, database.read() as connection:
            self._outcome.tally = await count(connection, evidence)
            self._outcome.resent = (await resent_by_chat(connection, self._sandbox)).total()
        self._outcome.updates = self._made()
        self._outcome.registrations = sum(diary.finished for diary in self._diaries)


async def carry_out(plan: Plan, folder: Path, seed: int) -> ScenarioOutcome:
    """One scenario, in that folder. Raises WorkerFailed."""
    # Drawn now and kept, so that no candidate waits for it in the middle.
    portrait()
    sandbox = Sandbox()
    reviewer = sandbox.add_person({"first_name": "初审员"}).id
    epoch = time.time()
    async with serve(sandbox) as address:
        site = site_in(folder, address, plan.database_url)
        sandbox.say(reviewer, "/start")
        now = fast_clock(epoch, SPEED)()
        await furnish(site, now)
        await _appoint(site, reviewer, now)
        return await Scenario(plan, sandbox, seed).run(site, reviewer, epoch)


async def _appoint(site: Site, chat_id: int, now: datetime) -> None:
    async with operator_database(site.settings) as database, work_at(database, site.settings, now) as work:
        await appoint_chat(work, chat_id, Role.FIRST_REVIEWER, "初审员")


def told(outcome: ScenarioOutcome) -> dict[str, Any]:
    """A scenario's figures as they are printed, with the reasons of what was lost or doubled."""
    reasons = {f"{what} lost": n for what, n in outcome.tally.lost.items() if n}
    reasons |= {f"{what} doubled": n for what, n in outcome.tally.doubled.items() if n}
    return {
        "scenario": outcome.plan.name,
        "kills": outcome.kills,
        "updates": outcome.updates,
        "lost": outcome.tally.lost.total(),
        "doubled": outcome.tally.doubled.total(),
        "resent": outcome.resent,
        "registrations": outcome.registrations,
        "redelivered": outcome.redelivered,
        "seconds": round(outcome.seconds, 1),
        "start_seconds": round(sum(outcome.starts) / max(1, len(outcome.starts)), 2),
        "reasons": reasons,
    }
