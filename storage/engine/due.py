"""The table of what is due: the truth behind every reminder. A tick moves what has come due into the inboxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum
from typing import Any

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
    literal_column,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.metadata import Id, Instant, metadata
from storage.engine.prepared import Prepared
from storage.engine.upsert import insert_or_update


class DueState(IntEnum):
    """Where a row stands."""

    WAITING = 0
    COME = 1
    DROPPED = 2
    SETTLED = 3


due = Table(
    "due",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("event", Text, nullable=False),
    Column("due_at", Instant(), nullable=False),
    Column("useful_until", Instant()),
    Column("state", SmallInteger, nullable=False, server_default="0"),
)
_waiting = due.c.state == literal_column("0")  # literal, so that the partial index serves
waiting = Index("ix_due_waiting", due.c.due_at, sqlite_where=_waiting, postgresql_where=_waiting)
# Statements are built once: building one costs more than running it.
_keys = due.c.key.in_(bindparam("keys", expanding=True))
_settle = Prepared(update(due).where(_keys, _waiting).values(state=int(DueState.SETTLED)))
_come_due = Prepared(
    select(due)
    .where(_waiting, due.c.due_at <= bindparam("at"))
    .order_by(due.c.due_at, due.c.id)
    .limit(bindparam("most", type_=Integer))
    .with_for_update(skip_locked=True)
)


@dataclass(frozen=True)
class DueRow:
    """What comes to a chat at `due_at`; useless after `useful_until`. `event` is the event's JSON (ids only)."""

    key: str
    chat_id: int
    event: str
    due_at: datetime
    useful_until: datetime | None = None
    id: int = 0

    def useful(self, now: datetime) -> bool:
        """Whether it still means something to whoever gets it at that moment."""
        return self.useful_until is None or self.useful_until >= now


async def schedule(connection: AsyncConnection, rows: Sequence[DueRow]) -> None:
    """Schedule; a known key is moved, and wakes again when it had come or been settled."""
    if rows:
        values: list[dict[str, Any]] = [
            {
                "key": r.key,
                "chat_id": r.chat_id,
                "event": r.event,
                "due_at": r.due_at,
                "useful_until": r.useful_until,
                # A key that has come and is scheduled again means the same reminder for a new time.
                "state": int(DueState.WAITING),
            }
            for r in rows
        ]
        changed = ("chat_id", "event", "due_at", "useful_until", "state")
        await insert_or_update(connection, due, "key", *changed).run_each(connection, values)


async def settle(connection: AsyncConnection, keys: Sequence[str]) -> None:
    """What is settled does not come."""
    if keys:
        await _settle.run(connection, {"keys": keys})


async def come_due(connection: AsyncConnection, at: datetime, most: int = 500) -> Sequence[DueRow]:
    """What has come due, oldest first."""
    found = await _come_due.rows(connection, {"at": at, "most": most})
    return [DueRow(r.key, r.chat_id, r.event, r.due_at, r.useful_until, r.id) for r in found]


async def close(connection: AsyncConnection, ids: Sequence[int], state: DueState) -> None:
    """End rows."""
    if ids:
        await connection.execute(update(due).where(due.c.id.in_(ids)).values(state=int(state)))


async def prune(connection: AsyncConnection, before: datetime) -> int:
    """Forget what ended and was due before that moment. Returns how many."""
    gone = await connection.execute(delete(due).where(~_waiting, due.c.due_at < before))
    return int(gone.rowcount)
