"""Transactions: whole or not at all, one writer at a time on SQLite, and nothing left behind by who is cancelled."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from sqlalchemy import func, insert, select
from sqlalchemy.exc import DBAPIError, IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine import chats
from storage.engine.database import BadUrl, Database, open_database, parse_url
from storage.engine.inbox import inbox
from storage.engine.sqlite import SqliteDatabase
from tests.storage.records import NOW

ROOT = Path(__file__).parents[2]


async def put(connection: AsyncConnection, *ids: int) -> None:
    for chat_id in ids:
        await connection.execute(insert(chats.chat).values(id=chat_id))


async def stored(database: Database) -> Sequence[int]:
    async with database.read() as connection:
        return (await connection.execute(select(chats.chat.c.id).order_by(chats.chat.c.id))).scalars().all()


class Undone(Exception):  # noqa: N818 - says what happened
    """Somebody changed their mind."""


async def test_a_block_commits_at_its_end(database: Database) -> None:
    async with database.begin() as connection:
        await put(connection, 1)
        assert await stored(database) == []
    assert await stored(database) == [1]


@pytest.mark.parametrize("durable", [True, False])
async def test_an_exception_undoes_the_block(database: Database, durable: bool) -> None:
    with pytest.raises(Undone):  # noqa: PT012 - the block is what is tested
        async with database.begin(durable=durable) as connection:
            await put(connection, 1)
            raise Undone
    assert await stored(database) == []


async def test_a_savepoint_is_undone_alone(database: Database) -> None:
    async with database.begin() as connection:
        await put(connection, 1)
        with pytest.raises(Undone):  # noqa: PT012 - the block is what is tested
            async with connection.begin_nested():
                await put(connection, 2)
                raise Undone
        async with connection.begin_nested():
            await put(connection, 3)
    assert await stored(database) == [1, 3]


async def test_a_failed_statement_in_a_savepoint_leaves_the_rest(database: Database) -> None:
    async with database.begin() as connection:
        await put(connection, 1)
        with pytest.raises(IntegrityError):
            async with connection.begin_nested():
                await put(connection, 1)
        await put(connection, 2)
    assert await stored(database) == [1, 2]


async def test_foreign_keys_hold(database: Database) -> None:
    with pytest.raises(IntegrityError):
        async with database.begin() as connection:
            await connection.execute(insert(inbox).values(chat_id=404, received_at=NOW))


async def test_reading_cannot_write(database: Database) -> None:
    with pytest.raises(DBAPIError):
        async with database.read() as connection:
            await put(connection, 1)
    async with database.begin() as connection:
        await put(connection, 2)
    assert await stored(database) == [2]


async def test_many_tasks_write_and_none_is_lost(database: Database) -> None:
    async def write(number: int) -> None:
        async with database.begin(durable=number % 2 == 0) as connection:
            await put(connection, number)
            await asyncio.sleep(0)
            await put(connection, number + 100)

    await asyncio.gather(*(write(number) for number in range(40)))
    assert len(await stored(database)) == 80


async def test_who_is_cancelled_leaves_nothing_and_the_next_one_writes(database: Database) -> None:
    async def write(number: int) -> None:
        async with database.begin() as connection:
            while True:
                await put(connection, number)
                number += 1
                await asyncio.sleep(0)

    for steps in range(1, 12):
        task = asyncio.create_task(write(1000 * steps))
        for _ in range(steps * steps):
            await asyncio.sleep(0)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
    assert await stored(database) == []
    async with database.begin() as connection:
        await put(connection, 1)
    assert await stored(database) == [1]


KILLED = """
import asyncio, os, signal, sys
from sqlalchemy import insert
from storage.engine import chats
from storage.engine.database import open_database

async def main(url):
    database = await open_database(url)
    async with database.begin(durable=False) as connection:
        await connection.execute(insert(chats.chat).values(id=7))
    async with database.begin(durable=False) as connection:
        await connection.execute(insert(chats.chat).values(id=8))
        os.kill(os.getpid(), signal.SIGKILL)

