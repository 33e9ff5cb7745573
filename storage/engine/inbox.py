"""The inbox: every update and event, written before it is acknowledged, taken once, in order per chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    func,
    literal_column,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine import chats
from storage.engine.metadata import Id, Instant, Sealed, metadata
from storage.engine.prepared import Prepared
from storage.engine.rank import Rank
from storage.engine.upsert import insert_new


class InboxState(IntEnum):
    """Where a row stands."""

    WAITING = 0
    DONE = 1
    PARKED = 2


inbox = Table(
    "inbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("update_id", BigInteger, unique=True),
    Column("event_key", Text, unique=True),
    Column("chat_id", BigInteger, ForeignKey("chat.id"), nullable=False),
    Column("payload", Sealed("inbox.payload", of=bytes, lenient=True)),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("state", SmallInteger, nullable=False, server_default="0"),
    Column("rank", SmallInteger, nullable=False, server_default="0"),
    Column("received_at", Instant(), nullable=False),
)
_waiting = inbox.c.state == literal_column("0")  # literal, so that the partial index serves
_fresh = and_(_waiting, inbox.c.attempts == literal_column("0"))
_suspect = and_(_waiting, inbox.c.attempts > literal_column("0"))
waiting = Index(
    "ix_inbox_waiting", inbox.c.chat_id, inbox.c.rank, inbox.c.id, sqlite_where=_waiting, postgresql_where=_waiting
)
turn_order = Index("ix_inbox_turn", inbox.c.rank, inbox.c.id, sqlite_where=_fresh, postgresql_where=_fresh)
suspected = Index("ix_inbox_suspected", inbox.c.id, sqlite_where=_suspect, postgresql_where=_suspect)
# Statements are built once: building one costs more than running it.
_ids = inbox.c.id.in_(bindparam("ids", expanding=True))
_other = inbox.alias("other")
_place, _other_place = tuple_(inbox.c.rank, inbox.c.id), tuple_(_other.c.rank, _other.c.id)
_of_its_chat = select(_other.c.id).where(
    _other.c.chat_id == inbox.c.chat_id, _other.c.state == literal_column("0"), _other.c.id != inbox.c.id
)
# The head of each chat's queue: updates of a person are answered in the order in which they were sent, news after them.
_is_head = ~_of_its_chat.where(_other_place < _place).exists()
_heads = (
    select(inbox.c.id, _of_its_chat.where(_other_place > _place).exists().label("followed"))
    .select_from(inbox.join(chats.chat))
    .limit(bindparam("most", type_=Integer))
    .with_for_update(key_share=True, skip_locked=True, of=chats.chat)
)
_free = Prepared(_heads.where(_fresh, _is_head).order_by(inbox.c.rank, inbox.c.id))
_suspects = Prepared(_heads.where(_suspect, _is_head).order_by(inbox.c.id))
_news = Prepared(
    select(func.count().label("waiting")).select_from(
        select(inbox.c.id)
        .where(_fresh, inbox.c.rank == int(Rank.NEWS))
        .limit(bindparam("most", type_=Integer))
        .subquery()
    )
)
_count = Prepared(
    update(inbox)
    .where(_ids, _waiting)
    .values(attempts=inbox.c.attempts + 1)
    .returning(inbox.c.id, inbox.c.chat_id, inbox.c.attempts, inbox.c.rank)
)
_take = Prepared(
    select(inbox.c.id, inbox.c.chat_id, inbox.c.attempts, inbox.c.rank, inbox.c.update_id, inbox.c.payload)
    .where(_ids, inbox.c.chat_id.in_(bindparam("chat_ids", expanding=True)), _waiting)
    .order_by(inbox.c.rank, inbox.c.id)
)
_end = update(inbox).where(_ids).values(state=bindparam("b_state"))
_close, _close_empty = Prepared(_end), Prepared(_end.values(payload=None))


class Arrival(NamedTuple):
    """An update (`update_id` set) or an event (`update_id` None, `event_key` optional) on its way into a chat's inbox.

    `payload` is JSON. The same update_id or event_key arrives once, however often it is delivered.
    """

    chat_id: int
    payload: bytes
    update_id: int | None = None
    event_key: str | None = None
    rank: Rank = Rank.ANSWER


class Waiting(NamedTuple):
    """The oldest waiting row of a chat."""

    id: int
    chat_id: int
    attempts: int
    rank: Rank = Rank.ANSWER
    update_id: int | None = None
    payload: bytes = b""


async def receive(connection: AsyncConnection, arrivals: Sequence[Arrival], at: datetime) -> None:
    """Put arrivals in; those already known are left out."""
    if not arrivals:
        return
    # A chat is a row to lock before anybody acts in it.
    await chats.ensure(connection, [arrival.chat_id for arrival in arrivals])
    rows: list[dict[str, Any]] = [
        {
            "chat_id": a.chat_id,
            "payload": a.payload,
            "update_id": a.update_id,
            "event_key": a.event_key,
            "rank": int(a.rank),
            "received_at": at,
        }
        for a in arrivals
    ]
    # Telegram repeats what was not acknowledged; the unique update_id takes the second copy for what it is.
    await insert_new(connection, inbox).run_each(connection, rows)


async def news_waiting(connection: AsyncConnection, most: int) -> int:
    """How much news waits, counted no further than `most`."""
    return int((await _news.rows(connection, {"most": most}))[0].waiting)


async def mark(connection: AsyncConnection, most: int) -> tuple[Sequence[Waiting], bool]:
    """Count one attempt on the rows to be taken now; those rows, in their order, and whether others wait behind them.

    They are the first waiting ones of up to `most` chats that nobody holds, answers before news; but of those counted
    before only the oldest: the others are not tried yet, and must not be counted as long as one of them may bring the
    process down.
    """
    fresh = await _free.rows(connection, {"most": most})
    # One suspect at a time: two of them in one run would not tell which one brought the process down (decision 0002).
    suspects = await _suspects.rows(connection, {"most": 2}) if len(fresh) < most else ()
    found = [*fresh, *suspects[:1]]
    if not found:
        return [], False
    counted = await _count.rows(connection, {"ids": [row.id for row in found]})
    more = len(fresh) == most or len(suspects) > 1 or any(row.followed for row in found)
    marked = (Waiting(r.id, r.chat_id, r.attempts, Rank(r.rank)) for r in counted)
    return sorted(marked, key=lambda row: (row.rank, row.id)), more


async def take(connection: AsyncConnection, ids: Sequence[int], chat_ids: Sequence[int]) -> Sequence[Waiting]:
    """Read those of the rows that still wait, in the chats that are locked; in their order."""
    found = await _take.rows(connection, {"ids": ids, "chat_ids": chat_ids})
    return [Waiting(r.id, r.chat_id, r.attempts, Rank(r.rank), r.update_id, r.payload) for r in found]


async def close(connection: AsyncConnection, ids: Sequence[int], state: InboxState = InboxState.DONE) -> None:
    """End rows; what is done loses its content at once, what is parked keeps it for whoever looks into it."""
    if ids:
        statement = _close_empty if state is InboxState.DONE else _close
        await statement.run(connection, {"ids": ids, "b_state": int(state)})


async def prune(connection: AsyncConnection, before: datetime) -> int:
    """Forget rows done before that moment (Telegram repeats an update for at most a day). Returns how many."""
    gone = await connection.execute(delete(inbox).where(inbox.c.state == InboxState.DONE, inbox.c.received_at < before))
    return int(gone.rowcount)


async def depth(connection: AsyncConnection) -> dict[InboxState, int]:
    """How many rows wait and how many are parked."""
    found = await connection.execute(
        select(inbox.c.state, func.count()).where(inbox.c.state != InboxState.DONE).group_by(inbox.c.state)
    )
    return {InboxState(state): count for state, count in found}
