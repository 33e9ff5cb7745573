"""Is it genuine? By the number or by the code, for anybody; and what a holder may have again (facts §6.3, §6.4)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.certificates.model import Certificate, CertificateStatus
from domain.certificates.numbers import parse_number
from domain.errors import Missing
from domain.people import Action, Actor, require

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.certificates.store import CertificatesWork


class Standing(StrEnum):
    """What verification finds."""

    GENUINE = "genuine"
    REVOKED = "revoked"
    REPLACED = "replaced"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Verified:
    """The standing of what was shown; `certificate` None when unknown; `current` is the one that took its place."""

    standing: Standing
    certificate: Certificate | None = None
    current: Certificate | None = None


TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")
UNKNOWN = Verified(Standing.UNKNOWN)
STANDINGS = {
    CertificateStatus.ISSUED: Standing.GENUINE,
    CertificateStatus.REVOKED: Standing.REVOKED,
    CertificateStatus.REPLACED: Standing.REPLACED,
}


async def verify_number(work: CertificatesWork, text: str) -> Verified:
    """What bears this number now. Raises `NumberFormat`."""
    number = parse_number(text)
    issued = [each for each in await work.certificates.by_number(number) if each.issued_at is not None]
    return _verified(issued[0]) if issued else UNKNOWN


async def verify_token(work: CertificatesWork, token: str) -> Verified:
    """The certificate of a code; one that was replaced names the newest of its successors."""
    found = await work.certificates.by_token(token) if TOKEN.fullmatch(token) else None
    # What is numbered but not signed is nothing yet, and looks like nothing from outside.
    if found is None or found.issued_at is None:
        return UNKNOWN
    newest = found
    # A copy of a copy: whoever holds the first paper is shown the last one.
    while newest.replaced_by_id is not None:
        newest = await work.certificates.certificate(newest.replaced_by_id)
    if newest.status is CertificateStatus.REVOKED:
        return _verified(newest)
    return Verified(_verified(found).standing, found, None if newest is found else newest)


def _verified(certificate: Certificate) -> Verified:
    return Verified(STANDINGS.get(certificate.status, Standing.UNKNOWN), certificate)


async def own_certificates(work: CertificatesWork, actor: Actor) -> Sequence[Certificate]:
    """One's own certificates in force, newest first."""
    require(actor, Action.VIEW_OWN_CERTIFICATE)
    if not await work.registration.of_person(actor.person_id):
        return []  # a certificate is always one of an application
    held = await work.certificates.of_person(actor.person_id)
    return [each for each in held if each.status is CertificateStatus.ISSUED]


async def own_certificate(work: CertificatesWork, actor: Actor, certificate_id: int) -> Certificate:
    """One of them. Raises `Missing`, also for another's, and for one that is not in force."""
    for each in await own_certificates(work, actor):
        if each.id == certificate_id:
            return each
    raise Missing("certificate")
