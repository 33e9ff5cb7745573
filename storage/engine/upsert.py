"""INSERT … ON CONFLICT for both databases, in one place."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

Insert = postgresql.Insert | sqlite.Insert


def _insert(connection: AsyncConnection, table: Table) -> Any:
    is_postgres = connection.dialect.name == "postgresql"
    return postgresql.insert(table) if is_postgres else sqlite.insert(table)


def insert_new(connection: AsyncConnection, table: Table) -> Insert:
    """An INSERT that leaves rows alone which are there already (by any unique key)."""
    statement: Insert = _insert(connection, table).on_conflict_do_nothing()
    return statement


def insert_or_update(connection: AsyncConnection, table: Table, key: str, *changed: str) -> Insert:
    """An INSERT that, where `key` is there already, writes the `changed` columns anew."""
    statement = _insert(connection, table)
    fresh = {name: statement.excluded[name] for name in changed}
    upserted: Insert = statement.on_conflict_do_update(index_elements=key.split(","), set_=fresh)
    return upserted
