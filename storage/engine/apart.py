"""Sealed values that do not open and had to make room: kept as they were found, for a repair."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import BigInteger, Column, LargeBinary, Table, Text, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.metadata import Id, Instant, metadata
from storage.engine.prepared import Prepared

apart = Table(
    "apart",
    metadata,
    Column("id", Id, primary_key=True),
    Column("place", Text, nullable=False),
    Column("row_id", BigInteger, nullable=False),
    Column("token", LargeBinary, nullable=False),
    Column("found_at", Instant(), nullable=False),
)
_keep = Prepared(insert(apart))


class Apart(NamedTuple):
    """What was found in the column `place` of that row."""

    place: str
    row_id: int
    token: bytes


async def keep(connection: AsyncConnection, found: Sequence[Apart], at: datetime) -> None:
    """Keep them."""
    if found:
        await _keep.run_each(connection, [{**each._asdict(), "found_at": at} for each in found])
