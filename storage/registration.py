"""Applications and enrolments: their tables, mapping and store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
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
    UniqueConstraint,
    bindparam,
    func,
    or_,
    select,
    text,
    update,
)

from domain.errors import Missing
from domain.registration.importing import Enrolment
from domain.registration.model import Application, Claim, Finding, Particulars, Status
from storage.conflicts import conflicts_told
from storage.engine.metadata import Id, Instant, Sealed, code, mapped, metadata
from storage.engine.prepared import Prepared
from storage.engine.unit import Unit

MOST_WAITING = 50

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


# Built once: building a statement costs more than running it. Most who ask have no application yet.
_batches_awaiting = Prepared(select(enrolment.c.batch_id).where(_awaited).distinct().order_by(enrolment.c.batch_id))
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
    """Map the records of this word."""
    mapped.map_imperatively(Application, application, version_id_col=application.c.version)
    mapped.map_imperatively(Enrolment, enrolment, version_id_col=enrolment.c.version)


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

    async def waiting(self, status: Status, at: datetime) -> Sequence[Application]:
        """Applications in this status whose claim is free or has run out at `at`, oldest first (at most 50)."""
        free = or_(application.c.claimed_until.is_(None), application.c.claimed_until <= at)
        query = select(Application).where(application.c.status == status, free)
        ordered = query.order_by(application.c.submitted_at, application.c.id).limit(MOST_WAITING)
        return (await self._unit.session.scalars(ordered)).all()

    async def count(self) -> dict[tuple[int, Status], int]:
        """How many per batch and status."""
        query = select(application.c.batch_id, application.c.status, func.count())
        found = await self._unit.session.execute(query.group_by(application.c.batch_id, application.c.status))
        return {(batch_id, status): count for batch_id, status, count in found}

    async def claim(self, application_id: int, version: int, claim: Claim) -> bool:
        """Claim by one conditional UPDATE (free, run out or one's own; version unchanged); False when lost."""
        free = or_(
            application.c.claimed_by.is_(None),
            application.c.claimed_until <= claim.at,
            application.c.claimed_by == claim.by,
        )
        won = await self._unit.session.execute(
            update(application)
            .where(application.c.id == application_id, application.c.version == version, free)
            .values(claimed_by=claim.by, claimed_until=claim.until, version=version + 1)
            .execution_options(synchronize_session=False)
        )
        return bool(won.rowcount)  # type: ignore[attr-defined]

    async def enrolments(self, batch_id: int) -> Sequence[Enrolment]:
        """All enrolments of a batch, in the order in which they came."""
        query = select(Enrolment).where(enrolment.c.batch_id == batch_id).order_by(enrolment.c.id)
        return (await self._unit.session.scalars(query)).all()

    async def enrolments_with_phone(self, phone_index: bytes) -> Sequence[Enrolment]:
        """Enrolments with this telephone that nobody has joined, in any batch, read afresh and locked."""
        query = select(Enrolment).where(enrolment.c.phone_index == phone_index, _awaited).order_by(enrolment.c.id)
        fresh = query.with_for_update().execution_options(populate_existing=True)
        return (await self._unit.session.scalars(fresh)).all()

    async def batches_awaiting(self) -> Sequence[int]:
        """The batches in which somebody is enrolled who has not joined."""
        return [row.batch_id for row in await _batches_awaiting.rows(self._unit.connection, {})]

    def add(self, record: Application | Enrolment) -> None:
        """Keep a new application or enrolment."""
        if isinstance(record, Application):
            self._of_person.pop(record.person_id, None)
            self._fresh.append(record)
        else:
            self._unit.session.add(record)

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` when somebody was faster."""
        fresh, self._fresh = self._fresh, []
        with conflicts_told("application"):
            for record in fresh:
                await self._unit.insert(record, application)
            await self._unit.flush()
