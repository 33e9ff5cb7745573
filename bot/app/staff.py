"""What a command of the machine's operator works with: the database, and a unit of work of its own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from bot.app.foundation import database_of, key_ring, work_settings
from config.model import Settings
from storage.engine.database import Database
from storage.work import StoredWork, write_effects


@asynccontextmanager
async def operator_database(settings: Settings) -> AsyncIterator[Database]:
    """The database of the settings, at the newest schema, for one command."""
    database = await database_of(settings, key_ring(settings))
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def work_at(database: Database, settings: Settings, now: datetime) -> AsyncIterator[StoredWork]:
    """A unit of work of its own, written whole when the block ends."""
    async with database.begin() as connection:
        work = StoredWork(connection, now, work_settings(settings, key_ring(settings)))
        yield work
        await work.complete()
        # In the same transaction, as a turn does it: an event that is told stands for records that are there.
        await write_effects(connection, work.effects, now)
