"""Certificates and their number series: tables, mapping and store."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text, select, text

from domain.certificates.model import Certificate, CertificateStatus, Ending, EndKind, Printed, Series
from storage.engine.metadata import Id, Instant, Sealed, code, mapped, metadata
from storage.engine.upsert import insert_new
from storage.store import Store

certificate = Table(
    "certificate",
    metadata,
    Column("id", Id, primary_key=True),
    Column("number", Text, nullable=False),
    Column("token", Text, nullable=False, unique=True),
    Column("batch_id", ForeignKey("batch.id"), nullable=False, index=True),
    Column("application_id", ForeignKey("application.id"), nullable=False),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("printed", Sealed("certificate.printed", of=Printed), nullable=False),
    Column("prepared_by", ForeignKey("person.id"), nullable=False),
    Column("prepared_at", Instant(), nullable=False),
    Column("status", code(CertificateStatus), nullable=False),
    Column("approved_by", ForeignKey("person.id")),
    Column("issued_at", Instant()),
    Column("file", Text),
    Column("ended_at", Instant()),
    Column("ended_by", ForeignKey("person.id")),
    Column("end_reason", Sealed("certificate.end_reason"), nullable=False),
    Column("replaced_by_id", ForeignKey("certificate.id")),
    Column("version", Integer, nullable=False),
)
# Literal conditions, so that SQLite and PostgreSQL both take them for the unique partial index: one paper in force a
# number.
_in_force = text("status IN ('prepared', 'issued')")
one_in_force = Index(
    "uq_certificate_in_force",
    certificate.c.application_id,
    unique=True,
    sqlite_where=_in_force,
    postgresql_where=_in_force,
)
one_number = Index(  # a replacement keeps the number (facts §6.4)
    "uq_certificate_number_in_force",
    certificate.c.number,
    unique=True,
    sqlite_where=_in_force,
    postgresql_where=_in_force,
)
series = Table(
    "series",
    metadata,
    Column("key", Text, primary_key=True),
    Column("last", Integer, nullable=False),
    Column("version", Integer, nullable=False),
)
ending = Table(
    "ending",
    metadata,
    Column("id", Id, primary_key=True),
    Column("certificate_id", ForeignKey("certificate.id"), nullable=False),
    Column("kind", code(EndKind), nullable=False),
    Column("reason", Sealed("ending.reason"), nullable=False),
    Column("name", Sealed("ending.name"), nullable=False),
    Column("proposed_by", ForeignKey("person.id"), nullable=False),
    Column("proposed_at", Instant(), nullable=False),
    Column("decided_by", ForeignKey("person.id")),
    Column("decided_at", Instant()),
    Column("confirmed", Boolean),
    Column("version", Integer, nullable=False),
)
_undecided = text("decided_at IS NULL")
one_undecided = Index(
    "uq_ending_undecided",
    ending.c.certificate_id,
    unique=True,
    sqlite_where=_undecided,
    postgresql_where=_undecided,
)


def map_certificates() -> None:
    """Map the records of this area."""
    mapped.map_imperatively(Certificate, certificate, version_id_col=certificate.c.version)
    mapped.map_imperatively(Series, series, version_id_col=series.c.version)
    mapped.map_imperatively(Ending, ending, version_id_col=ending.c.version)


class CertificatesStore(Store):
    """`domain.certificates.CertificatesStore` over a session."""

    what = "certificate"

    async def certificate(self, certificate_id: int) -> Certificate:
        """One certificate. Raises `Missing`."""
        return await self._get(Certificate, certificate_id)

    async def by_token(self, token: str) -> Certificate | None:
        """The certificate of a QR code."""
        return await self._first(select(Certificate).where(certificate.c.token == token))

    async def by_number(self, number: str) -> Sequence[Certificate]:
        """The certificates that bear, or bore, a number, newest first."""
        return await self._all(
            select(Certificate).where(certificate.c.number == number).order_by(certificate.c.id.desc())
        )

    async def of_batch(self, batch_id: int) -> Sequence[Certificate]:
        """The certificates of a batch, by number."""
        query = select(Certificate).where(certificate.c.batch_id == batch_id)
        return await self._all(query.order_by(certificate.c.number, certificate.c.id))

    async def of_person(self, person_id: int) -> Sequence[Certificate]:
        """A person's certificates, newest first."""
        query = select(Certificate).where(certificate.c.person_id == person_id)
        return await self._all(query.order_by(certificate.c.id.desc()))

    async def series(self, key: str) -> Series:
        """A number series, begun at 0 where no number was given out yet; its row is held until the turn ends."""
        connection = await self._session.connection()
        # Inserted first, so that there is a row to lock: two who begin a series at once would otherwise both begin at
        # 1.
        await insert_new(connection, series).run_each(connection, [{"key": key, "last": 0, "version": 1}])
        query = select(Series).where(series.c.key == key).with_for_update()
        return (await self._session.scalars(query.execution_options(populate_existing=True))).one()

    async def ending(self, ending_id: int) -> Ending:
        """One proposal to end a certificate. Raises `Missing`."""
        return await self._get(Ending, ending_id)

    async def endings_of(self, certificate_id: int) -> Sequence[Ending]:
        """What was proposed for a certificate, oldest first."""
        query = select(Ending).where(ending.c.certificate_id == certificate_id)
        return await self._all(query.order_by(ending.c.id))

    async def endings_open(self) -> Sequence[Ending]:
        """The proposals that wait for a decision, oldest first."""
        return await self._all(select(Ending).where(ending.c.decided_at.is_(None)).order_by(ending.c.id))
