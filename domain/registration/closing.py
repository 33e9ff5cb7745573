"""Closing the registration of a batch, when every application is decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.people import Action, Actor, require
from domain.registration import refusals
from domain.registration.model import FINAL, Application, Status
from domain.standards import Batch, BatchStatus, advance, check_next

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.registration.store import RegistrationWork
    from domain.work import Work


async def close_registration(work: RegistrationWork, actor: Actor, batch_id: int) -> Batch:
    """End the registration of a batch once its closing time has come (facts §0).

    Raises `OutOfOrder`, `RegistrationStillOpen`, `Undecided`, `NobodyApproved`.
    """
    require(actor, Action.CLOSE_REGISTRATION)
    batch = await work.standards.batch(batch_id)
    check_next(batch, BatchStatus.REGISTRATION_CLOSED)
    if work.now < batch.closes_at:
        raise refusals.RegistrationStillOpen(batch.closes_at)
    applications = await work.registration.of_batch(batch_id)
    # Whoever waits for a decision would miss the exam through no fault of their own, so nothing closes over them.
    if waiting := undecided(work, applications):
        raise refusals.Undecided(len(waiting))
    if all(each.status is not Status.APPROVED for each in applications):
        raise refusals.NobodyApproved
    await advance(work, batch, BatchStatus.REGISTRATION_CLOSED)
    work.audit(actor, "batch.registration_closed", f"batch:{batch_id}", applications=len(applications))
    return batch


def undecided(work: Work, applications: Sequence[Application]) -> Sequence[Application]:
    """Those that still wait for a decision; a returned one whose time to mend is over waits for nothing."""
    return [each for each in applications if each.status not in FINAL and not _overdue(each, work)]


def _overdue(application: Application, work: Work) -> bool:
    # Nobody has to press anything when the time to mend ends: the application stays as it is and counts as over.
    due_at = application.due_at
    return application.status is Status.RETURNED and due_at is not None and due_at <= work.now
