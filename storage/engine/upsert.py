"""INSERT … ON CONFLICT for both databases, in one place; each statement is built once."""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Insert = postgresql.Insert | sqlite.Insert


def _insert(dialect: str, table: Table) -> Any:
    return postgresql.insert(table) if dialect == "postgresql" else sqlite.insert(table)


@cache
def _new(dialect: str, table: Table) -> Insert:
    statement: Insert = _insert(dialect, table).on_conflict_do_nothing()
    return statement


@cache
def _upsert(dialect: str, table: Table, key: str, changed: tuple[str, ...]) -> Insert:
    statement = _insert(dialect, table)
    fresh = {name: statement.excluded[name] for name in changed}
    upserted: Insert = statement.on_conflict_do_update(index_elements=key.split(","), set_=fresh)
    return upserted


def insert_new(connection: AsyncConnection, table: Table) -> Insert:
    """An INSERT that leaves rows alone which are there already (by any unique key)."""
    return _new(connection.dialect.name, table)


def insert_or_update(connection: AsyncConnection, table: Table, key: str, *changed: str) -> Insert:
    """An INSERT that, where `key` is there already, writes the `changed` columns anew."""
    return _upsert(connection.dialect.name, table, key, changed)
