"""The canary: what tells at once whether a database was sealed with these keys, before anything is written to it.

A row for each key that may have sealed something here holds a value sealed with it, and a mark of the index key. Every
row must open. A database of a release without canaries is probed instead: some of its sealed values must open.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import structlog
from sqlalchemy import Column, LargeBinary, Table, Text, asc, delete, desc, inspect, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.database import Database
from storage.engine.metadata import Sealed, metadata
from storage.engine.prepared import Prepared
from storage.engine.rotation import sealed_columns
from storage.engine.sealing import KeyRing, SealBroken, key_id_of
from storage.engine.upsert import insert_new

PLACE = b"canary"
SONG = b"tweet"
PROBED = 100
CENTRE_MUST_STOP = "stop every process of the centre, then start them again with these keys"
log = structlog.get_logger()

canary = Table(
    "canary",
    metadata,
    Column("key_id", Text, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
    Column("index_mark", LargeBinary, nullable=False),
)
_rows = Prepared(select(canary))


class WrongKeys(Exception):  # noqa: N818 - reads as what is wrong
    """The keys of the settings are not those of the database; the text is one line that says what to do."""


class Song(NamedTuple):
    """A canary outside the database, as in a backup."""

    key_id: str
    sealed: bytes
    index_mark: bytes


class _Probe(NamedTuple):
    """What was tried of the sealed values: how many open, how many do not, and the ids of the keys of those that do."""

    opened: int
    broken: int
    key_ids: frozenset[bytes]


async def check_older(database: Database, ring: KeyRing) -> None:
    """Check the keys where the schema may be older than canaries, or none yet. Writes nothing. Raises WrongKeys."""
    async with database.read() as connection:
        tables = await connection.run_sync(lambda sync: set(inspect(sync).get_table_names()))
        if canary.name in tables:
            hear(await _rows.rows(connection, {}), ring)
        else:
            await _probe(connection, ring)


async def check(database: Database, ring: KeyRing) -> None:
    """Check the keys, by one statement; what is used with keys for the first time gets a canary. Raises WrongKeys."""
    async with database.read() as connection:
        rows = await _rows.rows(connection, {})
        hear(rows, ring)
        if any(row.key_id == ring.current_id for row in rows):
            return
        used = {ring.current_id.encode()} if rows else {ring.current_id.encode(), *await _probe(connection, ring)}
    # Whoever works with older keys could not read what is written from now on, and would park it.
    if rows and not await database.try_lead():
        raise WrongKeys(f"keys.current: {ring.current_id!r} is new to this database: {CENTRE_MUST_STOP}")
    await _plant(database, ring, sorted(used))


async def _plant(database: Database, ring: KeyRing, key_ids: list[bytes]) -> None:
    async with database.begin() as connection:
        for key_id in key_ids:
            row = {"key_id": key_id.decode(), "sealed": ring.seal_under(key_id, SONG, PLACE), "index_mark": _mark(ring)}
            await insert_new(connection, canary).run_each(connection, [row])
        # Of two that come at once with different keys one was first; the other must not begin.
        hear(await _rows.rows(connection, {}), ring)


async def forget_older(database: Database) -> None:
    """After a rotation: what was sealed under older keys is no more, so these are no longer asked for."""
    assert database.ring is not None
    async with database.begin() as connection:
        await connection.execute(delete(canary).where(canary.c.key_id != database.ring.current_id))


def hear(rows: Iterable[Any], ring: KeyRing) -> None:
    """Raises WrongKeys unless every canary sings; rows are those of the table, or `Song`s."""
    for row in rows:
        if not ring.holds(row.key_id):
            raise WrongKeys(
                f"keys.ring: the key {row.key_id!r} is missing, and this database was sealed with it;"
                " put it back (nothing was changed)"
            )
        try:
            ring.open(bytes(row.sealed), PLACE)
        except SealBroken:
            raise WrongKeys(
                f"keys.ring: {row.key_id!r} is not the key that this database was sealed with;"
                " use its own keys file (nothing was changed)"
            ) from None
        if bytes(row.index_mark) != _mark(ring):
            raise WrongKeys("keys.index: not that of this database; use its own keys file (nothing was changed)")


def _mark(ring: KeyRing) -> bytes:
    return ring.blind_index(SONG.decode(), PLACE.decode())


async def _probe(connection: AsyncConnection, ring: KeyRing) -> frozenset[bytes]:
    """The ids of the keys in use; raises WrongKeys where these keys do not open what is sealed."""
    found = await _try_values(connection, ring)
    # A value may be damaged; keys are wrong when they open less than they leave shut.
    if found.broken > found.opened:
        raise WrongKeys("keys: they do not open what is in this database; use its own keys file (nothing was changed)")
    if found.broken:
        log.warning("sealed_values_unreadable", opened=found.opened, broken=found.broken)
    return found.key_ids


async def _try_values(connection: AsyncConnection, ring: KeyRing) -> _Probe:
    there = await connection.run_sync(_columns_there)
    opened, broken, key_ids = 0, 0, set()
    for table, column in sealed_columns():
        if (table.name, column.name) not in there:
            continue
        assert isinstance(column.type, Sealed)
        for token in await _some(connection, column):
            try:
                ring.open(token, column.type.place.encode())
            except SealBroken:
                broken += 1
            else:
                opened += 1
                key_ids.add(key_id_of(token))
    return _Probe(opened, broken, frozenset(key_ids))


async def _some(connection: AsyncConnection, column: Column[Any]) -> list[bytes]:
    """The newest and the oldest of a column: a key that was in use at either end is found."""
    assert isinstance(column.table, Table)
    found: list[bytes] = []
    for order in (asc, desc):
        keys = [order(key) for key in column.table.primary_key.columns]
        query = select(type_coerce(column, LargeBinary)).where(column.is_not(None)).order_by(*keys).limit(PROBED)
        found += [bytes(token) for token in (await connection.execute(query)).scalars()]
    return found


def _columns_there(connection: Any) -> set[tuple[str, str]]:
    """Names of tables and columns: an older schema has fewer."""
    seen = inspect(connection)
    return {(table, column["name"]) for table in seen.get_table_names() for column in seen.get_columns(table)}
