"""Who is queued when something is announced: everybody concerned, once, by as many statements however many they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from sqlalchemy import event, select
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.local import local_date
from domain.notices import NoticePublished, Subscription, milestones
from domain.people import Person
from domain.standards import Timeline
from domain.work import Subscribers
from storage.engine.broadcasts import recipient
from storage.engine.database import Database
from storage.engine.sealing import KeyRing
from storage.work import StoredWork, WorkSettings, write_effects
from tests.registration.examples import batch as example_batch
from tests.storage.conftest import database, ring  # noqa: F401 - the database of the storage's tests
from tests.storage.records import NOW, application, batch, keep

ELECTRICIAN, WELDER = "6-31-01-03", "6-18-02-04"


@contextmanager
def statements(connection: AsyncConnection) -> Iterator[list[str]]:
    """The statements that run meanwhile."""
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        seen.append(statement)

    event.listen(connection.sync_connection, "before_cursor_execute", note)
    yield seen
    event.remove(connection.sync_connection, "before_cursor_execute", note)


async def people(database: Database, count: int, first: int = 1001) -> Sequence[int]:  # noqa: F811
    return await keep(database, *(Person(first + n, f"P{n}", created_at=NOW) for n in range(count)))


async def announced(database: Database, audience: Subscribers, ring: KeyRing) -> tuple[list[int], int]:  # noqa: F811
    """The chats queued, and how many INSERTs it took."""
    async with database.begin() as connection:
        work = StoredWork(connection, NOW, WorkSettings({}, ring))
        work.announce(audience, NoticePublished(7))
        with statements(connection) as seen:
            assert await write_effects(connection, work.effects, NOW)
        queued = select(recipient.c.chat_id).order_by(recipient.c.chat_id)
        inserts = sum("INSERT INTO broadcast_recipient" in statement for statement in seen)
        return list((await connection.execute(queued)).scalars()), inserts


@pytest.mark.parametrize("followers", [1, 50])
async def test_all_followers_are_queued_by_one_insert(database: Database, ring: KeyRing, followers: int) -> None:  # noqa: F811
    known = await people(database, followers + 1)
    await keep(database, *(Subscription(each, ELECTRICIAN, NOW) for each in known[:followers]))
    await keep(database, Subscription(known[-1], WELDER, NOW))
    chats, inserts = await announced(database, Subscribers(ELECTRICIAN), ring)
    assert (chats, inserts) == ([1001 + n for n in range(followers)], 1)


async def test_who_cannot_be_reached_is_not_queued(database: Database, ring: KeyRing) -> None:  # noqa: F811
    here, gone = await keep(
        database, Person(1001, "A", created_at=NOW), Person(1002, "B", created_at=NOW, reachable=False)
    )
    await keep(database, Subscription(here, ELECTRICIAN, NOW), Subscription(gone, ELECTRICIAN, NOW))
    assert await announced(database, Subscribers(ELECTRICIAN), ring) == ([1001], 1)


async def test_applicants_of_the_batch_are_concerned_as_well_and_each_is_queued_once(
    database: Database,  # noqa: F811
    ring: KeyRing,  # noqa: F811
) -> None:
    both, applicant, _other = await people(database, 3)
    (batch_id,) = await keep(database, batch())
    await keep(database, Subscription(both, ELECTRICIAN, NOW))
    await keep(database, application(both, batch_id), application(applicant, batch_id, id_index=b"j" * 32))
    assert await announced(database, Subscribers(ELECTRICIAN, batch_id), ring) == ([1001, 1002], 1)


async def test_nobody_follows_nobody_is_queued(database: Database, ring: KeyRing) -> None:  # noqa: F811
    await people(database, 2)
    assert await announced(database, Subscribers(ELECTRICIAN), ring) == ([], 1)


@pytest.mark.parametrize("days", [1, 3, 10, 40])
def test_the_milestones_of_a_notice_are_in_order(days: int) -> None:
    """However soon after closing the exam is."""
    one = example_batch()
    one.exam_on = local_date(one.closes_at) + timedelta(days=days)
    found = milestones(one, Timeline())
    assert local_date(one.closes_at) <= found.reviewed_by <= one.exam_on
    assert local_date(one.closes_at) <= found.tickets_from <= found.tickets_until <= one.exam_on
    assert one.exam_on < found.results_by <= found.certificates_about


def test_the_milestones_are_those_of_the_default_timeline() -> None:
    found = milestones(example_batch(), Timeline())  # closes on Tuesday 1 December, exam on Saturday the 19th
    assert found.reviewed_by == date(2026, 12, 8)
    assert (found.tickets_from, found.tickets_until) == (date(2026, 12, 12), date(2026, 12, 16))
    assert found.certificates_about == date(2027, 1, 18)
