"""Rotation of keys: every sealed value under an older key is opened and sealed under the current one.

Each column is walked once, by primary key, a small transaction at a time: others may work meanwhile with the same ring.
Begun anew it passes over what is done already.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import Column, LargeBinary, Table, func, select, tuple_, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.database import Database
from storage.engine.metadata import Sealed, metadata
from storage.engine.sealing import KeyRing, SealBroken, Unsealable

BATCH = 200
Progress = Callable[[str, int], None]


def untold(_place: str, _count: int) -> None:
    """Tell nobody how far it has come."""


async def rotate(database: Database, progress: Progress = untold) -> int:
    """Seal everything under the current key of the database's ring; returns how many values.

    `progress` hears after each transaction which column it is at and how many of it are done. Raises SealBroken, after
    all others are done, when values do not open, and Unsealable without a ring. Blind indexes stay: their key does not
    rotate.
    """
    if database.ring is None:
        raise Unsealable("the database was opened without a key ring")
    total, broken = 0, list[str]()
    for table, column in sealed_columns():
        done, shut = await _rotate_column(database, table, column, progress)
        total += done
        broken += [f"{table.name}.{column.name}: {shut} values do not open"] if shut else []
    if broken:
        raise SealBroken("; ".join(broken))
    return total


def sealed_columns() -> Iterator[tuple[Table, Column[Any]]]:
    """Every sealed column of every table."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if isinstance(column.type, Sealed):
                yield table, column


async def older(database: Database) -> int:
    """How many values lie under other keys than the current one."""
    assert database.ring is not None
    async with database.read() as connection:
        counts = [
            await connection.scalar(select(func.count()).select_from(table).where(_is_older(column, database.ring)))
            for table, column in sealed_columns()
        ]
    return sum(count or 0 for count in counts)


def _is_older(column: Column[Any], ring: KeyRing) -> Any:
    # The head of a token names its key, so nothing has to be opened to find what is old.
    return func.substr(column, 1, len(ring.head), type_=LargeBinary) != ring.head


async def _rotate_column(database: Database, table: Table, column: Column[Any], progress: Progress) -> tuple[int, int]:
    """How many were sealed anew, and how many do not open."""
    done, shut, after = 0, 0, None
    while True:
        rows, broken = await _rotate_batch(database, table, column, after)
        if not rows:
            return done, shut
        done, shut, after = done + len(rows) - broken, shut + broken, tuple(rows[-1])[:-1]
        progress(f"{table.name}.{column.name}", done)


async def _rotate_batch(
    database: Database, table: Table, column: Column[Any], after: Sequence[Any] | None
) -> tuple[Sequence[Any], int]:
    ring = database.ring
    assert ring is not None
    keys = list(table.primary_key.columns)
    query = select(*keys, type_coerce(column, LargeBinary).label("token")).where(_is_older(column, ring))
    if after is not None:
        query = query.where(tuple_(*keys) > tuple_(*after) if len(keys) > 1 else keys[0] > after[0])
    async with database.begin() as connection:
        # In the order in which turns lock chats: of two that lock in different orders each would wait for the other.
        rows = (await connection.execute(query.order_by(*keys).limit(BATCH).with_for_update())).all()
        resealed = [await _reseal(connection, ring, column, row) for row in rows]
    return rows, resealed.count(False)


async def _reseal(connection: AsyncConnection, ring: KeyRing, column: Column[Any], row: Any) -> bool:
    """False for a value that does not open; it stays as it is."""
    assert isinstance(column.type, Sealed)
    place = column.type.place.encode()
    try:
        fresh = ring.seal(ring.open(bytes(row.token), place), place)
    except SealBroken:
        return False
    table = column.table
    assert isinstance(table, Table)
    same = [key == value for key, value in zip(table.primary_key.columns, row, strict=False)]
    await connection.execute(update(table).where(*same).values({column.name: type_coerce(fresh, LargeBinary)}))
    return True
