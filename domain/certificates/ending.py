"""The end of a certificate: one person proposes, another decides; the history stays (facts §6.4)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from domain.certificates.model import (
    Certificate,
    CertificateRevoked,
    CertificateStatus,
    EndDecided,
    Ending,
    EndKind,
    EndProposed,
)
from domain.certificates.refusals import (
    EndDecidedAlready,
    EndProposedAlready,
    NotInForce,
    OwnCertificate,
    ReasonNeeded,
    SamePerson,
)
from domain.local import local_date
from domain.people import Action, Actor, Role, require

if TYPE_CHECKING:
    from domain.certificates.store import CertificatesWork

MOST_WORDS = 300
MAY_END = {
    # What is only prepared can be revoked, so that its number is accounted for; replacing needs something that is out.
    EndKind.REVOKE: frozenset({CertificateStatus.PREPARED, CertificateStatus.ISSUED}),
    EndKind.REPLACE: frozenset({CertificateStatus.ISSUED}),
}


@dataclass(frozen=True)
class ProposeEnd:
    """What is to become of a certificate, and why; `name` as the new one shall have it, empty where it stays."""

    certificate_id: int
    kind: EndKind
    reason: str
    name: str = ""


async def propose_end(work: CertificatesWork, actor: Actor, command: ProposeEnd) -> Ending:
    """Propose to revoke or replace. Raises `NotInForce`, `OwnCertificate`, `EndProposedAlready`, `ReasonNeeded`."""
    require(actor, Action.END_CERTIFICATE)
    certificate = await work.certificates.certificate(command.certificate_id)
    _check(actor, certificate, command.kind)
    # One proposal at a time: two directors could otherwise replace and revoke the same paper.
    if any(each.decided_at is None for each in await work.certificates.endings_of(command.certificate_id)):
        raise EndProposedAlready
    reason = check_reason(command.reason)
    ending = Ending(command.certificate_id, command.kind, reason, command.name, actor.person_id, work.now)
    work.certificates.add(ending)
    await work.certificates.flush()
    work.audit(actor, "end.proposed", f"certificate:{certificate.id}", kind=command.kind.value)
    work.tell_role(Role.DIRECTOR, EndProposed(ending.id))
    return ending


def check_reason(text: str) -> str:
    """The reason as it is kept. Raises `ReasonNeeded`."""
    if not 0 < len(text.strip()) <= MOST_WORDS:
        raise ReasonNeeded(MOST_WORDS)
    return text.strip()


def _check(actor: Actor, certificate: Certificate, kind: EndKind) -> None:
    if certificate.status not in MAY_END[kind]:
        raise NotInForce(certificate.status)
    if certificate.person_id == actor.person_id:
        raise OwnCertificate


async def decide_end(work: CertificatesWork, actor: Actor, ending_id: int, *, confirmed: bool) -> Certificate | None:
    """Confirm or turn down what another person proposed. Returns the new certificate where one is replaced.

    Raises `EndDecidedAlready`, `SamePerson`, `NotInForce`, `OwnCertificate`.
    """
    require(actor, Action.APPROVE_CERTIFICATES)
    ending = await work.certificates.ending(ending_id)
    if ending.decided_at is not None:
        raise EndDecidedAlready
    if ending.proposed_by == actor.person_id:
        raise SamePerson
    certificate = await work.certificates.certificate(ending.certificate_id)
    _check(actor, certificate, ending.kind)
    ending.decided_by, ending.decided_at, ending.confirmed = actor.person_id, work.now, confirmed
    renewed = await _end(work, actor, certificate, ending) if confirmed else None
    await work.certificates.flush()
    work.audit(actor, "end.decided", f"certificate:{certificate.id}", kind=ending.kind.value, confirmed=confirmed)
    work.tell(ending.proposed_by, EndDecided(ending_id))
    return renewed


async def _end(work: CertificatesWork, actor: Actor, certificate: Certificate, ending: Ending) -> Certificate | None:
    was_issued = certificate.status is CertificateStatus.ISSUED
    certificate.ended_at, certificate.ended_by, certificate.end_reason = work.now, actor.person_id, ending.reason
    if ending.kind is EndKind.REVOKE:
        certificate.status = CertificateStatus.REVOKED
        if was_issued:
            work.tell(certificate.person_id, CertificateRevoked(certificate.id))
        return None
    certificate.status = CertificateStatus.REPLACED
    await work.certificates.flush()  # the number is free for the new one only then
    renewed = _renewed(work, actor, certificate, ending)
    work.certificates.add(renewed)
    await work.certificates.flush()
    certificate.replaced_by_id = renewed.id
    return renewed


def _renewed(work: CertificatesWork, actor: Actor, old: Certificate, ending: Ending) -> Certificate:
    """The number and the date of issue stay; the new one says when it was issued again (facts §6.4)."""
    name = ending.name or old.printed.name
    return Certificate(
        number=old.number,
        token=work.new_token(),
        batch_id=old.batch_id,
        application_id=old.application_id,
        person_id=old.person_id,
        printed=replace(old.printed, name=name, reissued_on=local_date(work.now)),
        prepared_by=ending.proposed_by,
        prepared_at=ending.proposed_at,
        status=CertificateStatus.ISSUED,
        approved_by=actor.person_id,
        issued_at=work.now,
    )
