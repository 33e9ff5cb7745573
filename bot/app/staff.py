"""What the machine's operator does from the command line: appoint and dismiss staff, a unit of work of one's own."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime

from bot.app.foundation import database_of, key_ring, work_settings
from config.model import Settings
from domain.errors import Missing
from domain.people import Role, RolesChanged, appoint, dismiss, meet
from storage.engine.database import Database
from storage.migrate import migrate
from storage.schema import map_all
from storage.work import StoredWork, write_effects


@asynccontextmanager
async def operator_database(settings: Settings) -> AsyncIterator[Database]:
    """The database of the settings, at the newest schema, for one command."""
    map_all()
    database = await database_of(settings, key_ring(settings))
    try:
        await migrate(database)
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
        await write_effects(connection, work.effects, now)


async def appoint_chat(work: StoredWork, chat_id: int, role: Role, name: str) -> None:
    """Appoint whoever talks in that private chat, known already or not."""
    person = await work.people.by_chat(chat_id) or await meet(work, chat_id, name)
    await work.people.flush()
    await appoint(work, None, person.id, role)
    await work.people.flush()
    work.tell(person.id, RolesChanged())


async def dismiss_chat(work: StoredWork, chat_id: int, role: Role) -> None:
    """End a role at once. Raises Missing for an unknown chat or a role that is not held."""
    person = await work.people.by_chat(chat_id)
    if person is None:
        raise Missing("person")
    await dismiss(work, None, person.id, role)
    work.tell(person.id, RolesChanged())
