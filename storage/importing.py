"""Enrolments: their table, mapping and store."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, ForeignKey, Index, Integer, LargeBinary, Table, UniqueConstraint, select

from domain.importing import Enrolment
from domain.registration.model import Particulars
from storage.engine.metadata import Id, Instant, Sealed, mapped, metadata
from storage.engine.prepared import Prepared
from storage.store import Store

enrolment = Table(
    "enrolment",
    metadata,
    Column("id", Id, primary_key=True),
    Column("batch_id", ForeignKey("batch.id"), nullable=False),
    Column("level", Integer, nullable=False),
    Column("particulars", Sealed("enrolment.particulars", of=Particulars), nullable=False),
    Column("id_index", LargeBinary, nullable=False),
    Column("phone_index", LargeBinary, nullable=False, index=True),
    Column("imported_at", Instant(), nullable=False),
    Column("imported_by", ForeignKey("person.id"), nullable=False),
    Column("misses", Integer, nullable=False),
    Column("application_id", ForeignKey("application.id")),
    Column("version", Integer, nullable=False),
    UniqueConstraint("batch_id", "id_index"),
)
_awaited = enrolment.c.application_id.is_(None)
awaited = Index("ix_enrolment_awaited", enrolment.c.batch_id, sqlite_where=_awaited, postgresql_where=_awaited)

# Built once: building a statement costs more than running it.
_batches_awaiting = Prepared(select(enrolment.c.batch_id).where(_awaited).distinct().order_by(enrolment.c.batch_id))


def map_importing() -> None:
    """Map the records of this area."""
    mapped.map_imperatively(Enrolment, enrolment, version_id_col=enrolment.c.version)


class ImportingStore(Store):
    """`domain.importing.ImportingStore` over a unit of work."""

    what = "enrolment"

    async def enrolments(self, batch_id: int) -> Sequence[Enrolment]:
        """All enrolments of a batch, in the order in which they came."""
        query = select(Enrolment).where(enrolment.c.batch_id == batch_id).order_by(enrolment.c.id)
        return (await self._session.scalars(query)).all()

    async def enrolments_with_phone(self, phone_index: bytes) -> Sequence[Enrolment]:
        """Enrolments with this telephone that nobody has joined, in any batch, read afresh and locked."""
        query = select(Enrolment).where(enrolment.c.phone_index == phone_index, _awaited).order_by(enrolment.c.id)
        fresh = query.with_for_update().execution_options(populate_existing=True)
        return (await self._session.scalars(fresh)).all()

    async def batches_awaiting(self) -> Sequence[int]:
        """The batches in which somebody is enrolled who has not joined."""
        return [row.batch_id for row in await _batches_awaiting.rows(self._unit.connection, {})]
