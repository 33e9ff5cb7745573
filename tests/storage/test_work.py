"""The unit of work: what deeds leave for others is written with them; what is abandoned leaves nothing."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.errors import Outdated
from domain.people import Actor, Grant, Person, Role
from domain.registration import Approved, Status, Submitted
from domain.work import Reminder
from storage.engine.audit import audit
from storage.engine.database import Database
from storage.engine.due import due
from storage.engine.events import EventCatalogue, encode
from storage.engine.inbox import inbox
from storage.engine.sealing import KeyRing
from storage.people import person
from storage.registration import application
from storage.work import Effects, StoredWork, WorkSettings, write_effects
from tests.storage.records import MINUTE, NOW, keep, keep_application


@pytest.fixture
def work_settings(ring: KeyRing) -> WorkSettings:
    return WorkSettings({}, ring)


async def events(connection: AsyncConnection) -> Sequence[tuple[int, object]]:
    catalogue = EventCatalogue([Submitted, Approved])
    rows = await connection.execute(select(inbox.c.chat_id, inbox.c.payload).order_by(inbox.c.chat_id))
    return [(row.chat_id, catalogue.decode(json.loads(row.payload))) for row in rows]


@dataclass(frozen=True)
class Moved:
    """An event whose class lay in another area once."""

    earlier: ClassVar[tuple[str, ...]] = ("registration.Moved",)

    number: int


def test_an_event_is_known_by_the_names_that_it_had() -> None:
    """Rows of an older release wait in inboxes; what is written now has the name of now."""
    catalogue = EventCatalogue([Moved])
    assert catalogue.decode({"event": "registration.Moved", "facts": {"number": 7}}) == Moved(7)
    assert catalogue.decode(json.loads(encode(Moved(7)))) == Moved(7)
    assert "registration" not in encode(Moved(7))
    with pytest.raises(KeyError):
        catalogue.decode({"event": "elsewhere.Moved", "facts": {"number": 7}})


async def test_events_reach_the_chats_of_persons_and_of_everybody_with_the_role(
    database: Database, work_settings: WorkSettings
) -> None:
    amy, bo = await keep(database, Person(1001, "A", created_at=NOW), Person(1002, "B", created_at=NOW))
    await keep(database, Grant(bo, Role.FIRST_REVIEWER, NOW))
    async with database.begin() as connection:
        work = StoredWork(connection, NOW, work_settings)
        work.tell(amy, Approved(7))
        work.tell(404, Approved(8))
        work.tell_role(Role.FIRST_REVIEWER, Submitted(7))
        await work.complete()
        assert await write_effects(connection, work.effects, NOW)
    async with database.read() as connection:
        assert await events(connection) == [(1001, Approved(7)), (1002, Submitted(7))]


async def test_a_reminder_moves_under_its_key_and_is_settled_by_it(
    database: Database, work_settings: WorkSettings
) -> None:
    (amy,) = await keep(database, Person(1001, "A", created_at=NOW))

    async def leave(*reminders: Reminder, settled: str = "") -> list[tuple[str, object]]:
        async with database.begin() as connection:
            work = StoredWork(connection, NOW, work_settings)
            for reminder in reminders:
                work.remind(reminder)
            work.settle(settled)
            assert not await write_effects(connection, work.effects, NOW)
        async with database.read() as connection:
            waiting = select(due.c.key, due.c.due_at).where(due.c.state == 0).order_by(due.c.key)
            return [(row.key, row.due_at) for row in await connection.execute(waiting)]

    first, moved = (Reminder("mend:7", amy, Approved(7), NOW + n * MINUTE) for n in (1, 2))
    assert await leave(first, Reminder("other", 404, Approved(7), NOW)) == [("mend:7", NOW + MINUTE)]
    assert await leave(moved) == [("mend:7", NOW + 2 * MINUTE)]
    assert await leave(settled="mend:7") == []


async def test_the_audit_says_who_did_what(database: Database, work_settings: WorkSettings) -> None:
    async with database.begin() as connection:
        work = StoredWork(connection, NOW, work_settings)
        work.audit(Actor(5, 1001, "A"), "application.approve", "application:7", level=4)
        work.audit(None, "roles.grant", "person:5")
        await write_effects(connection, work.effects, NOW)
        rows = (await connection.execute(select(audit.c.actor_id, audit.c.action, audit.c.facts))).all()
    assert [tuple(row) for row in rows] == [(5, "application.approve", {"level": 4}), (None, "roles.grant", {})]


async def test_an_abandoned_work_leaves_nothing_and_goes_on_afresh(
    database: Database, work_settings: WorkSettings
) -> None:
    async with database.begin() as connection:
        work = StoredWork(connection, NOW, work_settings)
        work.people.add(Person(1001, "A", created_at=NOW))
        await work.people.flush()
        work.tell(1, Approved(7))
        await work.abandon()
        assert work.effects == Effects()
        work.people.add(Person(1002, "B", created_at=NOW))
        await work.complete()
    async with database.read() as connection:
        assert list((await connection.execute(select(person.c.chat_id))).scalars()) == [1002]


async def test_a_work_that_touches_no_record_asks_the_database_nothing(
    database: Database, work_settings: WorkSettings
) -> None:
    async with database.begin() as connection:
        work = StoredWork(connection, NOW, work_settings)
        await work.complete()
        assert not connection.in_nested_transaction()


async def test_who_finishes_on_an_older_version_is_refused(database: Database, work_settings: WorkSettings) -> None:
    made = await keep_application(database)
    async with database.begin() as connection:
        work = StoredWork(connection, NOW, work_settings)
        found = await work.registration.application(made.id)
        await connection.execute(update(application).values(version=9))  # somebody else decides meanwhile
        found.status = Status.APPROVED
        with pytest.raises(Outdated):
            await work.complete()
        await work.abandon()
        assert (await work.registration.application(made.id)).status is Status.SUBMITTED
        await work.abandon()


async def test_the_index_of_a_number_is_the_same_every_time(database: Database, work_settings: WorkSettings) -> None:
    async with database.begin() as connection:
        first, second = (StoredWork(connection, NOW, work_settings).blind_index("11010519491231002X") for _ in range(2))
    assert first == second
    assert b"1101" not in first
