"""Who gets a certificate of a batch, when, and whether everybody has it (facts §5, §6)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.certificates.model import CertificateStatus
from domain.certificates.refusals import ChecksOpen, StillPublic
from domain.certificates.rules import holds_already, outcomes_of, undrawable
from domain.local import local_date
from domain.scores import NotReleased, Outcome, unanswered

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence
    from datetime import date

    from domain.certificates.model import Certificate
    from domain.certificates.store import CertificatesWork
    from domain.registration import Application


@dataclass(frozen=True)
class Prospect:
    """Who passed in a batch and has no certificate of it yet, in the order of numbers.

    `undrawable`: the font lacks characters of their names; `held`: they have one of this occupation and level.
    """

    due: Sequence[Application]
    undrawable: Sequence[Application]
    held: Sequence[Application]


@dataclass(frozen=True)
class Readiness:
    """What a batch waits for: the last day of the public notice, whether it has passed, score checks not answered."""

    public_until: date
    notice_over: bool
    checks_open: int


async def readiness(work: CertificatesWork, batch_id: int) -> Readiness:
    """Whether certificates may be given out (facts §5). Raises `NotReleased`."""
    # Nothing is given out while the public may still object (公示, facts §5).
    done = await work.scores.round(batch_id)
    if done is None or done.public_until is None:
        raise NotReleased
    waiting = await unanswered(work, batch_id)
    return Readiness(done.public_until, local_date(work.now) > done.public_until, len(waiting))


async def check_ready(work: CertificatesWork, batch_id: int) -> None:
    """Raise `StillPublic` or `ChecksOpen` while certificates may not be given out."""
    ready = await readiness(work, batch_id)
    if not ready.notice_over:
        raise StillPublic(ready.public_until)
    if ready.checks_open:
        raise ChecksOpen(ready.checks_open)


async def outcomes(work: CertificatesWork, batch_id: int) -> Mapping[int, Outcome]:
    """The whole result of every approved application of a batch, by its id."""
    batch = await work.standards.batch(batch_id)
    levels = work.standards.standard(batch.occupation, batch.edition).levels
    return outcomes_of(await work.registration.of_batch(batch_id), await work.scores.results(batch_id), levels)


async def prospect(work: CertificatesWork, batch_id: int, printable: Container[int]) -> Prospect:
    """Who is still to get a certificate of this batch: level 5 first, then by ticket."""
    due, unprintable, held = [], [], []
    for one in await _without(work, batch_id):
        if await _holds(work, one):
            held.append(one)
        elif undrawable(one.particulars.identity.name, printable):
            unprintable.append(one)
        else:
            due.append(one)
    return Prospect(due, unprintable, held)


async def complete(work: CertificatesWork, batch_id: int) -> bool:
    """Whether everybody entitled has a certificate, and every issued one its file."""
    if any(_undone(each) for each in await work.certificates.of_batch(batch_id)):
        return False
    return all([await _holds(work, each) for each in await _without(work, batch_id)])


def _undone(certificate: Certificate) -> bool:
    drawn = certificate.file is not None or certificate.status is not CertificateStatus.ISSUED
    return certificate.status is CertificateStatus.PREPARED or not drawn


async def _without(work: CertificatesWork, batch_id: int) -> Sequence[Application]:
    """Who passed and never had a certificate of this batch: one that was revoked is not given again."""
    # Also a revoked one: giving a new number would undo the revocation.
    given = {each.application_id for each in await work.certificates.of_batch(batch_id)}
    found = await outcomes(work, batch_id)
    tickets = {each.application_id: each.number for each in await work.planning.tickets(batch_id)}
    passed = [
        each
        for each in await work.registration.of_batch(batch_id)
        if found.get(each.id) is Outcome.PASSED and each.id not in given
    ]
    # The order of numbers is that of tickets, so that the register reads like the sign-in sheets.
    return sorted(passed, key=lambda each: (-each.level, tickets.get(each.id, ""), each.id))


async def _holds(work: CertificatesWork, application: Application) -> bool:
    batch = await work.standards.batch(application.batch_id)
    return holds_already(application, batch.occupation, await work.certificates.of_person(application.person_id))
