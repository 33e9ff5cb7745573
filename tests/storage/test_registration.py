"""Applications: what is stored comes back, and of two people who do the same thing one wins."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import asdict
from datetime import timedelta

import pytest
from sqlalchemy import text, update
from sqlalchemy.exc import IntegrityError

from domain.errors import Missing, Outdated
from domain.people import Person
from domain.registration import Application, Field, Finding, Status
from domain.registration.model import Claim
from storage.engine.database import Database
from storage.registration import RegistrationStore, application
from storage.reviewing import ReviewingStore
from tests.storage import records
from tests.storage.records import MINUTE, NOW, keep, keep_application, refused_session, session_on, unit_of

TEN_MINUTES = timedelta(minutes=10)


async def reviewers(database: Database) -> tuple[int, int]:
    first, second = await keep(database, Person(2001, "王", created_at=NOW), Person(2002, "刘", created_at=NOW))
    return first, second


async def claim(database: Database, made: Application, by: int, at_minute: int = 0, version: int | None = None) -> bool:
    at = NOW + at_minute * MINUTE
    async with session_on(database) as session:
        wanted = Claim(by, at, at + TEN_MINUTES)
        return await ReviewingStore(unit_of(session)).claim(made.id, version or made.version, wanted)


async def test_an_application_comes_back_as_stored(database: Database) -> None:
    findings = (Finding(Field.PHOTO, "photo_blurred", "再拍一张 <b>"), Finding(None, "duplicate"))
    made = await keep_application(database, findings=findings, due_at=NOW + MINUTE, status=Status.RETURNED, returns=1)
    async with session_on(database) as session:
        found = await RegistrationStore(unit_of(session)).application(made.id)
    assert found is not made
    assert asdict(found) == asdict(made)


async def test_there_is_no_such_application(database: Database) -> None:
    async with session_on(database) as session:
        for lock in (False, True):
            with pytest.raises(Missing):
                await RegistrationStore(unit_of(session)).application(404, lock=lock)


async def test_applications_of_a_person_come_newest_first(database: Database) -> None:
    made = await keep_application(database, status=Status.WITHDRAWN)
    again = records.application(made.person_id, made.batch_id)
    await keep(database, again)
    async with session_on(database) as session:
        found = await RegistrationStore(unit_of(session)).of_person(made.person_id)
        assert [one.id for one in found] == [again.id, made.id]
        assert await RegistrationStore(unit_of(session)).of_person(404) == []


@pytest.mark.parametrize("status", list(Status))
async def test_live_applications_with_a_number(database: Database, status: Status) -> None:
    made = await keep_application(database, status=status)
    async with session_on(database) as session:
        store = RegistrationStore(unit_of(session))
        live = [one.id for one in await store.live_with_number(made.id_index, made.batch_id)]
        assert live == ([] if status in (Status.WITHDRAWN, Status.REJECTED) else [made.id])
        assert await store.live_with_number(b"else" * 8, made.batch_id) == []
        assert await store.live_with_number(made.id_index, made.batch_id + 1) == []


@pytest.mark.parametrize("status", list(Status))
async def test_a_number_has_one_live_application_in_a_batch(database: Database, status: Status) -> None:
    made = await keep_application(database, status=status)
    async with refused_session(database) as session:
        store = RegistrationStore(unit_of(session))
        store.add(records.application(made.person_id, made.batch_id))
        if status in (Status.WITHDRAWN, Status.REJECTED):
            await store.flush()
        else:
            with pytest.raises(Outdated):
                await store.flush()


async def test_without_the_index_two_would_be_live(database: Database) -> None:
    made = await keep_application(database)
    async with refused_session(database) as session:
        await session.execute(text("DROP INDEX uq_application_live"))
        store = RegistrationStore(unit_of(session))
        store.add(records.application(made.person_id, made.batch_id))
        await store.flush()
        assert len(await store.live_with_number(made.id_index, made.batch_id)) == 2


async def test_another_broken_rule_of_the_database_is_no_refusal(database: Database) -> None:
    made = await keep_application(database)
    async with refused_session(database) as session:
        store = RegistrationStore(unit_of(session))
        store.add(records.application(404, made.batch_id, id_index=b"else" * 8))
        with pytest.raises((IntegrityError, sqlite3.IntegrityError)):
            await store.flush()


async def test_what_waits_comes_oldest_first_without_what_is_claimed(database: Database) -> None:
    first, _ = await reviewers(database)
    made = await keep_application(database)
    person_id, batch_id = made.person_id, made.batch_id
    older = records.application(person_id, batch_id, id_index=b"2" * 32, submitted_at=NOW - MINUTE)
    claimed = records.application(person_id, batch_id, id_index=b"3" * 32, claimed_by=first, claimed_until=NOW + MINUTE)
    other = records.application(person_id, batch_id, id_index=b"4" * 32, status=Status.FIRST_PASSED)
    await keep(database, older, claimed, other)
    async with session_on(database) as session:
        store = ReviewingStore(unit_of(session))
        assert [one.id for one in await store.waiting(Status.SUBMITTED, NOW)] == [older.id, made.id]
        later = await store.waiting(Status.SUBMITTED, NOW + MINUTE)
        assert [one.id for one in later] == [older.id, made.id, claimed.id]
        assert await store.count() == {(batch_id, Status.SUBMITTED): 3, (batch_id, Status.FIRST_PASSED): 1}


async def test_at_most_fifty_wait_at_a_time(database: Database) -> None:
    made = await keep_application(database)
    more = [records.application(made.person_id, made.batch_id, id_index=bytes([n]) * 32) for n in range(60)]
    await keep(database, *more)
    async with session_on(database) as session:
        assert len(await ReviewingStore(unit_of(session)).waiting(Status.SUBMITTED, NOW)) == 50


async def test_a_claim_is_won_once_and_extended_by_its_holder(database: Database) -> None:
    first, second = await reviewers(database)
    made = await keep_application(database)
    assert await claim(database, made, first)
    assert not await claim(database, made, first, version=1), "the version changed with the claim"
    assert not await claim(database, made, second, version=2)
    assert await claim(database, made, first, at_minute=5, version=2)
    assert not await claim(database, made, second, at_minute=14, version=3)
    assert await claim(database, made, second, at_minute=15, version=3)


async def test_of_many_who_claim_at_once_one_wins(database: Database) -> None:
    reviewers_ = await keep(database, *(Person(3000 + n, "r", created_at=NOW) for n in range(8)))
    made = await keep_application(database)
    won = await asyncio.gather(*(claim(database, made, by) for by in reviewers_))
    assert sum(won) == 1


async def test_with_the_guard_off_all_would_win(database: Database) -> None:
    """Negative control: the same race by an UPDATE without the conditions."""
    reviewers_ = await keep(database, *(Person(3000 + n, "r", created_at=NOW) for n in range(8)))
    made = await keep_application(database)

    async def unguarded(by: int) -> bool:
        async with database.begin() as connection:
            statement = update(application).where(application.c.id == made.id).values(claimed_by=by)
            return bool((await connection.execute(statement)).rowcount)

    assert sum(await asyncio.gather(*(unguarded(by) for by in reviewers_))) == 8


async def test_of_two_who_decide_on_the_same_version_the_second_is_refused(database: Database) -> None:
    made = await keep_application(database)
    async with refused_session(database) as session:
        store = RegistrationStore(unit_of(session))
        found = await store.application(made.id)
        await session.execute(
            update(application).values(version=2).execution_options(synchronize_session=False)
        )  # somebody else decides meanwhile
        found.status = Status.APPROVED
        with pytest.raises(Outdated):
            await store.flush()


async def test_a_change_counts_the_version_up(database: Database) -> None:
    made = await keep_application(database)
    async with session_on(database) as session:
        store = RegistrationStore(unit_of(session))
        (await store.application(made.id)).status = Status.APPROVED
        await store.flush()
    async with session_on(database) as session:
        found = await RegistrationStore(unit_of(session)).application(made.id)
        assert (found.status, found.version) == (Status.APPROVED, 2)


async def test_a_locked_application_makes_others_wait_and_is_read_afresh(database: Database) -> None:
    made = await keep_application(database)

    async def approve() -> Status:
        async with session_on(database) as session:
            store = RegistrationStore(unit_of(session))
            if database.is_postgres:
                await store.application(made.id)  # read before the lock, as a handler does
            return (await store.application(made.id, lock=True)).status

    async with session_on(database) as session:
        found = await RegistrationStore(unit_of(session)).application(made.id, lock=True)
        second = asyncio.create_task(approve())
        await asyncio.sleep(0.1)
        assert not second.done()
        found.status = Status.REJECTED
    assert await second is Status.REJECTED
