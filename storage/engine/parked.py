"""What was given up, for whoever repairs: updates, calls, jobs and conversations, to be retried or dropped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    LargeBinary,
    Select,
    Table,
    case,
    delete,
    func,
    insert,
    literal,
    null,
    select,
    true,
    type_coerce,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.apart import apart
from storage.engine.chats import chat
from storage.engine.inbox import InboxState, inbox
from storage.engine.jobs import JobState, job
from storage.engine.outbox import OutboxState, outbox
from storage.engine.sealing import Broken, SealBroken


class Kind(StrEnum):
    """What can be parked."""

    UPDATE = "update"
    CALL = "call"
    JOB = "job"
    CHAT = "chat"  # a conversation that did not open


class Parked(NamedTuple):
    """Something that was given up. `what` names its sort, `since` when it came; nothing here is personal."""

    kind: Kind
    id: int
    what: str
    attempts: int
    since: datetime
    error: str | None
    size: int | None


@dataclass(frozen=True)
class _Shelf:
    """Where a kind lies: its table, which rows are parked, what it holds, and what its columns are called."""

    table: Table
    parked: Any
    held: Column[Any]
    what: Any
    attempts: Any
    since: Column[datetime]
    error: Any


def _queue(table: Table, state: int, what: Any, since: Column[datetime]) -> _Shelf:
    """The shelf of a queue: its rows have a state."""
    error = table.c.error if "error" in table.c else null()
    return _Shelf(table, table.c.state == state, table.c.payload, what, table.c.attempts, since, error)


_sort_of_update = case((inbox.c.update_id.is_(None), "event"), else_="update")
SHELVES: Mapping[Kind, _Shelf] = {
    Kind.UPDATE: _queue(inbox, int(InboxState.PARKED), _sort_of_update, inbox.c.received_at),
    Kind.CALL: _queue(outbox, int(OutboxState.PARKED), outbox.c.method, outbox.c.written_at),
    Kind.JOB: _queue(job, int(JobState.FAILED), job.c.kind, job.c.free_at),
    Kind.CHAT: _Shelf(
        apart, true(), apart.c.token, apart.c.place, literal(0), apart.c.found_at, literal("does not open")
    ),
}
AGAIN: Mapping[Kind, Mapping[str, Any]] = {
    Kind.UPDATE: {"state": int(InboxState.WAITING), "attempts": 0},
    Kind.CALL: {"state": int(OutboxState.WAITING), "attempts": 0, "doubts": 0, "not_before": 0.0, "error": None},
}
DROPPED = {Kind.UPDATE: int(InboxState.DONE), Kind.CALL: int(OutboxState.DROPPED), Kind.JOB: int(JobState.DONE)}


async def listed(connection: AsyncConnection, kinds: Sequence[Kind], most: int = 1000) -> Sequence[Parked]:
    """What is parked of these kinds, each kind's oldest first. The content stays sealed."""
    found: list[Parked] = []
    for kind in kinds:
        query = _of(kind).order_by(SHELVES[kind].table.c.id).limit(most)
        found += [Parked(kind, *row) for row in await connection.execute(query)]
    return found


async def one(connection: AsyncConnection, kind: Kind, row_id: int) -> Parked | None:
    """One of them; None where it is not parked."""
    row = (await connection.execute(_of(kind).where(SHELVES[kind].table.c.id == row_id))).first()
    return Parked(kind, *row) if row else None


async def content(connection: AsyncConnection, kind: Kind, row_id: int) -> bytes | None:
    """What it holds, opened: personal data. Raises SealBroken."""
    if kind is Kind.CHAT:
        raise SealBroken("it was set apart because it does not open")
    table = SHELVES[kind].table
    found = await connection.scalar(select(table.c.payload).where(table.c.id == row_id, SHELVES[kind].parked))
    if isinstance(found, Broken):
        raise SealBroken(f"{table.name}.payload: does not open")
    return found if isinstance(found, bytes) else None


async def retry(connection: AsyncConnection, kind: Kind, row_id: int, at: datetime) -> bool:
    """Put it back, as if never tried; False where it is not parked, its content is gone or its place is taken."""
    if kind is Kind.JOB:
        return await _order_again(connection, row_id, at)
    if kind is Kind.CHAT:
        return await _put_back(connection, row_id)
    table = SHELVES[kind].table
    again = update(table).where(table.c.id == row_id, SHELVES[kind].parked, table.c.payload.is_not(None))
    return bool((await connection.execute(again.values(**AGAIN[kind]))).rowcount)


async def drop(connection: AsyncConnection, kind: Kind, row_id: int) -> bool:
    """Give it up for good, its content too; False where it is not parked."""
    table = SHELVES[kind].table
    if kind is Kind.CHAT:
        return bool((await connection.execute(delete(table).where(table.c.id == row_id))).rowcount)
    gone = update(table).where(table.c.id == row_id, SHELVES[kind].parked)
    return bool((await connection.execute(gone.values(state=DROPPED[kind], payload=None))).rowcount)


async def _put_back(connection: AsyncConnection, row_id: int) -> bool:
    """A conversation into its chat, unless another one has begun there; whether it opens now, its next turn shows."""
    found = (await connection.execute(select(apart).where(apart.c.id == row_id))).first()
    if found is None:
        return False
    free = update(chat).where(chat.c.id == found.row_id, chat.c.state.is_(None))
    put = await connection.execute(free.values(state=type_coerce(found.token, LargeBinary)))
    return bool(put.rowcount) and await drop(connection, Kind.CHAT, row_id)


async def _order_again(connection: AsyncConnection, row_id: int, at: datetime) -> bool:
    """As a new job under the same key: the event of the old one has been told, and each job tells one event."""
    is_it = (job.c.id == row_id) & SHELVES[Kind.JOB].parked & job.c.payload.is_not(None)
    # Renamed and not deleted: SQLite would give the number of a row deleted last to the next one.
    retired = update(job).where(is_it).values(key=job.c.key + f"#{row_id}").returning(job.c.id, job.c.key)
    found = (await connection.execute(retired)).first()
    if found is None:
        return False
    columns = ["chat_id", "kind", "key", "payload", "rank", "free_at"]
    key, token = literal(found.key.removesuffix(f"#{row_id}")), type_coerce(job.c.payload, LargeBinary)
    values = (job.c.chat_id, job.c.kind, key, token, job.c.rank, literal(at, job.c.free_at.type))
    old = select(*values).where(job.c.id == row_id)
    await connection.execute(insert(job).from_select(columns, old))
    await drop(connection, Kind.JOB, row_id)
    return True


def _of(kind: Kind) -> Select[Any]:
    shelf = SHELVES[kind]
    size = func.length(type_coerce(shelf.held, LargeBinary))
    columns = (shelf.table.c.id, shelf.what, shelf.attempts, shelf.since, shelf.error, size)
    return select(*columns).where(shelf.parked)
