"""One process leads, another takes over when its connection dies; wakes reach every process."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from sqlalchemy import column, func, select, table

from bot.engine.supervision import Supervisor
from storage.engine.database import Database, open_database
from storage.engine.postgres import PostgresDatabase

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def other(database: Database, database_url: str) -> AsyncIterator[Database]:
    opened = await open_database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def needs_postgres(database: Database) -> None:
    if not isinstance(database, PostgresDatabase):
        pytest.skip("of PostgreSQL alone")


async def cut(database: Database, which: str) -> None:
    """End other connections to this database from the server's side."""
    activity = table("pg_stat_activity", column("pid"), column("query"), column("datname"))
    others = (activity.c.pid != func.pg_backend_pid()) & (activity.c.datname == func.current_database())
    async with database.begin() as connection:
        query = select(func.pg_terminate_backend(activity.c.pid)).where(others, activity.c.query.like(which))
        await connection.execute(query)


def leading(*databases: Database) -> list[bool]:
    return [database.leads for database in databases]


async def until(heard: list[str], channel: str) -> None:
    async with asyncio.timeout(5):
        while channel not in heard:
            await asyncio.sleep(0.01)


async def test_one_leads_until_it_closes(database: Database, other: Database) -> None:
    assert await database.try_lead()
    assert await database.try_lead()
    assert not await other.try_lead()
    assert leading(database, other) == [True, False]
    await database.close()
    assert await other.try_lead()


LEADS_FOREVER = """
import asyncio, sys
from storage.engine.database import open_database

async def main(url):
    database = await open_database(url)
    print(await database.try_lead(), flush=True)
    await asyncio.sleep(60)

asyncio.run(main(sys.argv[1]))
"""


async def test_kill_9_of_the_leader_leaves_its_place_free(database: Database, database_url: str) -> None:
    command = (sys.executable, "-c", LEADS_FOREVER, database_url)
    leader = await asyncio.create_subprocess_exec(*command, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    assert leader.stdout is not None
    assert await leader.stdout.readline() == b"True\n"
    assert not await database.try_lead()
    leader.kill()
    await leader.wait()
    async with asyncio.timeout(5):
        while not await database.try_lead():
            await asyncio.sleep(0.01)


@pytest.mark.usefixtures("needs_postgres")
async def test_who_loses_the_connection_notices_and_another_leads(database: Database, other: Database) -> None:
    assert await database.try_lead()
    await cut(other, "SELECT pg_try_advisory_lock%")
    async with asyncio.timeout(5):
        while database.leads:
            await asyncio.sleep(0.01)
    assert await other.try_lead()
    assert not await database.try_lead()


async def test_only_one_of_many_wins(database: Database, database_url: str) -> None:
    many = [await open_database(database_url, connections=1) for _ in range(5)]
    try:
        assert sum(await asyncio.gather(*(one.try_lead() for one in many))) == 1
    finally:
        await asyncio.gather(*(one.close() for one in many))


async def test_a_wake_is_heard_in_the_same_process_at_once(database: Database) -> None:
    heard: list[str] = []
    database.on_wake(heard.append)
    await database.wake("inbox")
    assert heard.count("inbox") == 1


@asynccontextmanager
async def hearing(database: Database, heard: list[str]) -> AsyncIterator[None]:
    """What is heard meanwhile, as a centre hears it: begun again whenever the line is lost."""
    supervisor = Supervisor()
    database.on_wake(heard.append)
    supervisor.start("wakes", database.hear)
    await until(heard, "*")
    yield
    await supervisor.end("wakes")


@pytest.mark.usefixtures("needs_postgres")
async def test_a_wake_is_heard_by_other_processes_and_not_twice_by_its_own(database: Database, other: Database) -> None:
    heard: list[str] = []
    own: list[str] = []
    async with hearing(other, heard), hearing(database, own):
        await database.wake("outbox")
        await until(heard, "outbox")
        await other.wake("end")
        await until(own, "end")
    assert own.count("outbox") == 1


@pytest.mark.usefixtures("needs_postgres")
async def test_a_lost_connection_is_opened_again_and_tells_that_wakes_may_be_missing(
    database: Database, other: Database
) -> None:
    heard: list[str] = []
    async with hearing(other, heard):
        heard.clear()
        await cut(database, "LISTEN%")
        await until(heard, "*")
        await database.wake("inbox")
        await until(heard, "inbox")


@pytest.mark.usefixtures("needs_postgres")
async def test_a_server_that_is_gone_is_no_error_for_who_asks(database_url: str) -> None:
    lost = await open_database(database_url)
    await cut(lost, "%")
    gone = PostgresDatabase(lost.engine.url.set(query={"host": "/nonexistent"}), None, 1)
    assert not await gone.try_lead()
    await gone.wake("inbox")
    await gone.close()
    await lost.close()
