"""The centre's records without its chat, for tests of use cases: a database, its staff, a clock that the test holds."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import select

from bot.app.foundation import key_ring
from bot.app.staff import operator_database, work_at
from bot.tools.demo.equipment import equip
from bot.tools.demo.example import PEOPLE, employ
from config.model import Settings
from domain.people import Actor, Role, meet
from domain.standards import BatchStatus, Part
from storage.engine.database import Database, open_database
from storage.people import person
from storage.schema import map_all
from storage.work import StoredWork
from tests.content import Content
from tests.stage import FIRST_CHAT, Stage, name_of, stage_in
from tests.town import BEGINS, NAMES, Nowhere, settings_for

NO_TELEGRAM = "http://127.0.0.1:1"


@dataclass
class Office:
    """The database and its settings; `now` is the moment of whatever is done next."""

    database: Database
    settings: Settings
    now: datetime = BEGINS
    staff: dict[int, Actor] = field(default_factory=dict)

    @asynccontextmanager
    async def work(self) -> AsyncIterator[StoredWork]:
        """A unit of work, written whole when the block ends."""
        async with work_at(self.database, self.settings, self.now) as work:
            yield work

    async def stage(self, status: BatchStatus, candidates: int = 4) -> Stage:
        """A batch with its candidates, as `set_stage` makes it."""
        async with self.work() as work:
            for number in range(candidates):
                await meet(work, FIRST_CHAT + number, name_of(number))
            await work.people.flush()
            return await stage_in(work, status, candidates)

    def actor(self, name: str) -> Actor:
        """One of the demo's staff."""
        return self.staff[NAMES[name]]

    def go_to(self, stage: Stage, part: Part, minutes: int) -> None:
        """So many minutes after the sitting of that part begins; before it, when negative."""
        self.now = stage.sittings[part].starts_at + timedelta(minutes=minutes)


async def _put_in_staff(database_url: str) -> None:
    settings = settings_for(database_url, NO_TELEGRAM, Path(), {})
    async with operator_database(settings) as database, work_at(database, settings, BEGINS) as work:
        await employ(work, Nowhere(), PEOPLE)
        await equip(work)


STAFF = Content("staff", _put_in_staff)


@asynccontextmanager
async def office_on(database_url: str, folder: Path, connections: int = 5) -> AsyncIterator[Office]:
    """An office on a database that holds STAFF."""
    map_all()
    settings = settings_for(database_url, NO_TELEGRAM, folder, {})
    database = await open_database(database_url, key_ring(settings), connections=connections)
    try:
        yield Office(database, settings, staff=await _actors(database))
    finally:
        await database.close()


async def _actors(database: Database) -> dict[int, Actor]:
    """The staff of the demo, by their chats."""
    async with database.read() as connection:
        ids = {row.chat_id: row.id for row in await connection.execute(select(person.c.chat_id, person.c.id))}
    return {
        who.id: Actor(ids[who.id], who.id, who.name, roles=frozenset({Role.CANDIDATE, who.role}))
        for who in PEOPLE
        if who.role is not None
    }
