"""Records to store: a person, a batch, an application; and a unit of work that ends at once."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from domain.people import Person
from domain.registration import Application, Education, Identity, IdKind, Month, Particulars, Schooling, Sex, WorkSpell
from domain.standards import Batch
from storage.engine.database import Database
from storage.engine.unit import Unit

NOW = datetime(2026, 11, 20, 2, 30, 0, 123456, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
NAME = "张小伟"
NUMBER = "11010519491231002X"
PHONE = "13800138000"


def particulars() -> Particulars:
    identity = Identity(NAME, IdKind.RESIDENT, NUMBER, date(1949, 12, 31), Sex.FEMALE)
    spells = (WorkSpell("示例电力公司", Month(2019, 3), Month(2021, 5)), WorkSpell("示例电厂", Month(2021, 6)))
    return Particulars(identity, PHONE, Schooling(Education.COLLEGE, True, Month(2018, 7)), spells, None, "ab" * 32)


def batch(**changes: Any) -> Batch:
    values: dict[str, Any] = {
        "year": 2026,
        "number": 4,
        "occupation": "6-31-01-03",
        "edition": "2023",
        "levels": (5, 4),
        "opens_at": NOW - timedelta(days=3),
        "closes_at": NOW + timedelta(days=3),
        "exam_on": date(2026, 12, 19),
    }
    return Batch(**values | changes)


def application(person_id: int, batch_id: int, **changes: Any) -> Application:
    values: dict[str, Any] = {
        "person_id": person_id,
        "batch_id": batch_id,
        "level": 4,
        "particulars": particulars(),
        "id_index": b"i" * 32,
        "clause_id": "4b",
        "submitted_at": NOW,
    }
    return Application(**values | changes)


@asynccontextmanager
async def session_on(database: Database) -> AsyncIterator[AsyncSession]:
    """A session in a transaction of its own, committed at the end."""
    async with database.begin() as connection, AsyncSession(connection, expire_on_commit=False) as session:
        yield session
        await session.flush()


@asynccontextmanager
async def refused_session(database: Database) -> AsyncIterator[AsyncSession]:
    """A session in a transaction that is undone at the end."""
    async with database.begin() as connection, AsyncSession(connection, expire_on_commit=False) as session:
        yield session
        await session.rollback()


def unit_of(session: AsyncSession) -> Unit:
    """A unit of work on a session that is there."""
    assert isinstance(session.bind, AsyncConnection)
    return Unit(session.bind, session)


async def keep(database: Database, *records: Any) -> list[int]:
    """Store records; returns their ids."""
    async with session_on(database) as session:
        for record in records:
            session.add(record)
            await session.flush()
    return [record.id for record in records]


async def keep_application(database: Database, **changes: Any) -> Application:
    """Store somebody's application for a new batch."""
    person_id, batch_id = await keep(database, Person(1001, "阿伟", created_at=NOW), batch())
    made = application(person_id, batch_id, **changes)
    await keep(database, made)
    return made
