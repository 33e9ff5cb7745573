"""Applications: their table, mapping and store."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from sqlalchemy import (
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Select,
    Table,
    Text,
    bindparam,
    select,
    text,
)

from domain.errors import Missing
from domain.registration.model import Application, Finding, Particulars, Status
from storage.conflicts import conflicts_told
from storage.engine.metadata import Id, Instant, Sealed, code, mapped, metadata
from storage.engine.prepared import Prepared
from storage.engine.unit import Unit

application = Table(
    "application",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("batch_id", ForeignKey("batch.id"), nullable=False),
    Column("level", Integer, nullable=False),
    Column("particulars", Sealed("application.particulars", of=Particulars), nullable=False),
    Column("id_index", LargeBinary, nullable=False),
    Column("clause_id", Text, nullable=False),
    Column("submitted_at", Instant(), nullable=False),
    Column("status", code(Status), nullable=False),
    Column("findings", Sealed("application.findings", of=tuple[Finding, ...]), nullable=False),
    Column("returns", Integer, nullable=False),
    Column("due_at", Instant()),
    Column("decided_at", Instant()),
    Column("first_reviewer_id", ForeignKey("person.id")),
    Column("second_reviewer_id", ForeignKey("person.id")),
    Column("claimed_by", ForeignKey("person.id")),
    Column("claimed_until", Instant()),
    Column("version", Integer, nullable=False),
)
# As in the partial unique index below: one live application a number and batch (facts §2.2), whatever races there are.
_live = text("status NOT IN ('withdrawn', 'rejected')")
one_live = Index(
    "uq_application_live",
    application.c.batch_id,
    application.c.id_index,
    unique=True,
    sqlite_where=_live,
    postgresql_where=_live,
)
queue = Index("ix_application_queue", application.c.status, application.c.submitted_at)


# Built once: building a statement costs more than running it. Most who ask have no application yet.
_any_of_person = Prepared(select(application.c.id).where(application.c.person_id == bindparam("person_id")).limit(1))
_live_there = (
    (application.c.batch_id == bindparam("batch_id")) & (application.c.id_index == bindparam("id_index")) & _live
)
_live_ids = Prepared(select(application.c.id).where(_live_there))


@cache
def _of_person() -> Select[Application]:
    query = select(Application).where(application.c.person_id == bindparam("person_id"))
    return query.order_by(application.c.id.desc())


def map_registration() -> None:
    """Map the records of this area."""
    mapped.map_imperatively(Application, application, version_id_col=application.c.version)


class RegistrationStore:
    """`domain.registration.RegistrationStore` over a unit of work."""

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._of_person: dict[int, Sequence[Application]] = {}
        self._fresh: list[Application] = []

    async def application(self, application_id: int, *, lock: bool = False) -> Application:
        """One application; `lock` reads it afresh and holds its row until the turn ends. Raises `Missing`."""
        found = await (self._locked(application_id) if lock else self._unit.session.get(Application, application_id))
        if found is None:
            raise Missing("application")
        return found

    async def _locked(self, application_id: int) -> Application | None:
        """As the database has it now: `Session.get` would refuse a version that a claim has moved on."""
        query = select(Application).where(application.c.id == application_id).with_for_update()
        return (await self._unit.session.scalars(query.execution_options(populate_existing=True))).first()

    async def of_person(self, person_id: int) -> Sequence[Application]:
        """All applications of a person, newest first; read once per unit of work."""
        if person_id not in self._of_person:
            asked = {"person_id": person_id}
            # Asked first without a session: most turns of a registration come before there is an application.
            known = await _any_of_person.rows(self._unit.connection, asked)
            self._of_person[person_id] = (await self._unit.session.scalars(_of_person(), asked)).all() if known else []
        return self._of_person[person_id]

    async def of_batch(self, batch_id: int) -> Sequence[Application]:
        """All applications of a batch, in the order in which they were handed in."""
        query = select(Application).where(application.c.batch_id == batch_id).order_by(application.c.id)
        return (await self._unit.session.scalars(query)).all()

    async def live_with_number(self, id_index: bytes, batch_id: int) -> Sequence[Application]:
        """Applications of this paper's number in this batch that are neither withdrawn nor rejected."""
        asked = {"batch_id": batch_id, "id_index": id_index}
        if not await _live_ids.rows(self._unit.connection, asked):
            return []
        return (await self._unit.session.scalars(select(Application).where(_live_there), asked)).all()

    def add(self, record: Application) -> None:
        """Keep a new application."""
        self._of_person.pop(record.person_id, None)
        self._fresh.append(record)

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` when somebody was faster."""
        fresh, self._fresh = self._fresh, []
        with conflicts_told("application"):
            for record in fresh:
                await self._unit.insert(record, application)
            await self._unit.flush()
