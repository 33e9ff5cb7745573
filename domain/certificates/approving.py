"""Approving what another person prepared, and keeping the files that are drawn then (facts §6.4, §12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.certificates.entitling import check_ready, complete, outcomes
from domain.certificates.model import Certificate, CertificateIssued, CertificatesDone, CertificateStatus
from domain.certificates.refusals import NotEntitled, NothingPrepared, OwnCertificate, SamePerson
from domain.errors import Outdated
from domain.people import Action, Actor, require
from domain.scores import Outcome
from domain.standards import BatchStatus, advance, check_next

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.certificates.store import CertificatesWork


@dataclass(frozen=True)
class Approve:
    """The prepared certificates of a batch, as many as the list showed."""

    batch_id: int
    count: int


async def approve(work: CertificatesWork, actor: Actor, command: Approve) -> Sequence[Certificate]:
    """Issue what is prepared; a batch in which nobody gets one is done at once.

    Raises `OutOfOrder`, `StillPublic`, `ChecksOpen`, `Outdated` when the list has changed, `NothingPrepared`,
    `SamePerson`, `OwnCertificate`, `NotEntitled`.
    """
    require(actor, Action.APPROVE_CERTIFICATES)
    check_next(await work.standards.batch(command.batch_id), BatchStatus.CERTIFIED)
    await check_ready(work, command.batch_id)
    prepared = await prepared_of(work, command.batch_id)
    # The director signs the list that was shown; one more or less is another list.
    if len(prepared) != command.count:
        raise Outdated("certificates")
    await _check(work, actor, prepared, command.batch_id)
    for one in prepared:
        one.status, one.approved_by, one.issued_at = CertificateStatus.ISSUED, actor.person_id, work.now
    await work.certificates.flush()
    work.audit(actor, "certificates.approved", f"batch:{command.batch_id}", count=len(prepared))
    await _advance(work, command.batch_id)
    return prepared


async def prepared_of(work: CertificatesWork, batch_id: int) -> Sequence[Certificate]:
    """The certificates of a batch that wait for approval, by number."""
    given = await work.certificates.of_batch(batch_id)
    return [each for each in given if each.status is CertificateStatus.PREPARED]


async def _check(work: CertificatesWork, actor: Actor, prepared: Sequence[Certificate], batch_id: int) -> None:
    if not prepared and not await complete(work, batch_id):
        raise NothingPrepared
    if any(each.prepared_by == actor.person_id for each in prepared):
        raise SamePerson
    # Staff may be candidates too, but nobody signs their own certificate.
    if any(each.person_id == actor.person_id for each in prepared):
        raise OwnCertificate
    found = await outcomes(work, batch_id)
    for each in prepared:
        outcome = found.get(each.application_id, Outcome.FAILED)
        # A score check may have changed a result between preparing and signing.
        if outcome is not Outcome.PASSED:
            raise NotEntitled(each.number, outcome)


async def keep_file(work: CertificatesWork, certificate_id: int, file: str) -> bool:
    """Keep the drawn PDF (its SHA-256), once; its holder is told. Returns whether the batch is certified by it."""
    certificate = await work.certificates.certificate(certificate_id)
    # Jobs are done at least once; the second drawing of the same bytes tells nobody again.
    if certificate.file is not None:
        return False
    certificate.file = file
    await work.certificates.flush()
    work.audit(None, "certificate.drawn", f"certificate:{certificate_id}", file=file)
    work.tell(certificate.person_id, CertificateIssued(certificate_id))
    return await _advance(work, certificate.batch_id, told=certificate.prepared_by)


async def _advance(work: CertificatesWork, batch_id: int, told: int | None = None) -> bool:
    """End the step when nobody waits any more."""
    batch = await work.standards.batch(batch_id)
    if batch.status is not BatchStatus.RELEASED or not await complete(work, batch_id):
        return False
    await advance(work, batch, BatchStatus.CERTIFIED)
    work.audit(None, "batch.certified", f"batch:{batch_id}")
    if told is not None:
        work.tell(told, CertificatesDone(batch_id))
    return True
