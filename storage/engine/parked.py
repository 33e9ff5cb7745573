"""What was given up, for whoever repairs: updates, calls and jobs that wait for a person to retry or drop them."""

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
    func,
    insert,
    literal,
    null,
    select,
    type_coerce,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.inbox import InboxState, inbox
from storage.engine.jobs import JobState, job
from storage.engine.outbox import OutboxState, outbox
from storage.engine.sealing import Broken, SealBroken


class Kind(StrEnum):
    """What can be parked."""

    UPDATE = "update"
    CALL = "call"
    JOB = "job"


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
    """Where a kind lies: its table, its state when parked, and what its columns are called."""

    table: Table
    state: int
    what: Any
    since: Column[datetime]
    error: Any
    again: Mapping[str, Any]
    dropped: int


_sort_of_update = case((inbox.c.update_id.is_(None), "event"), else_="update")
SHELVES: Mapping[Kind, _Shelf] = {
    Kind.UPDATE: _Shelf(
        inbox,
        int(InboxState.PARKED),
        _sort_of_update,
        inbox.c.received_at,
        null(),
        {"state": int(InboxState.WAITING), "attempts": 0},
        int(InboxState.DONE),
    ),
    Kind.CALL: _Shelf(
        outbox,
        int(OutboxState.PARKED),
        outbox.c.method,
        outbox.c.written_at,
        outbox.c.error,
        {"state": int(OutboxState.WAITING), "attempts": 0, "doubts": 0, "not_before": 0.0, "error": None},
        int(OutboxState.DROPPED),
    ),
    Kind.JOB: _Shelf(job, int(JobState.FAILED), job.c.kind, job.c.free_at, job.c.error, {}, int(JobState.DONE)),
}


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
    table = SHELVES[kind].table
    found = await connection.scalar(select(table.c.payload).where(table.c.id == row_id, _parked(kind)))
    if isinstance(found, Broken):
        raise SealBroken(f"{table.name}.payload: does not open")
    return found if isinstance(found, bytes) else None


async def retry(connection: AsyncConnection, kind: Kind, row_id: int, at: datetime) -> bool:
    """Put it back into its queue, as if never tried; False where it is not parked or its content is gone."""
    if kind is Kind.JOB:
        return await _order_again(connection, row_id, at)
    shelf = SHELVES[kind]
    again = update(shelf.table).where(shelf.table.c.id == row_id, _parked(kind), shelf.table.c.payload.is_not(None))
    return bool((await connection.execute(again.values(**shelf.again))).rowcount)


async def drop(connection: AsyncConnection, kind: Kind, row_id: int) -> bool:
    """Give it up for good, its content too; False where it is not parked."""
    shelf = SHELVES[kind]
    gone = update(shelf.table).where(shelf.table.c.id == row_id, _parked(kind))
    return bool((await connection.execute(gone.values(state=shelf.dropped, payload=None))).rowcount)


async def _order_again(connection: AsyncConnection, row_id: int, at: datetime) -> bool:
    """As a new job under the same key: the event of the old one has been told, and each job tells one event."""
    is_it = (job.c.id == row_id) & _parked(Kind.JOB) & job.c.payload.is_not(None)
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


def _parked(kind: Kind) -> Any:
    shelf = SHELVES[kind]
    return shelf.table.c.state == shelf.state


def _of(kind: Kind) -> Select[Any]:
    shelf = SHELVES[kind]
    size = func.length(type_coerce(shelf.table.c.payload, LargeBinary))
    columns = (shelf.table.c.id, shelf.what, shelf.table.c.attempts, shelf.since, shelf.error, size)
    return select(*columns).where(_parked(kind))
