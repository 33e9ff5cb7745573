"""The audit chain: whatever is changed, taken out or put in between is found; it takes no personal values."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from sqlalchemy import delete, insert, select, text, update

from storage.engine.audit import AuditEntry, Fact, PersonalFact, append, audit, verify
from storage.engine.database import Database
from tests.storage.records import MINUTE, NOW


def entry(number: int, **facts: Fact) -> AuditEntry:
    return AuditEntry(NOW + number * MINUTE, number or None, "application.approve", f"application:{number}", facts)


async def write(database: Database, *entries: AuditEntry) -> None:
    async with database.begin() as connection:
        await append(connection, entries)


async def broken(database: Database) -> int | None:
    async with database.read() as connection:
        return await verify(connection)


@pytest.fixture
async def chain(database: Database) -> list[int]:
    """Five rows, written in three transactions; returns their ids."""
    await write(database, entry(0, level=4, reason="photo_blurred", again=True, none=None))
    await write(database, entry(1), entry(2, reason="中文"), entry(3))
    await write(database, entry(4))
    async with database.read() as connection:
        return list((await connection.execute(select(audit.c.id).order_by(audit.c.id))).scalars())


async def test_an_untouched_chain_is_whole(database: Database, chain: list[int]) -> None:
    assert len(chain) == 5
    assert await broken(database) is None


async def test_an_empty_chain_is_whole_and_nothing_appended_is_nothing(database: Database) -> None:
    await write(database)
    assert await broken(database) is None


CHANGES: list[dict[str, Any]] = [
    {"actor_id": 99},
    {"action": "application.reject"},
    {"object_id": "application:77"},
    {"facts": {"reason": "else"}},
    {"at": NOW},
    {"hash": b"h" * 32},
    {"previous": b"p" * 32},
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: next(iter(change)))
async def test_a_changed_row_is_found(database: Database, chain: list[int], change: dict[str, Any]) -> None:
    async with database.begin() as connection:
        await connection.execute(update(audit).where(audit.c.id == chain[2]).values(**change))
    assert await broken(database) == chain[2]


async def test_a_row_taken_out_is_found(database: Database, chain: list[int]) -> None:
    async with database.begin() as connection:
        await connection.execute(delete(audit).where(audit.c.id == chain[1]))
    assert await broken(database) == chain[2]


async def test_two_rows_exchanged_are_found(database: Database, chain: list[int]) -> None:
    async with database.begin() as connection:
        for old, new in ((chain[1], 900), (chain[2], chain[1]), (900, chain[2])):
            await connection.execute(update(audit).where(audit.c.id == old).values(id=new))
    assert await broken(database) == chain[1]


async def test_a_row_put_in_is_found(database: Database, chain: list[int]) -> None:
    async with database.begin() as connection:
        head = (await connection.execute(select(audit.c.hash).where(audit.c.id == chain[1]))).scalar_one()
        forged = {"at": NOW, "action": "x", "object_id": "y", "facts": {}, "previous": head, "hash": b"f" * 32}
        await connection.execute(insert(audit).values(id=chain[-1] + 50, **forged))
    assert await broken(database) == chain[-1] + 50


async def test_the_second_writer_waits_for_the_first(database: Database) -> None:
    async with database.begin() as connection:
        await append(connection, [entry(1)])
        second = asyncio.create_task(write(database, entry(2)))
        await asyncio.sleep(0.1)
        assert not second.done()
    await second
    assert await broken(database) is None


async def test_rows_of_many_at_once_make_one_chain(database: Database) -> None:
    """Each writer reads the head and writes after it: the lock makes them wait for one another."""
    await asyncio.gather(*(write(database, entry(2 * n), entry(2 * n + 1)) for n in range(10)))
    assert await broken(database) is None


async def test_without_the_lock_the_chain_of_many_would_break(database: Database, monkeypatch: Any) -> None:
    if not database.is_postgres:
        pytest.skip("SQLite has one writer")
    monkeypatch.setattr("storage.engine.audit.text", lambda _: text("SELECT CAST(:key AS BIGINT)"))
    async with database.begin() as connection:
        await append(connection, [entry(1)])
        await write(database, entry(2))
    assert await broken(database) is not None


async def test_an_undone_transaction_leaves_no_row(database: Database, chain: list[int]) -> None:
    async with database.begin() as connection:
        await append(connection, [entry(9)])
        await connection.rollback()
    await write(database, entry(5))
    assert await broken(database) is None


@pytest.mark.parametrize("value", ["11010519491231002X", "11010519491231002x", "13800138000", "tel 13800138000!"])
async def test_personal_numbers_are_refused(database: Database, value: str) -> None:
    with pytest.raises(PersonalFact, match="note looks like") as refused:
        await write(database, entry(1, note=value))
    assert value not in str(refused.value)
    with pytest.raises(PersonalFact):
        await write(database, AuditEntry(NOW, 1, "application.submit", value, {}))


@pytest.mark.parametrize("value", ["a" * 64, "application:12", "2026-11-20", "ab13800138000cd", "138001380001234"])
async def test_ids_and_hashes_are_taken(database: Database, value: str) -> None:
    await write(database, entry(1, note=value))
    assert await broken(database) is None
