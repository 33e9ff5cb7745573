"""The outbox: calls to Telegram, written in the turn that decided them, sent in order per chat, marked when sent."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    BindParameter,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    bindparam,
    delete,
    false,
    func,
    insert,
    literal_column,
    select,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.metadata import Id, Instant, Sealed, metadata
from storage.engine.prepared import Prepared
from storage.engine.upsert import insert_or_update


class OutboxState(IntEnum):
    """Where a row stands. LIVE states come first."""

    WAITING = 0
    SENDING = 1
    SENT = 2
    PARKED = 3
    DROPPED = 4


class Doubt(StrEnum):
    """What to do when a crash leaves it open whether a call went through."""

    RESEND = "resend"
    DROP = "drop"


outbox = Table(
    "outbox",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", BigInteger, nullable=False),
    Column("method", Text, nullable=False),
    Column("payload", Sealed("outbox.payload", of=bytes)),
    Column("card", Text),
    Column("doubt", Text, nullable=False),
    Column("ordered", Boolean, nullable=False),
    Column("state", SmallInteger, nullable=False, server_default="0"),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("not_before", Float, nullable=False, server_default="0"),
    Column("written_at", Instant(), nullable=False),
    Column("error", Text),
    Column("answers", Text),
)
_live = outbox.c.state <= literal_column("1")  # literal, so that the partial index serves
live = Index("ix_outbox_live", outbox.c.chat_id, outbox.c.id, sqlite_where=_live, postgresql_where=_live)
turn_order = Index("ix_outbox_turn", outbox.c.id, sqlite_where=_live, postgresql_where=_live)

pacing = Table(
    "pacing",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("paced_until", Float, nullable=False, server_default="0"),
    Column("paused_until", Float, nullable=False, server_default="0"),
    Column("unreachable", Boolean, nullable=False, server_default=false()),
)
card = Table(
    "card",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, primary_key=True),
    Column("message_id", BigInteger, nullable=False),
)

# Statements are built once: building one costs more than running it.
_ids = outbox.c.id.in_(bindparam("ids", expanding=True))
_chat_ids: BindParameter[Any] = bindparam("chat_ids", expanding=True)
_at = bindparam("at", type_=Float)
# A call goes when no older one of its chat is still under way: that keeps the order without a queue for each chat.
_older = outbox.alias("older")
_blocked = (
    select(_older.c.id)
    .where(
        _older.c.chat_id == outbox.c.chat_id,
        _older.c.id < outbox.c.id,
        _older.c.ordered,
        _older.c.state <= literal_column("1"),
    )
    .exists()
)
# A chat without a row has sent nothing yet and waits for nothing.
_held_up = (func.coalesce(pacing.c.paced_until, 0) > _at) | (func.coalesce(pacing.c.paused_until, 0) > _at)
_ready = Prepared(
    select(outbox)
    .select_from(outbox.outerjoin(pacing, pacing.c.chat_id == outbox.c.chat_id))
    .where(
        _live,
        outbox.c.state == int(OutboxState.WAITING),
        outbox.c.not_before <= _at,
        ~outbox.c.ordered | (~_held_up & ~_blocked),
    )
    .order_by(outbox.c.id)
    .limit(bindparam("most", type_=Integer))
)
_write = Prepared(insert(outbox))
_start = Prepared(update(outbox).where(_ids).values(state=int(OutboxState.SENDING), attempts=outbox.c.attempts + 1))
_end = update(outbox).where(_ids).values(state=bindparam("b_state"), error=bindparam("b_error"))
_finish, _finish_empty = Prepared(_end), Prepared(_end.values(payload=None))
_pacings = Prepared(select(pacing).where(pacing.c.chat_id.in_(_chat_ids)))
_cards = Prepared(select(card).where(card.c.chat_id.in_(_chat_ids)))

ALL_CHATS = 0  # the pacing that paces everything together


class Outgoing(NamedTuple):
    """A call to Telegram. `card` names the living message it makes; `ordered` calls keep their chat's order.

    `answers` is the press, by the id of its query, whose button stops waiting once the call was made.
    """

    chat_id: int
    method: str
    payload: bytes
    card: str | None = None
    doubt: Doubt = Doubt.RESEND
    ordered: bool = True
    answers: str | None = None
    id: int = 0
    attempts: int = 0

    def tried(self) -> Outgoing:
        """The same with one attempt more."""
        return self._replace(attempts=self.attempts + 1)


class Pacing(NamedTuple):
    """The pace of a chat (epoch seconds): `paced_until` by our own limits, `paused_until` by Telegram's word."""

    paced_until: float = 0.0
    paused_until: float = 0.0
    unreachable: bool = False