asyncio.run(main(sys.argv[1]))
"""


async def test_what_is_committed_outlives_kill_9_though_not_durable_and_the_rest_does_not(
    database: Database, database_url: str
) -> None:
    command = [sys.executable, "-c", KILLED, database_url]
    done = await asyncio.to_thread(subprocess.run, command, cwd=ROOT, check=False, timeout=30)
    assert done.returncode == -signal.SIGKILL
    assert await stored(database) == [7]


@pytest.fixture
def sqlite_database(database: Database) -> SqliteDatabase:
    if not isinstance(database, SqliteDatabase):
        pytest.skip("of SQLite alone")
    return database


def path_of(database: SqliteDatabase) -> str:
    return str(database.engine.url.database)


async def pragma(connection: AsyncConnection, name: str) -> object:
    return (await connection.exec_driver_sql(f"PRAGMA {name}")).scalar_one()


async def test_sqlite_is_set_up_to_lose_nothing(sqlite_database: SqliteDatabase) -> None:
    async with sqlite_database.begin() as connection:
        assert await pragma(connection, "journal_mode") == "wal"
        assert await pragma(connection, "synchronous") == 2
        assert await pragma(connection, "foreign_keys") == 1


async def test_what_need_not_be_durable_is_so_for_its_own_transaction_only(sqlite_database: SqliteDatabase) -> None:
    async with sqlite_database.begin(durable=False) as connection:
        assert await pragma(connection, "synchronous") == 1
    async with sqlite_database.begin() as connection:
        assert await pragma(connection, "synchronous") == 2


async def test_postgres_commits_to_the_disk_unless_told_otherwise(database: Database) -> None:
    if not database.is_postgres:
        pytest.skip("of PostgreSQL alone")
    async with database.begin() as connection:
        usual = (await connection.exec_driver_sql("SHOW synchronous_commit")).scalar_one()
    async with database.begin(durable=False) as connection:
        assert (await connection.exec_driver_sql("SHOW synchronous_commit")).scalar_one() == "off"
    async with database.begin() as connection:
        assert (await connection.exec_driver_sql("SHOW synchronous_commit")).scalar_one() == usual


async def test_a_transaction_inside_one_of_the_same_task_is_refused(sqlite_database: SqliteDatabase) -> None:
    async with sqlite_database.begin():
        with pytest.raises(RuntimeError, match="inside a transaction"):
            async with sqlite_database.begin():
                pass


async def test_the_lock_is_taken_at_the_beginning(sqlite_database: SqliteDatabase) -> None:
    other = sqlite3.connect(path_of(sqlite_database), timeout=0, isolation_level=None)
    try:
        async with sqlite_database.begin():
            with pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")
    finally:
        other.close()


async def test_it_waits_for_another_process_without_stopping_the_loop(sqlite_database: SqliteDatabase) -> None:
    other = sqlite3.connect(path_of(sqlite_database), isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")

        async def write() -> None:
            async with sqlite_database.begin() as connection:
                await put(connection, 1)

        waiting = asyncio.create_task(write())
        await asyncio.sleep(0.1)
        assert not waiting.done()
        other.execute("COMMIT")
        async with asyncio.timeout(5):
            await waiting
    finally:
        other.close()
    assert await stored(sqlite_database) == [1]


async def test_who_is_cancelled_while_waiting_for_another_process_leaves_no_lock(
    sqlite_database: SqliteDatabase,
) -> None:
    other = sqlite3.connect(path_of(sqlite_database), isolation_level=None)
    try:
        other.execute("BEGIN IMMEDIATE")
        async with asyncio.timeout(5):
            with pytest.raises(TimeoutError):
                async with asyncio.timeout(0.1), sqlite_database.begin():
                    pytest.fail("the lock is held elsewhere")
        other.execute("COMMIT")
    finally:
        other.close()
    async with sqlite_database.begin() as connection:
        await put(connection, 1)
    assert await stored(sqlite_database) == [1]


async def test_a_statement_with_many_sets_of_parameters(database: Database) -> None:
    async with database.begin() as connection:
        await connection.execute(insert(chats.chat), [{"id": number} for number in range(1, 1200)])
        assert (await connection.execute(select(func.count()).select_from(chats.chat))).scalar_one() == 1199


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://host/name", "sqlite://", "sqlite:///:memory:"])
async def test_a_url_of_no_database_is_refused(url: str) -> None:
    with pytest.raises(BadUrl):
        await open_database(url)


def test_the_refusal_shows_no_password() -> None:
    with pytest.raises(BadUrl) as refused:
        parse_url("mysql://user:hunter2@host/name")
    assert "hunter2" not in str(refused.value)


def test_the_driver_need_not_be_named() -> None:
    assert parse_url("postgresql://host/name").drivername == "postgresql+asyncpg"
    assert parse_url("sqlite:////var/x.sqlite3").drivername == "sqlite+aiosqlite"


async def test_a_folder_that_is_not_there_is_said_at_once(tmp_path: Path) -> None:
    with pytest.raises(DBAPIError, match="unable to open"):
        await open_database(f"sqlite:///{tmp_path / 'none' / 'x.sqlite3'}")


async def test_closing_twice_is_no_error(database: Database) -> None:
    await database.close()
    await database.close()
