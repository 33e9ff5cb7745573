"""How fast a chat may be written to, and whether it can be: kept, so that a restart forgets nothing (decision 0003)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import BigInteger, Boolean, Column, ColumnElement, Float, Table, and_, bindparam, false, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.metadata import metadata
from storage.engine.prepared import Prepared
from storage.engine.upsert import insert_or_update

ALL_CHATS = 0  # the row of what holds for everything together
LONGEST_PACE = 60.0  # seconds: no limit of our own holds a chat back for longer

pacing = Table(
    "pacing",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("paced_until", Float, nullable=False, server_default="0"),
    Column("paused_until", Float, nullable=False, server_default="0"),
    Column("paused_for", Float, nullable=False, server_default="0"),
    Column("unreachable", Boolean, nullable=False, server_default=false()),
)
_columns = ("paced_until", "paused_until", "paused_for", "unreachable")
_pacings = Prepared(select(pacing).where(pacing.c.chat_id.in_(bindparam("chat_ids", expanding=True))))


class Pacing(NamedTuple):
    """The pace of a chat (epoch seconds): `paced_until` by our own limits, `paused_until` by Telegram's word.

    `paused_for` is how long Telegram's word was for: a moment that is further away was written by another clock.
    """

    paced_until: float = 0.0
    paused_until: float = 0.0
    paused_for: float = 0.0
    unreachable: bool = False

    def paused(self, seconds: float, at: float) -> Pacing:
        """The same, paused by Telegram for so many seconds."""
        return self._replace(paused_until=at + seconds, paused_for=seconds)

    def pause_left(self, at: float) -> float:
        """Seconds that Telegram's pause still lasts; 0 where a clock that was set back makes it last too long."""
        left = self.paused_until - at
        return left if 0 < left <= self.paused_for else 0.0


def held_up(at: ColumnElement[float], pace: ColumnElement[float]) -> ColumnElement[bool]:
    """Whether a chat has to wait; `pace` is its `paced_until`, as the call has it. Without a row nothing waits."""
    paused = func.coalesce(pacing.c.paused_until, 0)
    # A clock that was set back left moments in a future that is not meant: none binds for longer than it can mean.
    paced = and_(pace > at, pace <= at + LONGEST_PACE)
    return paced | and_(paused > at, paused - at <= func.coalesce(pacing.c.paused_for, 0))


async def pacings(connection: AsyncConnection, chat_ids: Sequence[int]) -> Mapping[int, Pacing]:
    """The pace of these chats; chats without a row are free."""
    found = await _pacings.rows(connection, {"chat_ids": chat_ids})
    return {row.chat_id: Pacing(row.paced_until, row.paused_until, row.paused_for, row.unreachable) for row in found}


async def save_pacings(connection: AsyncConnection, changed: Mapping[int, Pacing]) -> None:
    """Write the pace of chats."""
    if changed:
        rows: list[dict[str, Any]] = [{"chat_id": chat_id, **one._asdict()} for chat_id, one in changed.items()]
        await insert_or_update(connection, pacing, "chat_id", *_columns).run_each(connection, rows)


async def longest_pauses(connection: AsyncConnection, at: float) -> Sequence[float]:
    """Seconds that the pauses of single chats still last, the longest first."""
    left = pacing.c.paused_until - at
    trusted = and_(left > 0, left <= pacing.c.paused_for, pacing.c.chat_id != ALL_CHATS)
    return list((await connection.execute(select(left).where(trusted).order_by(left.desc()))).scalars())
