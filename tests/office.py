"""The centre's records without its chat, for tests of use cases: a database, its staff, a clock that the test holds."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.app.foundation import key_ring
from bot.app.staff import work_at
from bot.tools.demo.equipment import equip
from bot.tools.demo.example import PEOPLE
from config.model import Settings
from domain.people import Actor, Role, appoint, meet
from domain.standards import BatchStatus, Part
from storage.engine.database import Database, open_database
from storage.migrate import migrate
from storage.schema import map_all
from storage.work import StoredWork
from tests.stage import FIRST_CHAT, Stage, name_of, stage_in
from tests.town import BEGINS, NAMES, settings_for


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


@asynccontextmanager
async def office_on(database_url: str, folder: Path, connections: int = 5) -> AsyncIterator[Office]:
    """An office with the staff, rooms, stock and cards of the demo."""
    map_all()
    settings = settings_for(database_url, "http://127.0.0.1:1", folder, {})
    database = await open_database(database_url, key_ring(settings), connections=connections)
    try:
        await migrate(database)
        office = Office(database, settings)
        async with office.work() as work:
            for somebody in PEOPLE:
                if somebody.role is not None:
                    person = await meet(work, somebody.id, somebody.name)
                    await work.people.flush()
                    await appoint(work, None, person.id, somebody.role)
                    roles = frozenset({Role.CANDIDATE, somebody.role})
                    office.staff[somebody.id] = Actor(person.id, somebody.id, somebody.name, roles=roles)
            await equip(work)
        yield office
    finally:
        await database.close()
