"""The outbox: calls to Telegram, written in the turn that decided them, sent in order per chat, marked when sent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    SmallInteger,
    Table,
    Text,
    and_,
    bindparam,
    case,
    delete,
    func,
    insert,
    literal_column,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.metadata import Id, Instant, Sealed, metadata
from storage.engine.pacing import held_up, pacing
from storage.engine.prepared import Prepared
from storage.engine.rank import Rank

UPLOADS = frozenset({"sendPhoto", "sendDocument"})
MOST_DOUBTS_OF_FILES = 2  # sent at most twice
MOST_DOUBTS = 5
LONGEST_BACKOFF = 60.0  # seconds: a call is put off for no longer, so a moment further away is not meant


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
    Column("payload", Sealed("outbox.payload", of=bytes, lenient=True)),
    Column("card", Text),
    Column("doubt", Text, nullable=False),
    Column("ordered", Boolean, nullable=False),
    Column("state", SmallInteger, nullable=False, server_default="0"),
    Column("rank", SmallInteger, nullable=False, server_default="0"),
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("doubts", SmallInteger, nullable=False, server_default="0"),
    Column("not_before", Float, nullable=False, server_default="0"),
    Column("written_at", Instant(), nullable=False),
    Column("sent_at", Float),
    Column("error", Text),
    Column("answers", Text),
)
_live = outbox.c.state <= literal_column("1")  # literal, so that the partial index serves
_unordered = ~outbox.c.ordered
live = Index("ix_outbox_live", outbox.c.chat_id, outbox.c.id, sqlite_where=_live, postgresql_where=_live)
turn_order = Index("ix_outbox_turn", outbox.c.rank, outbox.c.id, sqlite_where=_live, postgresql_where=_live)
_live_aside = and_(_live, _unordered)
aside_order = Index("ix_outbox_aside", outbox.c.id, sqlite_where=_live_aside, postgresql_where=_live_aside)

# Statements are built once: building one costs more than running it.
_ids = outbox.c.id.in_(bindparam("ids", expanding=True))
_at = bindparam("at", type_=Float)
_most = bindparam("most", type_=Integer)
# A call goes when none of its chat is being sent and none goes before it: that keeps the order without a queue for
# each chat. What answers a person overtakes the news of its own chat, too.
_other = outbox.alias("other")
_goes_first = (_other.c.state == literal_column("1")) | (
    tuple_(_other.c.rank, _other.c.id) < tuple_(outbox.c.rank, outbox.c.id)
)
_blocked = (
    select(_other.c.id)
    .where(
        _other.c.chat_id == outbox.c.chat_id,
        _other.c.id != outbox.c.id,
        _other.c.ordered,
        _other.c.state <= literal_column("1"),
        _goes_first,
    )
    .exists()
)
# News leaves its chat the allowance of a burst: an answer that comes right behind it need not wait.
_margin = case((outbox.c.rank == int(Rank.NEWS), bindparam("margin", type_=Float)), else_=literal_column("0.0"))
# A chat without a row has sent nothing yet and waits for nothing.
_pace = func.coalesce(pacing.c.paced_until, 0) + _margin
_put_off = and_(outbox.c.not_before > _at, outbox.c.not_before <= _at + LONGEST_BACKOFF)
_waiting = and_(_live, outbox.c.state == int(OutboxState.WAITING))
_with_pace = outbox.outerjoin(pacing, pacing.c.chat_id == outbox.c.chat_id)
_ready = Prepared(
    select(outbox)
    .select_from(_with_pace)
    .where(
        _waiting,
        outbox.c.ordered,
        ~_put_off,
        ~held_up(_at, _pace),
        ~_blocked,
    )
    .order_by(outbox.c.rank, outbox.c.id)
    .limit(_most)
)
_aside = Prepared(select(outbox).where(_waiting, _unordered, ~_put_off).order_by(outbox.c.id).limit(_most))
_paused_until = func.coalesce(pacing.c.paused_until, 0)
_later_of = case(
    (and_(_put_off, outbox.c.not_before > _pace, outbox.c.not_before > _paused_until), outbox.c.not_before),
    (_pace > _paused_until, _pace),
    else_=_paused_until,
)
_next = Prepared(
    select(func.min(_later_of).label("moment"))
    .select_from(_with_pace)
    .where(_waiting, or_(_put_off, and_(outbox.c.ordered, held_up(_at, _pace), ~_blocked)))
)
_news = Prepared(
    select(func.count().label("waiting")).select_from(
        select(outbox.c.id).where(_waiting, outbox.c.rank == int(Rank.NEWS)).limit(_most).subquery()
    )
)
_write = Prepared(insert(outbox))
_start = Prepared(
    update(outbox)
    .where(_ids)
    .values(state=int(OutboxState.SENDING), attempts=outbox.c.attempts + 1, sent_at=bindparam("b_at", type_=Float))
)
_end = update(outbox).where(_ids).values(state=bindparam("b_state"), error=bindparam("b_error"))
_finish, _finish_empty = Prepared(_end), Prepared(_end.values(payload=None))


class Outgoing(NamedTuple):
    """A call to Telegram. `card` names the living message it makes; `ordered` calls keep their chat's order.

    `answers` is the press, by the id of its query, whose button stops waiting once the call was made. `doubts` counts
    how often it was left open whether the call went through.
    """

    chat_id: int
    method: str
    payload: bytes
    card: str | None = None
    doubt: Doubt = Doubt.RESEND
    ordered: bool = True
    answers: str | None = None
    rank: Rank = Rank.ANSWER
    id: int = 0
    attempts: int = 0
    doubts: int = 0

    def tried(self) -> Outgoing:
        """The same with one attempt more."""
        return self._replace(attempts=self.attempts + 1)


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
                "rank": int(c.rank),
                "written_at": at,
            }
            for c in calls
        ]
        await _write.run_each(connection, rows)


async def ready(connection: AsyncConnection, at: float, most: int, margin: float = 0.0) -> Sequence[Outgoing]:
    """The calls that may go now, the first rank first: of each chat that is not held up the one whose turn it is.

    News needs a pace that has been over for `margin` seconds.
    """
    asked = {"at": at, "most": most, "margin": margin}
    return [_outgoing(row) for row in await _ready.rows(connection, asked)]


async def ready_aside(connection: AsyncConnection, at: float, most: int) -> Sequence[Outgoing]:
    """Unordered calls that may go now: answers to presses, and what only decorates."""
    return [_outgoing(row) for row in await _aside.rows(connection, {"at": at, "most": most})]


async def next_moment(connection: AsyncConnection, at: float, margin: float = 0.0) -> float | None:
    """When the first of those calls that have to wait may go (epoch seconds); None where none waits for a moment."""
    moment: float | None = (await _next.rows(connection, {"at": at, "margin": margin}))[0].moment
    return moment


def _outgoing(row: Any) -> Outgoing:
    return Outgoing(
        row.chat_id,
        row.method,
        row.payload,
        row.card,
        Doubt(row.doubt),
        row.ordered,
        row.answers,
        Rank(row.rank),
        row.id,
        row.attempts,
        row.doubts,
    )


async def news_waiting(connection: AsyncConnection, most: int) -> int:
    """How much news waits, counted no further than `most`."""
    return int((await _news.rows(connection, {"most": most}))[0].waiting)


async def start(connection: AsyncConnection, ids: Sequence[int], at: float) -> None:
    """Mark calls as being sent at that moment: after a crash, these are the ones in doubt."""
    await _start.run(connection, {"ids": ids, "b_at": at})


async def finish(connection: AsyncConnection, ids: Sequence[int], state: OutboxState, error: str | None = None) -> None:
    """End calls; what was sent loses its content at once."""
    if ids:
        statement = _finish if state is OutboxState.PARKED else _finish_empty
        await statement.run(connection, {"ids": ids, "b_state": int(state), "b_error": error})


async def retry(connection: AsyncConnection, call: Outgoing, at: float, error: str) -> None:
    """Put a call back, not to be tried before `at` (epoch seconds, at most `LONGEST_BACKOFF` away)."""
    back = {"state": int(OutboxState.WAITING), "not_before": at, "error": error, "doubts": call.doubts}
    await connection.execute(update(outbox).where(outbox.c.id == call.id).values(back))


async def settle_doubts(connection: AsyncConnection) -> int:
    """After a crash: calls in doubt are sent again or dropped, as each says. Returns how many go again."""
    # Marked as being sent and not as sent: whether Telegram has it, nobody knows (decision 0033).
    sending = outbox.c.state == OutboxState.SENDING
    await connection.execute(
        update(outbox).where(sending, outbox.c.doubt == Doubt.DROP).values(state=int(OutboxState.DROPPED), payload=None)
    )
    await connection.execute(update(outbox).where(sending).values(doubts=outbox.c.doubts + 1))
    # A call in doubt too often either arrived each time or brings its process down; whoever looks at it decides.
    often = outbox.c.doubts >= case((outbox.c.method.in_(UPLOADS), MOST_DOUBTS_OF_FILES), else_=MOST_DOUBTS)
    given_up = {"state": int(OutboxState.PARKED), "error": "in doubt"}
    await connection.execute(update(outbox).where(sending, often).values(given_up))
    again = await connection.execute(update(outbox).where(sending).values(state=int(OutboxState.WAITING)))
    return int(again.rowcount)


async def sent_since(connection: AsyncConnection, at: float) -> Sequence[float]:
    """The moments of ordered calls that were begun after that one (epoch seconds), in order."""
    found = await connection.execute(
        select(outbox.c.sent_at).where(outbox.c.sent_at > at, outbox.c.ordered).order_by(outbox.c.sent_at)
    )
    return list(found.scalars())


async def prune(connection: AsyncConnection, before: datetime) -> int:
    """Forget calls that were sent or dropped before that moment. Returns how many."""
    over = outbox.c.state.in_([OutboxState.SENT, OutboxState.DROPPED])
    gone = await connection.execute(delete(outbox).where(over, outbox.c.written_at < before))
    return int(gone.rowcount)


async def depth(connection: AsyncConnection) -> dict[OutboxState, int]:
    """How many calls wait, are being sent, are parked."""
    found = await connection.execute(select(outbox.c.state, func.count()).group_by(outbox.c.state))
    return {OutboxState(state): count for state, count in found}
