"""A prepared statement does what SQLAlchemy does with it, on either database, whatever is filled in."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql import func

from storage.engine.database import Database
from storage.engine.due import due
from storage.engine.jobs import job
from storage.engine.prepared import Prepared, writing_driver

AT = datetime(2026, 11, 20, 2, 30, 0, 123456, tzinfo=UTC)
_put = Prepared(insert(job))
_named = select(job).where(job.c.key.in_(bindparam("keys", expanding=True))).order_by(job.c.id)
_end = Prepared(update(job).where(job.c.key.in_(bindparam("keys", expanding=True))).values(payload=None, state=1))


async def put(connection: AsyncConnection, count: int) -> list[str]:
    keys = [f"k{number}" for number in range(count)]
    rows = [{"chat_id": 1, "kind": "x", "key": key, "payload": key.encode(), "free_at": AT} for key in keys]
    await _put.run_each(connection, rows)
    return keys


@pytest.mark.parametrize("count", [0, 1, 2, 3, 5, 8, 33])
async def test_rows_are_those_that_sqlalchemy_finds(database: Database, count: int) -> None:
    """Sealed bytes, instants and null, for lists of any length."""
    async with database.begin() as connection:
        keys = (await put(connection, 40))[:count]
        found = await Prepared(_named).rows(connection, {"keys": keys})
        wanted = (await connection.execute(_named, {"keys": keys})).all()
    assert [row._asdict() for row in found] == [row._asdict() for row in wanted]
    assert [(row.key, row.payload, row.free_at, row.error) for row in found] == [
        (key, key.encode(), AT, None) for key in keys
    ]


async def test_it_tells_how_many_rows_it_touched(database: Database) -> None:
    async with database.begin() as connection:
        await put(connection, 5)
        assert await _end.run(connection, {"keys": ["k1", "k2", "k3", "nobody's"]}) == 3
        left = await Prepared(_named).rows(connection, {"keys": ["k0", "k1"]})
    assert [(row.payload, row.state) for row in left] == [(b"k0", 0), (None, 1)]


async def test_rows_of_other_columns_are_another_text(database: Database) -> None:
    put_due = Prepared(insert(due))
    whole: dict[str, Any] = {"key": "a", "chat_id": 1, "event": "{}", "due_at": AT, "useful_until": AT}
    async with database.begin() as connection:
        await put_due.run_each(connection, [whole])
        await put_due.run_each(
            connection, [{name: value for name, value in whole.items() if name[0] in "kced"} | {"key": "b"}]
        )
        found = await Prepared(select(due.c.key, due.c.useful_until).order_by(due.c.key)).rows(connection, {})
    assert [(row.key, row.useful_until) for row in found] == [("a", AT), ("b", None)]


async def test_what_is_undone_was_never_there(database: Database) -> None:
    """It runs inside the transaction of its connection."""
    with pytest.raises(ZeroDivisionError):  # noqa: PT012 - the block is the transaction
        async with database.begin() as connection:
            await put(connection, 1)
            raise ZeroDivisionError
    async with database.read() as connection:
        assert await connection.scalar(select(func.count()).select_from(job)) == 0


async def test_only_the_connection_that_writes_to_sqlite_goes_past_sqlalchemy(database: Database) -> None:
    async with database.begin() as writing:
        assert (writing_driver(writing) is None) == database.is_postgres
    async with database.read() as reading:
        assert writing_driver(reading) is None
        assert await Prepared(_named).rows(reading, {"keys": ["nobody's"]}) == []
