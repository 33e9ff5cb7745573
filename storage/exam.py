"""Room records and incidents: tables, mapping and store."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, ForeignKey, Integer, Table, select

from domain.exam.model import Incident, IncidentKind, RoomRecord
from storage.engine.metadata import Id, Instant, Sealed, code, mapped, metadata
from storage.store import Store

room_record = Table(
    "room_record",
    metadata,
    Column("id", Id, primary_key=True),
    Column("sitting_id", ForeignKey("sitting.id"), nullable=False, unique=True),
    Column("started_at", Instant(), nullable=False),
    Column("started_by", ForeignKey("person.id"), nullable=False),
    Column("added_minutes", Integer, nullable=False),
    Column("finished_at", Instant()),
    Column("finished_by", ForeignKey("person.id")),
    Column("version", Integer, nullable=False),
)
incident = Table(
    "incident",
    metadata,
    Column("id", Id, primary_key=True),
    Column("sitting_id", ForeignKey("sitting.id"), nullable=False, index=True),
    Column("booking_id", ForeignKey("booking.id")),
    Column("kind", code(IncidentKind), nullable=False),
    Column("text", Sealed("incident.text"), nullable=False),
    Column("recorded_by", ForeignKey("person.id"), nullable=False),
    Column("recorded_at", Instant(), nullable=False),
    Column("countersigned_by", ForeignKey("person.id")),
    Column("countersigned_at", Instant()),
    Column("version", Integer, nullable=False),
)


def map_exam() -> None:
    """Map the records of this area."""
    mapped.map_imperatively(RoomRecord, room_record, version_id_col=room_record.c.version)
    mapped.map_imperatively(Incident, incident, version_id_col=incident.c.version)


class ExamStore(Store):
    """`domain.exam.ExamStore` over a session."""

    what = "room record"

    async def record(self, sitting_id: int) -> RoomRecord | None:
        """The room record of a sitting; None before it begins."""
        return await self._first(select(RoomRecord).where(room_record.c.sitting_id == sitting_id))

    async def incident(self, incident_id: int) -> Incident:
        """One incident. Raises `Missing`."""
        return await self._get(Incident, incident_id, "incident")

    async def incidents(self, sitting_id: int) -> Sequence[Incident]:
        """What happened in a sitting, oldest first."""
        return await self._all(select(Incident).where(incident.c.sitting_id == sitting_id).order_by(incident.c.id))
