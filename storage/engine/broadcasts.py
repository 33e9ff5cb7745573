"""Broadcasts: an event for many chats, which goes into their inboxes piece by piece, as fast as it can leave.

So nothing waits behind a long list, several share the way fairly, and what has not gone yet can be held or taken back.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum
from typing import NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    ForeignKey,
    Index,
    Integer,
    Select,
    SmallInteger,
    Table,
    Text,
    delete,
    func,
    insert,
    literal,
    literal_column,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine import inbox
from storage.engine.metadata import Id, Instant, metadata
from storage.engine.prepared import Prepared
from storage.engine.rank import Rank

PIECE = 50


class BroadcastState(IntEnum):
    """Where a broadcast stands."""

    GOING = 0
    PAUSED = 1
    DONE = 2
    WITHDRAWN = 3


broadcast = Table(
    "broadcast",
    metadata,
    Column("id", Id, primary_key=True),
    Column("event", Text, nullable=False),
    Column("state", SmallInteger, nullable=False, server_default="0"),
    Column("total", Integer, nullable=False, server_default="0"),
    Column("turn", Integer, nullable=False, server_default="0"),  # pieces so far: who has had the fewest is next
    Column("begun_at", Instant(), nullable=False),
)
recipient = Table(
    "broadcast_recipient",
    metadata,
    Column("broadcast_id", ForeignKey("broadcast.id", ondelete="CASCADE"), primary_key=True),
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
)


_is_going = broadcast.c.state == literal_column("0")  # literal, so that the partial index serves
going = Index(
    "ix_broadcast_going", broadcast.c.turn, broadcast.c.id, sqlite_where=_is_going, postgresql_where=_is_going
)
_going = Prepared(select(select(broadcast.c.id).where(_is_going).exists().label("going")))


class Broadcast(NamedTuple):
    """A broadcast, and how many of its `total` recipients are `left`."""

    id: int
    event: str
    state: BroadcastState
    total: int
    left: int
    begun_at: datetime


async def begin(connection: AsyncConnection, event: str, chat_ids: Select[tuple[int]], at: datetime) -> int:
    """Begin to tell an event (JSON, ids only) to the chats of a query. Returns the broadcast's id."""
    made = await connection.execute(insert(broadcast).values(event=event, begun_at=at).returning(broadcast.c.id))
    broadcast_id = int(made.scalar_one())
    # Who they are is settled now: whoever comes later reads the notice where it stands.
    found = chat_ids.subquery()
    each = select(literal(broadcast_id), found.c[0]).where(true())
    put = await connection.execute(insert(recipient).from_select(["broadcast_id", "chat_id"], each))
    await connection.execute(update(broadcast).where(broadcast.c.id == broadcast_id).values(total=put.rowcount))
    return broadcast_id


async def any_going(connection: AsyncConnection) -> bool:
    """Whether there is something to be fed."""
    return bool((await _going.rows(connection, {}))[0].going)


async def feed(connection: AsyncConnection, at: datetime) -> int:
    """Put the next piece of the broadcast whose turn it is into the inboxes of its chats. Returns how many chats."""
    first = (
        select(broadcast.c.id, broadcast.c.event).where(_is_going).order_by(broadcast.c.turn, broadcast.c.id).limit(1)
    )
    row = (await connection.execute(first)).first()
    if row is None:
        return 0
    mine = recipient.c.broadcast_id == row.id
    chosen = select(recipient.c.chat_id).where(mine).order_by(recipient.c.chat_id).limit(PIECE)
    chats = list((await connection.execute(chosen)).scalars())
    arrivals = [
        inbox.Arrival(chat, row.event.encode(), None, f"broadcast:{row.id}:{chat}", Rank.NEWS) for chat in chats
    ]
    await inbox.receive(connection, arrivals, at)
    if chats:
        await connection.execute(delete(recipient).where(mine, recipient.c.chat_id <= chats[-1]))
    state = BroadcastState.GOING if len(chats) == PIECE else BroadcastState.DONE
    changed = {"turn": broadcast.c.turn + 1, "state": int(state)}
    await connection.execute(update(broadcast).where(broadcast.c.id == row.id).values(changed))
    return len(chats)


async def change(connection: AsyncConnection, broadcast_id: int, state: BroadcastState) -> bool:
    """Hold, go on with, or withdraw a broadcast; False where it has ended already."""
    open_ = broadcast.c.state.in_([int(BroadcastState.GOING), int(BroadcastState.PAUSED)])
    chosen = broadcast.c.id == broadcast_id
    changed = await connection.execute(update(broadcast).where(chosen, open_).values(state=int(state)))
    if state is BroadcastState.WITHDRAWN and changed.rowcount:
        await connection.execute(delete(recipient).where(recipient.c.broadcast_id == broadcast_id))
    return bool(changed.rowcount)


async def recent(connection: AsyncConnection) -> Sequence[Broadcast]:
    """The broadcasts that are kept, newest first."""
    left = select(func.count()).where(recipient.c.broadcast_id == broadcast.c.id).scalar_subquery()
    found = await connection.execute(select(broadcast, left.label("left")).order_by(broadcast.c.id.desc()))
    return [Broadcast(r.id, r.event, BroadcastState(r.state), r.total, r.left, r.begun_at) for r in found]


async def prune(connection: AsyncConnection, before: datetime) -> int:
    """Forget broadcasts that ended and began before that moment. Returns how many."""
    over = broadcast.c.state.in_([int(BroadcastState.DONE), int(BroadcastState.WITHDRAWN)])
    gone = await connection.execute(delete(broadcast).where(over, broadcast.c.begun_at < before))
    return int(gone.rowcount)