async def write(connection: AsyncConnection, calls: Sequence[Outgoing], at: datetime) -> None:
    """Put calls in, in order."""
    if calls:
        rows: list[dict[str, Any]] = [
            {
                "chat_id": c.chat_id,
                "method": c.method,
                "payload": c.payload,
                "card": c.card,
                "doubt": str(c.doubt),
                "ordered": c.ordered,
                "answers": c.answers,
                "written_at": at,
            }
            for c in calls
        ]
        await _write.run_each(connection, rows)


async def ready(connection: AsyncConnection, at: float, most: int) -> Sequence[Outgoing]:
    """The calls that may go now: the oldest of each chat that is not held up, and unordered ones; oldest first."""
    return [_outgoing(row) for row in await _ready.rows(connection, {"at": at, "most": most})]


def _outgoing(row: Any) -> Outgoing:
    return Outgoing(
        row.chat_id,
        row.method,
        row.payload,
        row.card,
        Doubt(row.doubt),
        row.ordered,
        row.answers,
        row.id,
        row.attempts,
    )


async def start(connection: AsyncConnection, ids: Sequence[int]) -> None:
    """Mark calls as being sent: after a crash, these are the ones in doubt."""
    await _start.run(connection, {"ids": ids})


async def finish(connection: AsyncConnection, ids: Sequence[int], state: OutboxState, error: str | None = None) -> None:
    """End calls; what was sent loses its content at once."""
    if ids:
        statement = _finish if state is OutboxState.PARKED else _finish_empty
        await statement.run(connection, {"ids": ids, "b_state": int(state), "b_error": error})


async def retry(connection: AsyncConnection, call_id: int, at: float, error: str) -> None:
    """Put a call back, not to be tried before `at` (epoch seconds)."""
    await connection.execute(
        update(outbox).where(outbox.c.id == call_id).values(state=int(OutboxState.WAITING), not_before=at, error=error)
    )


async def settle_doubts(connection: AsyncConnection) -> int:
    """After a crash: calls in doubt are sent again or dropped, as each says. Returns how many go again."""
    # Marked as being sent and not as sent: whether Telegram has it, nobody knows (decision 0033).
    sending = outbox.c.state == OutboxState.SENDING
    await connection.execute(
        update(outbox).where(sending, outbox.c.doubt == Doubt.DROP).values(state=int(OutboxState.DROPPED), payload=None)
    )
    again = await connection.execute(update(outbox).where(sending).values(state=int(OutboxState.WAITING)))
    return int(again.rowcount)


async def pacings(connection: AsyncConnection, chat_ids: Sequence[int]) -> Mapping[int, Pacing]:
    """The pace of these chats; chats without a row are free."""
    found = await _pacings.rows(connection, {"chat_ids": chat_ids})
    return {row.chat_id: Pacing(row.paced_until, row.paused_until, row.unreachable) for row in found}


async def save_pacings(connection: AsyncConnection, changed: Mapping[int, Pacing]) -> None:
    """Write the pace of chats."""
    if changed:
        rows = [
            {
                "chat_id": chat_id,
                "paced_until": one.paced_until,
                "paused_until": one.paused_until,
                "unreachable": one.unreachable,
            }
            for chat_id, one in changed.items()
        ]
        statement = insert_or_update(connection, pacing, "chat_id", "paced_until", "paused_until", "unreachable")
        await statement.run_each(connection, rows)


async def cards(connection: AsyncConnection, chat_ids: Sequence[int]) -> Mapping[tuple[int, str], int]:
    """The living message of each named card of these chats."""
    found = await _cards.rows(connection, {"chat_ids": chat_ids})
    return {(row.chat_id, row.name): row.message_id for row in found}


async def save_cards(connection: AsyncConnection, made: Mapping[tuple[int, str], int]) -> None:
    """Note the message in which each card lives now."""
    if made:
        rows = [{"chat_id": key[0], "name": key[1], "message_id": message_id} for key, message_id in made.items()]
        await insert_or_update(connection, card, "chat_id,name", "message_id").run_each(connection, rows)


async def prune(connection: AsyncConnection, before: datetime) -> int:
    """Forget calls that were sent or dropped before that moment. Returns how many."""
    over = outbox.c.state.in_([OutboxState.SENT, OutboxState.DROPPED])
    gone = await connection.execute(delete(outbox).where(over, outbox.c.written_at < before))
    return int(gone.rowcount)


async def depth(connection: AsyncConnection) -> dict[OutboxState, int]:
    """How many calls wait, are being sent, are parked."""
    found = await connection.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    return {OutboxState(state): count for state, count in found}
