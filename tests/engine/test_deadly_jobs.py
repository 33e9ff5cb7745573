"""A job that brings its process down is given up, and what a dead process had taken is done at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from bot.engine.jobs import MOST_ATTEMPTS, JobHandler
from domain.people import RolesChanged
from storage.engine import jobs
from storage.engine.jobs import Job, JobState
from tests.town import Town, town_on

OPERATOR = 3001
KIND = "deadly"


@pytest.fixture
async def watched(centre_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    """A town whose operator gets alerts, and where nobody does jobs."""
    async with town_on(centre_url, tmp_path, {"JIANDING_OPERATORS": str(OPERATOR)}) as town:
        await town.zhang.say("/start")
        await town.zhang.sees("张伟")
        await town.centre.supervisor.end("jobs")
        yield town


async def order(town: Town, do: Any) -> None:
    workers = town.centre.parts.workers
    handler = JobHandler(do, lambda _job: RolesChanged())
    workers._job_handlers = {**workers._job_handlers, KIND: handler}
    async with town.centre.parts.database.begin() as connection:
        await jobs.order(connection, [Job(1001, KIND, "k", b"{}")], town.now)


async def state(town: Town) -> JobState:
    async with town.centre.parts.database.read() as connection:
        found = await connection.execute(select(jobs.job.c.state).where(jobs.job.c.key == "k"))
        return JobState(found.scalar_one())


async def test_a_job_that_kills_its_process_is_given_up(watched: Town) -> None:
    town, begun = watched, asyncio.Event()
    workers, attempts = town.centre.parts.workers, list[int]()

    async def dies(job: Job, _payload: Any) -> object:
        attempts.append(job.attempts)
        begun.set()
        await asyncio.sleep(3600)
        return None

    await order(town, dies)
    for _ in range(MOST_ATTEMPTS):
        begun.clear()
        life = asyncio.create_task(workers.run_once())
        await begun.wait()
        life.cancel()
        await asyncio.gather(life, return_exceptions=True)
        town.sandbox.clock.advance(61)
    await workers.run_once()
    assert attempts == [1, 2, 3, 4, 5]
    assert await state(town) is JobState.FAILED
    await town.person(OPERATOR).sees("was given up")


@pytest.mark.parametrize("centre_url", ["sqlite"], indirect=True)
async def test_what_a_dead_process_had_taken_is_done_at_once(watched: Town) -> None:
    town, done = watched, list[int]()

    async def works(job: Job, _payload: Any) -> object:
        done.append(job.attempts)
        return RolesChanged()

    await order(town, works)
    database, workers = town.centre.parts.database, town.centre.parts.workers
    async with database.begin() as connection:
        await jobs.claim(connection, town.now, workers.lease)
    await workers.run_once()
    assert done == []  # somebody has it, as far as this process knows
    workers._fresh = True  # as at its start
    await workers.run_once()
    assert done == [2]
