"""Cards and duties: tables, mapping and store."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, Date, ForeignKey, Integer, Table, Text, select

from domain.staffing.model import Card, CardKind, Duty, DutyRole, DutyStatus
from storage.engine.metadata import Id, Instant, Json, Sealed, code, mapped, metadata
from storage.planning import sitting
from storage.store import Store

card = Table(
    "staff_card",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("kind", code(CardKind), nullable=False),
    Column("number", Text, nullable=False, unique=True),
    Column("occupations", Json(of=tuple[str, ...]), nullable=False),
    Column("levels", Json(of=tuple[int, ...]), nullable=False),
    Column("valid_until", Date, nullable=False),
    Column("employer", Sealed("staff_card.employer"), nullable=False),
    Column("version", Integer, nullable=False),
)
duty = Table(
    "duty",
    metadata,
    Column("id", Id, primary_key=True),
    Column("sitting_id", ForeignKey("sitting.id"), nullable=False, index=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("role", code(DutyRole), nullable=False),
    Column("status", code(DutyStatus), nullable=False),
    Column("answer_by", Instant()),
    Column("answered_at", Instant()),
    Column("reason", Sealed("duty.reason"), nullable=False),
    Column("version", Integer, nullable=False),
)


def map_staffing() -> None:
    """Map the records of this area."""
    mapped.map_imperatively(Card, card, version_id_col=card.c.version)
    mapped.map_imperatively(Duty, duty, version_id_col=duty.c.version)


class StaffingStore(Store):
    """`domain.staffing.StaffingStore` over a session."""

    what = "duty"

    async def cards(self) -> Sequence[Card]:
        """All cards, by number."""
        return await self._all(select(Card).order_by(card.c.number))

    async def duty(self, duty_id: int) -> Duty:
        """One duty. Raises `Missing`."""
        return await self._get(Duty, duty_id)

    async def duties(self, sitting_id: int) -> Sequence[Duty]:
        """The duties of a sitting, declined ones too, in the order they were given."""
        return await self._all(select(Duty).where(duty.c.sitting_id == sitting_id).order_by(duty.c.id))

    async def duties_of_batch(self, batch_id: int) -> Sequence[Duty]:
        """All duties of a batch."""
        query = select(Duty).join_from(duty, sitting).where(sitting.c.batch_id == batch_id)
        return await self._all(query.order_by(duty.c.sitting_id, duty.c.id))

    async def duties_of_person(self, person_id: int) -> Sequence[Duty]:
        """A person's duties in confirmed and proposed sittings, by time."""
        query = select(Duty).join_from(duty, sitting).where(duty.c.person_id == person_id)
        return await self._all(query.order_by(sitting.c.starts_at, duty.c.id))

    async def forget(self, record: Duty) -> None:
        """Take back what was only proposed."""
        await self._session.delete(record)
