"""INSERT … ON CONFLICT for both databases, in one place; each statement is built once."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.prepared import Prepared


def _insert(dialect: str, table: Table) -> Any:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@cache
def _new(dialect: str, table: Table) -> Prepared:
    return Prepared(_insert(dialect, table).on_conflict_do_nothing())


@cache
def _upsert(dialect: str, table: Table, key: str, changed: tuple[str, ...]) -> Prepared:
    statement = _insert(dialect, table)
    fresh = {name: statement.excluded[name] for name in changed}
    return Prepared(statement.on_conflict_do_update(index_elements=key.split(","), set_=fresh))


def insert_new(connection: AsyncConnection, table: Table) -> Prepared:
    """An INSERT that leaves rows alone which are there already (by any unique key)."""
    return _new(connection.dialect.name, table)


def insert_or_update(connection: AsyncConnection, table: Table, key: str, *changed: str) -> Prepared:
    """An INSERT that, where `key` is there already, writes the `changed` columns anew."""
    return _upsert(connection.dialect.name, table, key, changed)
