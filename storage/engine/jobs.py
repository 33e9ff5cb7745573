"""Slow work as rows: claimed by a lease, done outside any turn, reported as an event; ended once, whoever did it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    bindparam,
    delete,
    insert,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.metadata import Id, Instant, Sealed, metadata
from storage.engine.prepared import Prepared
from storage.engine.rank import Rank

LONGEST_PAUSE = timedelta(minutes=1)  # between two attempts


class JobState(IntEnum):
    """Where a job stands."""

    OPEN = 0
    DONE = 1
    FAILED = 2


job = Table(
    "job",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("key", Text, nullable=False, unique=True),
    Column("payload", Sealed("job.payload", of=bytes, lenient=True)),
    Column("state", SmallInteger, nullable=False, server_default="0"),
    Column("rank", SmallInteger, nullable=False, server_default="0"),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("free_at", Instant(), nullable=False),
    Column("error", Text),
)
_open = job.c.state == literal_column("0")  # literal, so that the partial index serves
open_jobs = Index("ix_job_open", job.c.rank, job.c.free_at, sqlite_where=_open, postgresql_where=_open)
# Statements are built once: building one costs more than running it.
# A moment that is further away than a lease or a pause can mean was written by a clock that has been set back since.
_free = _open & or_(
    job.c.free_at <= bindparam("at", type_=Instant()), job.c.free_at > bindparam("beyond", type_=Instant())
)
_order = Prepared(insert(job))
_claim = Prepared(
    update(job)
    .where(
        job.c.id.in_(
            select(job.c.id)
            .where(_free)
            .order_by(job.c.rank, job.c.free_at, job.c.id)  # as the index has them: jobs done stay for a while
            .limit(bindparam("most", type_=Integer))
            .with_for_update(skip_locked=True)
            .scalar_subquery()
        ),
        _free,
    )
    # A lease and no lock: a job takes minutes, and a transaction must not stay open so long.
    .values(free_at=bindparam("until", type_=Instant()), attempts=job.c.attempts + 1)
    .returning(job.c.id, job.c.chat_id, job.c.kind, job.c.key, job.c.payload, job.c.rank, job.c.attempts)
)
# Only an open job ends: of two workers that did it, after a lease ran out, one reports it.
_end = update(job).where(job.c.id == bindparam("b_id"), _open).values(state=bindparam("b_state"))
_finish, _fail = Prepared(_end.values(payload=None)), Prepared(_end.values(error=bindparam("b_error")))


class Job(NamedTuple):
    """A piece of slow work for a chat. `key` names it to whoever waits for its event; `payload` is JSON."""

    chat_id: int
    kind: str
    key: str
    payload: bytes
    rank: Rank = Rank.ANSWER
    id: int = 0
    attempts: int = 0


async def order(connection: AsyncConnection, jobs: Sequence[Job], at: datetime) -> None:
    """Ask for work to be done."""
    if jobs:
        rows: list[dict[str, Any]] = [
            {
                "chat_id": j.chat_id,
                "kind": j.kind,
                "key": j.key,
                "payload": j.payload,
                "rank": int(j.rank),
                "free_at": at,
            }
            for j in jobs
        ]
        await _order.run_each(connection, rows)


async def claim(connection: AsyncConnection, at: datetime, lease: timedelta, most: int = 8) -> Sequence[Job]:
    """Take open jobs that nobody works on; they are nobody else's until the lease ends."""
    asked = {"at": at, "until": at + lease, "beyond": at + max(lease, LONGEST_PAUSE), "most": most}
    taken = await _claim.rows(connection, asked)
    return [Job(r.chat_id, r.kind, r.key, r.payload, Rank(r.rank), r.id, r.attempts) for r in taken]


async def free_all(connection: AsyncConnection, at: datetime) -> None:
    """Have all open jobs done now: whoever had taken them is gone."""
    await connection.execute(update(job).where(_open, job.c.free_at > at).values(free_at=at))


async def finish(connection: AsyncConnection, job_id: int, state: JobState, error: str | None = None) -> bool:
    """End an open job; False when somebody else has ended it already. What failed keeps its content for a repair."""
    ended = {"b_id": job_id, "b_state": int(state)}
    if state is JobState.FAILED:
        return bool(await _fail.run(connection, {**ended, "b_error": error}))
    return bool(await _finish.run(connection, ended))


async def release(connection: AsyncConnection, job_id: int, at: datetime, error: str) -> None:
    """Give a job back, to be tried again from `at`."""
    await connection.execute(update(job).where(job.c.id == job_id, _open).values(free_at=at, error=error))


async def prune(connection: AsyncConnection, before: datetime) -> int:
    """Forget jobs that were done before that moment; what failed waits for a repair. Returns how many."""
    over = ~_open & ((job.c.state != JobState.FAILED) | job.c.payload.is_(None))
    gone = await connection.execute(delete(job).where(over, job.c.free_at < before))
    return int(gone.rowcount)
