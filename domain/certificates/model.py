"""Certificates: their official numbers, what is printed on them, and their life."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


@dataclass(frozen=True)
class Printed:
    """What stands on a certificate (facts §6.3), in two languages: frozen when it is prepared, sealed at rest."""

    name: str
    id_kind: str
    id_number: str
    occupation: str  # its code; names come from the standard
    occupation_zh: str
    occupation_en: str
    level: int
    body_zh: str
    body_en: str
    issued_on: date
    photo: str  # SHA-256 (hex) of the stored photo; empty: a place to stick one on
    reissued_on: date | None = None  # 补发: marked beside the date of issue (facts §6.4)


class CertificateStatus(StrEnum):
    """The life of a certificate (facts §6.4)."""

    PREPARED = "prepared"  # numbered by one person, waits for another
    ISSUED = "issued"
    REPLACED = "replaced"
    REVOKED = "revoked"


@dataclass(eq=False)
class Certificate:
    """A certificate: 22-character `number`, `token` as in its QR code (128 bit), `file` the PDF's SHA-256 (hex)."""

    number: str
    token: str
    batch_id: int
    application_id: int
    person_id: int
    printed: Printed
    prepared_by: int
    prepared_at: datetime
    status: CertificateStatus = CertificateStatus.PREPARED
    approved_by: int | None = None
    issued_at: datetime | None = None
    file: str | None = None
    ended_at: datetime | None = None
    ended_by: int | None = None
    end_reason: str = ""
    replaced_by_id: int | None = None
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1


@dataclass(eq=False)
class Series:
    """The last number given out of a gapless series; `key` is what stands before the sequence."""

    key: str
    last: int
    version: int = 1


class EndKind(StrEnum):
    """How a certificate ends (facts §6.4)."""

    REVOKE = "revoke"  # 撤销
    REPLACE = "replace"  # 换发 / 补发: the number is kept


@dataclass(eq=False)
class Ending:
    """A proposal to end a certificate, and what another person decided; all of them are its history.

    `name` is the name as the new one shall have it, empty where it stays. `confirmed` None: not decided yet.
    """

    certificate_id: int
    kind: EndKind
    reason: str
    name: str
    proposed_by: int
    proposed_at: datetime
    decided_by: int | None = None
    decided_at: datetime | None = None
    confirmed: bool | None = None
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1


@dataclass(frozen=True)
class CertificatesPrepared:
    """To directors: the list of a batch waits for approval."""

    batch_id: int


@dataclass(frozen=True)
class CertificatesDone:
    """To whoever prepared them: all certificates of the batch are issued."""

    batch_id: int


@dataclass(frozen=True)
class CertificateIssued:
    """To the holder: the certificate is there."""

    certificate_id: int


@dataclass(frozen=True)
class EndProposed:
    """To directors: the end of a certificate waits for a decision."""

    ending_id: int


@dataclass(frozen=True)
class EndDecided:
    """To whoever proposed it: what was decided."""

    ending_id: int


@dataclass(frozen=True)
class CertificateRevoked:
    """To the holder: the certificate is no longer valid."""

    certificate_id: int
