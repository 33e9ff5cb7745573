"""Admissions: table, mapping and store."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Boolean, Column, ForeignKey, Table, select

from domain.checkin.model import Admission
from storage.engine.metadata import Id, Instant, Sealed, mapped, metadata
from storage.store import Store

admission = Table(
    "admission",
    metadata,
    Column("id", Id, primary_key=True),
    Column("booking_id", ForeignKey("booking.id"), nullable=False, index=True),
    Column("sitting_id", ForeignKey("sitting.id"), nullable=False, index=True),
    Column("admitted_at", Instant(), nullable=False),
    Column("admitted_by", ForeignKey("person.id"), nullable=False),
    Column("matched", Boolean, nullable=False),
    Column("late", Boolean, nullable=False),
    Column("undone_at", Instant()),
    Column("undone_by", ForeignKey("person.id")),
    Column("undo_reason", Sealed("admission.undo_reason"), nullable=False),
)


def map_checkin() -> None:
    """Map the records of this area."""
    mapped.map_imperatively(Admission, admission)


class CheckinStore(Store):
    """`domain.checkin.CheckinStore` over a session."""

    what = "admission"

    async def admission(self, admission_id: int) -> Admission:
        """One admission. Raises `Missing`."""
        return await self._get(Admission, admission_id)

    async def of_booking(self, booking_id: int) -> Sequence[Admission]:
        """What happened at the door for a booking, oldest first."""
        return await self._all(select(Admission).where(admission.c.booking_id == booking_id).order_by(admission.c.id))

    async def of_sitting(self, sitting_id: int) -> Sequence[Admission]:
        """What happened at the door of a sitting, oldest first."""
        return await self._all(select(Admission).where(admission.c.sitting_id == sitting_id).order_by(admission.c.id))
