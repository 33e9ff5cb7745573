"""A migrated database, open, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from storage.engine.database import Database, open_database
from storage.engine.sealing import KeyRing
from storage.migrate import migrate
from storage.schema import map_all


@pytest.fixture
def ring() -> KeyRing:
    return KeyRing.generate()


@pytest.fixture
async def database(database_url: str, ring: KeyRing) -> AsyncIterator[Database]:
    map_all()
    opened = await open_database(database_url, ring)
    try:
        await migrate(opened)
        yield opened
    finally:
        await opened.close()
