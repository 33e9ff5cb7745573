"""Sheets of the practical and entries of theory marks: tables, mapping and store."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, ForeignKey, Integer, Table, UniqueConstraint, select

from domain.marking.model import Sheet, TheoryEntry
from storage.engine.metadata import Id, Instant, Sealed, mapped, metadata
from storage.planning import booking, sitting
from storage.store import Store

sheet = Table(
    "sheet",
    metadata,
    Column("id", Id, primary_key=True),
    Column("booking_id", ForeignKey("booking.id"), nullable=False),
    Column("examiner_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("marks", Sealed("sheet.marks", of=tuple[int, ...]), nullable=False),
    Column("vetoed", Sealed("sheet.vetoed", of=tuple[str, ...]), nullable=False),
    Column("submitted_at", Instant(), nullable=False),
    UniqueConstraint("booking_id", "examiner_id"),
)
theory_entry = Table(
    "theory_entry",
    metadata,
    Column("id", Id, primary_key=True),
    Column("booking_id", ForeignKey("booking.id"), nullable=False),
    Column("round", Integer, nullable=False),
    Column("tenths", Sealed("theory_entry.tenths", of=int), nullable=False),
    Column("clerk_id", ForeignKey("person.id"), nullable=False),
    Column("entered_at", Instant(), nullable=False),
    Column("version", Integer, nullable=False),
    UniqueConstraint("booking_id", "round"),
    UniqueConstraint("booking_id", "clerk_id"),
)


def map_marking() -> None:
    """Map the records of this area."""
    mapped.map_imperatively(Sheet, sheet)
    mapped.map_imperatively(TheoryEntry, theory_entry, version_id_col=theory_entry.c.version)


class MarkingStore(Store):
    """`domain.marking.MarkingStore` over a session."""

    what = "sheet"

    async def sheets(self, sitting_id: int) -> Sequence[Sheet]:
        """All sheets of a sitting, by seat and examiner."""
        query = select(Sheet).join_from(sheet, booking).where(booking.c.sitting_id == sitting_id)
        return await self._all(query.order_by(booking.c.seat, sheet.c.examiner_id))

    async def sheets_of(self, booking_id: int) -> Sequence[Sheet]:
        """The sheets of one candidate, by examiner."""
        return await self._all(select(Sheet).where(sheet.c.booking_id == booking_id).order_by(sheet.c.examiner_id))

    async def entries(self, sitting_id: int) -> Sequence[TheoryEntry]:
        """All theory entries of a sitting, by seat and round."""
        query = select(TheoryEntry).join_from(theory_entry, booking).where(booking.c.sitting_id == sitting_id)
        return await self._all(query.order_by(booking.c.seat, theory_entry.c.round))

    async def entries_of(self, booking_id: int) -> Sequence[TheoryEntry]:
        """The entries of one candidate's theory mark, by round."""
        query = select(TheoryEntry).where(theory_entry.c.booking_id == booking_id)
        return await self._all(query.order_by(theory_entry.c.round))

    async def hold(self, sitting_id: int) -> None:
        """Hold a sitting until the turn ends, whoever else wants to waits; its entries are read afresh."""
        query = select(sitting.c.id).where(sitting.c.id == sitting_id)
        # The sitting is locked, since there is no entry yet that could be.
        await self._session.execute(query.with_for_update(key_share=True))
        entries = select(TheoryEntry).join_from(theory_entry, booking).where(booking.c.sitting_id == sitting_id)
        # What the session has seen before may be older than the lock.
        await self._session.execute(entries.execution_options(populate_existing=True))
