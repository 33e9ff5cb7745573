"""Batches: their table, mapping and store. Standards are data that comes with the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, Date, Integer, Table, Text, UniqueConstraint, bindparam, select

from domain.errors import Missing
from domain.standards.model import Batch, BatchStatus, Offer, Standard
from domain.standards.rules import offers_of
from storage.conflicts import conflicts_told
from storage.engine.metadata import Id, Instant, Json, code, mapped, metadata
from storage.engine.prepared import Prepared
from storage.engine.unit import Unit
from storage.store import read_as

batch = Table(
    "batch",
    metadata,
    Column("id", Id, primary_key=True),
    Column("year", Integer, nullable=False),
    Column("number", Integer, nullable=False),
    Column("occupation", Text, nullable=False),
    Column("edition", Text, nullable=False),
    Column("levels", Json(of=tuple[int, ...]), nullable=False),
    Column("opens_at", Instant(), nullable=False),
    Column("closes_at", Instant(), nullable=False),
    Column("exam_on", Date, nullable=False),
    Column("status", code(BatchStatus), nullable=False),
    Column("places", Integer),
    Column("version", Integer, nullable=False),
    UniqueConstraint("year", "number", "occupation"),
)
# Built once: building a statement costs more than running it.
_still_open = (batch.c.status == BatchStatus.REGISTRATION_OPEN) & (batch.c.closes_at > bindparam("at"))
_open_batches = Prepared(select(batch).where(_still_open).order_by(batch.c.closes_at, batch.c.id))


def map_standards() -> None:
    """Map the records of this area."""
    mapped.map_imperatively(Batch, batch, version_id_col=batch.c.version)


@dataclass
class OpenBatches:
    """The batches open for registration, as the turns of one transaction share them: read once, and only read."""

    known: Sequence[Batch] | None = None


class StandardsStore:
    """`domain.standards.StandardsStore` over a unit of work and the standards that came with the program."""

    def __init__(
        self, unit: Unit, standards: Mapping[tuple[str, str], Standard], shared: OpenBatches | None = None
    ) -> None:
        self._unit = unit
        self._standards = standards
        self._open = shared or OpenBatches()

    def standard(self, code: str, edition: str) -> Standard:
        """One edition of a standard. Raises `Missing`."""
        found = self._standards.get((code, edition))
        if found is None:
            raise Missing("standard")
        return found

    def standards(self) -> Sequence[Standard]:
        """All of them, by code, the newest edition first."""
        newest_first = sorted(self._standards.values(), key=lambda each: each.edition, reverse=True)
        return sorted(newest_first, key=lambda each: each.code)

    async def batch(self, batch_id: int) -> Batch:
        """One batch. Raises `Missing`."""
        found = await self._unit.session.get(Batch, batch_id)
        if found is None:
            raise Missing("batch")
        return found

    async def batch_to_read(self, batch_id: int, at: datetime) -> Batch:
        """One batch that is only looked at: an open one is read once for many. Raises `Missing`."""
        found = next((each for each in await self._open_at(at) if each.id == batch_id), None)
        return found or await self.batch(batch_id)

    async def batches(self) -> Sequence[Batch]:
        """All batches, newest first."""
        query = select(Batch).order_by(batch.c.year.desc(), batch.c.number.desc(), batch.c.id.desc())
        return (await self._unit.session.scalars(query)).all()

    async def offers(self, at: datetime) -> Sequence[Offer]:
        """Every level open for registration at that moment, by batch and level (5 first)."""
        known = await self._open_at(at)
        return [o for one in known for o in offers_of(one, self.standard(one.occupation, one.edition), at)]

    async def _open_at(self, at: datetime) -> Sequence[Batch]:
        # Read once for a group of turns (decision 0006): every home card asks which batches are open.
        if self._open.known is None:
            rows = await _open_batches.rows(self._unit.connection, {"at": at})
            self._open.known = [read_as(Batch, row) for row in rows]
        return self._open.known

    def add(self, record: Batch) -> None:
        """Keep a new batch."""
        self._open.known = None
        self._unit.session.add(record)

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` when somebody was faster."""
        self._open.known = None
        with conflicts_told("batch"):
            await self._unit.flush()
