"""Why a certificate is not prepared, approved, ended or looked up; each field is what the text shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from domain.certificates.model import CertificateStatus
from domain.errors import Refusal
from domain.scores import Outcome


class CertificatesRefusal(Refusal):
    """A refusal whose text stands with the certificates area."""

    area: ClassVar[str] = "certificates"


@dataclass(eq=False)
class StillPublic(CertificatesRefusal):
    """Results are on public notice until that day, which counts (facts §5)."""

    until: date


@dataclass(eq=False)
class ChecksOpen(CertificatesRefusal):
    """So many score checks are not answered."""

    count: int


@dataclass(eq=False)
class NothingToPrepare(CertificatesRefusal):
    """Everybody who passed has a certificate of this batch."""


@dataclass(eq=False)
class NameNotDrawable(CertificatesRefusal):
    """Nobody is left but candidates whose names the certificate's font cannot draw."""

    name: str
    characters: tuple[str, ...]


@dataclass(eq=False)
class NothingPrepared(CertificatesRefusal):
    """Nothing waits for approval."""


@dataclass(eq=False)
class SamePerson(CertificatesRefusal):
    """What one person prepares or proposes, another one decides (facts §12)."""


@dataclass(eq=False)
class OwnCertificate(CertificatesRefusal):
    """Nobody decides about their own certificate."""


@dataclass(eq=False)
class NotEntitled(CertificatesRefusal):
    """A certificate on the list is for somebody who has not passed (any more)."""

    number: str
    outcome: Outcome


@dataclass(eq=False)
class SeriesFull(CertificatesRefusal):
    """The body has given out all numbers of this year and level."""

    last: int


@dataclass(eq=False)
class NotInForce(CertificatesRefusal):
    """The certificate cannot be ended so: it is not issued yet, or ended before."""

    status: CertificateStatus


@dataclass(eq=False)
class EndProposedAlready(CertificatesRefusal):
    """A proposal for this certificate waits for a decision."""


@dataclass(eq=False)
class EndDecidedAlready(CertificatesRefusal):
    """The proposal was decided before."""


@dataclass(eq=False)
class ReasonNeeded(CertificatesRefusal):
    """A reason is needed, of at most so many characters."""

    most: int


@dataclass(eq=False)
class NumberFormat(CertificatesRefusal):
    """What was typed is no certificate number; `example` shows one."""

    example: str
