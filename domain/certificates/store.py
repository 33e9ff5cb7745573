"""What the certificates area asks of storage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.certificates.model import Certificate, Ending, Series
from domain.planning.store import WithPlanning
from domain.registration.store import WithRegistration
from domain.scores.store import WithScores
from domain.standards.store import WithStandards
from domain.work import WithSettings, WithTokens, Work


class CertificatesStore(Protocol):
    """Certificates and their number series."""

    async def certificate(self, certificate_id: int) -> Certificate:
        """One certificate. Raises `Missing`."""
        ...

    async def by_token(self, token: str) -> Certificate | None:
        """The certificate of a QR code."""
        ...

    async def by_number(self, number: str) -> Sequence[Certificate]:
        """The certificates that bear, or bore, a number, newest first."""
        ...

    async def of_batch(self, batch_id: int) -> Sequence[Certificate]:
        """The certificates of a batch, by number."""
        ...

    async def of_person(self, person_id: int) -> Sequence[Certificate]:
        """A person's certificates, newest first."""
        ...

    async def series(self, key: str) -> Series:
        """A number series, begun at 0 where no number was given out yet; its row is held until the turn ends."""
        ...

    async def ending(self, ending_id: int) -> Ending:
        """One proposal to end a certificate. Raises `Missing`."""
        ...

    async def endings_of(self, certificate_id: int) -> Sequence[Ending]:
        """What was proposed for a certificate, oldest first."""
        ...

    async def endings_open(self) -> Sequence[Ending]:
        """The proposals that wait for a decision, oldest first."""
        ...

    def add(self, record: Certificate | Ending) -> None:
        """Keep a new record."""
        ...

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` when somebody was faster."""
        ...


class WithCertificates(Protocol):
    """For whoever works with certificates and their numbers."""

    @property
    def certificates(self) -> CertificatesStore:
        """Certificates and their numbers."""
        ...


class CertificatesWork(
    Work,
    WithSettings,
    WithTokens,
    WithStandards,
    WithRegistration,
    WithPlanning,
    WithScores,
    WithCertificates,
    Protocol,
):
    """What the deeds of certificates work with."""
