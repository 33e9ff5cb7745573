"""How long the queues are, and since when the oldest in each waits."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.audit import audit
from storage.engine.inbox import InboxState, inbox
from storage.engine.jobs import JobState, job
from storage.engine.outbox import OutboxState, outbox

QUEUES = {
    "inbox": (inbox.c.state == int(InboxState.WAITING), inbox.c.received_at),
    "outbox": (outbox.c.state <= int(OutboxState.SENDING), outbox.c.written_at),
    "jobs": (job.c.state == int(JobState.OPEN), job.c.free_at),
}


class Queue(NamedTuple):
    """A queue: how many wait, and since when the oldest does."""

    name: str
    length: int
    oldest: datetime | None


async def lengths(connection: AsyncConnection) -> list[Queue]:
    """Every queue."""
    found = []
    for name, (waits, since) in QUEUES.items():
        row = (await connection.execute(select(func.count(), func.min(since, type_=since.type)).where(waits))).one()
        found.append(Queue(name, row[0], row[1]))
    return found


async def newest_moment(connection: AsyncConnection) -> datetime | None:
    """The latest moment that was written down as now."""
    moments = [
        await connection.scalar(select(func.max(column, type_=column.type)))
        for column in (audit.c.at, inbox.c.received_at, outbox.c.written_at)
    ]
    return max((moment for moment in moments if moment), default=None)


async def last_done(connection: AsyncConnection, action: str) -> datetime | None:
    """When an audited deed was last done."""
    moment: datetime | None = await connection.scalar(
        select(func.max(audit.c.at, type_=audit.c.at.type)).where(audit.c.action == action)
    )
    return moment
