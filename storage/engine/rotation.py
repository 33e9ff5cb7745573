"""Rotation of keys: every sealed value under an older key is opened and sealed under the current one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, func, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.database import Database
from storage.engine.metadata import Sealed, metadata
from storage.engine.sealing import KeyRing, Unsealable

BATCH = 200


async def rotate(database: Database) -> int:
    """Seal everything under the current key of the database's ring, a batch a transaction; returns how many values.

    Others may work meanwhile, with the same ring. Raises SealBroken at a value that does not open, Unsealable without
    a ring. Blind indexes stay: their key does not rotate.
    """
    if database.ring is None:
        raise Unsealable("the database was opened without a key ring")
    total = 0
    for table, column in sealed_columns():
        # Short transactions: the centre goes on working while its data are sealed anew.
        while count := await _rotate_batch(database, table, column):
            total += count
    return total


def sealed_columns() -> Iterator[tuple[Table, Column[Any]]]:
    """Every sealed column of every table."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Sealed):
                yield table, column


async def _rotate_batch(database: Database, table: Table, column: Column[Any]) -> int:
    ring = database.ring
    assert ring is not None
    raw = type_coerce(column, LargeBinary)
    head = ring.head
    query = select(*table.primary_key.columns, raw.label("token")).where(
        # The head of a token names its key, so nothing has to be opened to find what is old.
        func.substr(column, 1, len(head), type_=LargeBinary) != head
    )
    async with database.begin() as connection:
        rows = (await connection.execute(query.limit(BATCH).with_for_update())).all()
        for row in rows:
            await _reseal(connection, ring, column, row)
    return len(rows)


async def _reseal(connection: AsyncConnection, ring: KeyRing, column: Column[Any], row: Any) -> None:
    assert isinstance(column.type, Sealed)
    place = column.type.place.encode()
    fresh = ring.seal(ring.open(bytes(row.token), place), place)
    table = column.table
    assert isinstance(table, Table)
    same = [key == value for key, value in zip(table.primary_key.columns, row, strict=False)]
    await connection.execute(update(table).where(*same).values({column.name: type_coerce(fresh, LargeBinary)}))
