"""A snapshot of a PostgreSQL database, table by table in one transaction, and back into an empty one.

Through the driver: pg_dump need not be installed, nor be of the server's age, and the schema comes from our migrations.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy import URL
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

from storage.backup.manifest import BadBackup, Facts
from storage.backup.sqlite import AUDIT, CANARIES, REVISION, facts

FOLDER = "tables"
VERSION = "alembic_version"
COLUMNS = """
    SELECT c.table_name AS name, array_agg(c.column_name::text ORDER BY c.ordinal_position) AS columns
    FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name)
    WHERE c.table_schema = current_schema() AND t.table_type = 'BASE TABLE' GROUP BY 1 ORDER BY 1
"""
SEQUENCES = """
    SELECT s.relname AS sequence FROM pg_class s
    WHERE s.relkind = 'S' AND s.relnamespace = current_schema()::regnamespace ORDER BY 1
"""
Tables = Mapping[str, tuple[str, ...]]


@asynccontextmanager
async def connected(url: URL) -> AsyncIterator[Any]:
    """A connection of the driver: a table takes as long as it takes."""
    arguments, options = PGDialect_asyncpg().create_connect_args(url)  # type: ignore[no-untyped-call]
    connection = await asyncpg.connect(*arguments, **cast("dict[str, Any]", options))
    try:
        yield connection
    finally:
        await connection.close()


async def dump(url: URL, folder: Path) -> tuple[Facts, Tables, Mapping[str, int]]:
    """Write every table as COPY has it; facts, columns by table, and where the sequences stand."""
    (folder / FOLDER).mkdir(mode=0o700)
    async with connected(url) as connection, connection.transaction(isolation="repeatable_read", readonly=True):
        tables = {row["name"]: tuple(row["columns"]) for row in await connection.fetch(COLUMNS)}
        for name, columns in tables.items():
            path = folder / FOLDER / name
            path.touch(0o600)
            await connection.copy_from_table(name, output=path, columns=columns, format="text")
        found = facts(
            await connection.fetchval(REVISION),
            [tuple(row) for row in await connection.fetch(CANARIES)],
            tuple(await connection.fetchrow(AUDIT)),
        )
        sequences = [row["sequence"] for row in await connection.fetch(SEQUENCES)]
        stand = {name: await connection.fetchval(f'SELECT last_value FROM "{name}"') for name in sequences}  # noqa: S608
    return found, tables, stand


async def require_empty(url: URL) -> None:
    """Raises BadBackup where the database has tables."""
    async with connected(url) as connection:
        if await connection.fetch(COLUMNS):
            raise BadBackup("the database has tables already; a backup is restored into an empty one only")


async def load(url: URL, folder: Path, tables: Tables, sequences: Mapping[str, int]) -> None:
    """Fill the tables of a schema that was just made, in one transaction: all of it or nothing."""
    async with connected(url) as connection, connection.transaction():
        for name in await _in_order(connection, [name for name in tables if name != VERSION]):
            path = folder / FOLDER / name
            await connection.copy_to_table(name, source=path, columns=tables[name], format="text")
        for name, last in sequences.items():
            await connection.execute("SELECT setval($1::text::regclass, $2)", f'"{name}"', last)


REFERENCES = """
    SELECT c.conrelid::regclass::text AS table_name, c.confrelid::regclass::text AS needed FROM pg_constraint c
    WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace AND c.conrelid <> c.confrelid
"""


async def _in_order(connection: Any, names: Sequence[str]) -> Sequence[str]:
    """Tables behind those that they refer to."""
    needs: dict[str, set[str]] = {name: set() for name in names}
    for row in await connection.fetch(REFERENCES):
        needs[row["table_name"].strip('"')].add(row["needed"].strip('"'))
    ordered: list[str] = []
    while needs:
        ready = sorted(name for name, needed in needs.items() if not needed & needs.keys())
        if not ready:
            raise BadBackup("tables refer to each other in a circle")
        ordered += ready
        needs = {name: needed for name, needed in needs.items() if name not in ready}
    return ordered
