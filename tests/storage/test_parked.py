"""What was given up can be listed without its content, put back as if never tried, or dropped; nothing else can."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import LargeBinary, insert, select, type_coerce

from storage.engine import apart, chats, inbox, jobs, outbox, parked
from storage.engine.database import Database
from storage.engine.inbox import InboxState
from storage.engine.jobs import Job, JobState
from storage.engine.outbox import OutboxState
from storage.engine.parked import Kind
from storage.engine.sealing import SealBroken
from tests.storage.records import MINUTE, NOW

CHAT = 1001
SECRET = b'{"text": "11010519491231002X"}'


@pytest.fixture
async def given_up(database: Database) -> dict[Kind, int]:
    """One of each kind, parked, and one of each that waits; the ids of the parked ones."""
    async with database.begin() as connection:
        await chats.ensure(connection, [CHAT])
        for state, number in ((InboxState.PARKED, 7), (InboxState.WAITING, 8)):
            row = {"chat_id": CHAT, "payload": SECRET, "attempts": 6, "received_at": NOW, "update_id": number}
            await connection.execute(insert(inbox.inbox).values(state=int(state), **row))
        for called, doubt in ((OutboxState.PARKED, "resend"), (OutboxState.WAITING, "drop")):
            call = {"chat_id": CHAT, "method": "sendMessage", "payload": SECRET, "doubt": doubt, "ordered": True}
            more = {"attempts": 5, "not_before": 9e9, "written_at": NOW, "error": "Bad Request"}
            await connection.execute(insert(outbox.outbox).values(state=int(called), **call, **more))
        await jobs.order(connection, [Job(CHAT, "photo", "a", SECRET)], NOW)
        (first,) = await jobs.claim(connection, NOW, MINUTE)
        assert await jobs.finish(connection, first.id, JobState.FAILED, "ValueError('张伟')")
        await jobs.order(connection, [Job(CHAT, "photo", "b", SECRET)], NOW)
    found = await lists(database)
    return {one.kind: one.id for one in found}


async def lists(database: Database) -> list[parked.Parked]:
    async with database.read() as connection:
        return list(await parked.listed(connection, list(Kind)))


async def test_the_list_names_what_was_given_up_and_nothing_personal(
    database: Database, given_up: dict[Kind, int]
) -> None:
    found = await lists(database)
    assert [(one.kind, one.what, one.attempts, one.since) for one in found] == [
        (Kind.UPDATE, "update", 6, NOW),
        (Kind.CALL, "sendMessage", 5, NOW),
        (Kind.JOB, "photo", 1, NOW + MINUTE),
    ]
    assert str(CHAT) not in str(found)
    async with database.read() as connection:
        for kind, row_id in given_up.items():
            assert await parked.content(connection, kind, row_id) == SECRET


async def test_put_back_they_are_taken_as_if_never_tried(database: Database, given_up: dict[Kind, int]) -> None:
    async with database.begin() as connection:
        for kind, row_id in given_up.items():
            assert await parked.retry(connection, kind, row_id, NOW)
            assert not await parked.retry(connection, kind, row_id, NOW)
    assert await lists(database) == []
    async with database.begin() as connection:
        marked, _ = await inbox.mark(connection, 50)
        assert [(row.id, row.attempts) for row in marked] == [(given_up[Kind.UPDATE], 1)]
        ready = await outbox.ready(connection, NOW.timestamp(), 50)
        assert [(call.id, call.payload, call.attempts) for call in ready] == [(given_up[Kind.CALL], SECRET, 0)]


async def test_a_job_put_back_is_another_one_under_the_same_key(database: Database, given_up: dict[Kind, int]) -> None:
    """The event of the one that failed was told: one of the same number would be taken for a repetition."""
    async with database.begin() as connection:
        assert await parked.retry(connection, Kind.JOB, given_up[Kind.JOB], NOW)
        taken = await jobs.claim(connection, NOW, MINUTE)
    assert sorted((job.key, job.payload, job.attempts) for job in taken) == [("a", SECRET, 1), ("b", SECRET, 1)]
    assert given_up[Kind.JOB] not in [job.id for job in taken]


async def test_what_is_dropped_is_gone_with_its_content(database: Database, given_up: dict[Kind, int]) -> None:
    async with database.begin() as connection:
        for kind, row_id in given_up.items():
            assert await parked.drop(connection, kind, row_id)
            assert not await parked.retry(connection, kind, row_id, NOW)
            table = parked.SHELVES[kind].table
            assert await connection.scalar(select(table.c.payload).where(table.c.id == row_id)) is None
    assert await lists(database) == []


async def test_what_still_waits_is_not_for_a_repair(database: Database, given_up: dict[Kind, int]) -> None:
    async with database.begin() as connection:
        for kind, parked_id in given_up.items():
            table = parked.SHELVES[kind].table
            others = select(table.c.id).where(table.c.id != parked_id)
            for row_id in (await connection.execute(others)).scalars().all():
                assert await parked.one(connection, kind, row_id) is None
                assert not await parked.retry(connection, kind, row_id, NOW)
                assert not await parked.drop(connection, kind, row_id)


async def test_what_failed_is_kept_until_somebody_decides(database: Database, given_up: dict[Kind, int]) -> None:
    async with database.begin() as connection:
        for table in (inbox, outbox, jobs):
            await table.prune(connection, NOW + timedelta(days=400))
    assert {one.kind for one in await lists(database)} == set(given_up)


async def test_a_conversation_is_put_back_unless_another_one_has_begun(database: Database) -> None:
    token = b"\x01\x01x a conversation that did not open"
    async with database.begin() as connection:
        await chats.ensure(connection, [CHAT])
        await apart.keep(connection, [apart.Apart("chat.state", CHAT, token)] * 3, NOW)
        first, second, third = [one.id for one in await parked.listed(connection, [Kind.CHAT])]
        with pytest.raises(SealBroken):
            await parked.content(connection, Kind.CHAT, first)
        assert await parked.retry(connection, Kind.CHAT, first, NOW)
        stored = select(type_coerce(chats.chat.c.state, LargeBinary))
        assert bytes(await connection.scalar(stored) or b"") == token
        assert not await parked.retry(connection, Kind.CHAT, second, NOW)
        assert await parked.drop(connection, Kind.CHAT, third)
        assert [one.id for one in await parked.listed(connection, list(Kind))] == [second]
