"""Accepting and declining duties, and the deadline; whoever drops out is replaced at once, or the planners told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.people import Action, Actor, require
from domain.staffing.model import Duty, DutyStatus
from domain.staffing.offering import settle, substitute
from domain.staffing.refusals import DeclineReason, DutyAnswered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.staffing.store import StaffingWork

MOST_REASON = 200


async def own_offers(work: StaffingWork, actor: Actor, batch_id: int) -> Sequence[Duty]:
    """The actor's duties of a batch that wait for an answer."""
    return await _offers(work, actor.person_id, batch_id)


async def _offers(work: StaffingWork, person_id: int, batch_id: int) -> Sequence[Duty]:
    sittings = {sitting.id for sitting in await work.planning.sittings(batch_id)}
    duties = await work.staffing.duties_of_person(person_id)
    return [each for each in duties if each.sitting_id in sittings and each.status is DutyStatus.OFFERED]


async def accept(work: StaffingWork, actor: Actor, batch_id: int) -> Sequence[Duty]:
    """Accept all one's duties of a batch, stating that there is no relation (facts §4). Raises `DutyAnswered`."""
    require(actor, Action.ANSWER_DUTY)
    offers = await own_offers(work, actor, batch_id)
    if not offers:
        raise DutyAnswered
    for duty in offers:
        duty.status, duty.answered_at = DutyStatus.ACCEPTED, work.now
        settle(work, duty)
        # The statement of no relation is part of accepting, and is kept as such (facts §4).
        work.audit(actor, "duty.accepted", f"duty:{duty.id}", no_relation=True)
    work.settle(f"answer:{batch_id}:{actor.person_id}")
    await work.staffing.flush()
    return offers


async def decline(work: StaffingWork, actor: Actor, batch_id: int, reason: str) -> Sequence[Duty]:
    """Decline all one's duties of a batch; substitutes are asked at once, else the planners told.

    Raises `DutyAnswered`, `DeclineReason`.
    """
    require(actor, Action.ANSWER_DUTY)
    if not 0 < len(reason.strip()) <= MOST_REASON:
        raise DeclineReason(MOST_REASON)
    offers = await own_offers(work, actor, batch_id)
    if not offers:
        raise DutyAnswered
    work.settle(f"answer:{batch_id}:{actor.person_id}")
    for duty in offers:
        duty.status, duty.answered_at, duty.reason = DutyStatus.DECLINED, work.now, reason.strip()
        settle(work, duty)
        await work.staffing.flush()
        work.audit(actor, "duty.declined", f"duty:{duty.id}")
    for duty in offers:
        await substitute(work, duty)
    return offers


async def lapse(work: StaffingWork, duty_id: int) -> Sequence[Duty]:
    """Ask others when somebody has not answered by the deadline; all duties of theirs in the batch that are due.

    Returns those that lapsed now: none when they have answered meanwhile, or the deadline was moved.
    """
    duty = await work.staffing.duty(duty_id)
    sitting = await work.planning.sitting(duty.sitting_id)
    offers = await _offers(work, duty.person_id, sitting.batch_id)
    # A duty offered later than the others has a later deadline of its own.
    due = [each for each in offers if each.answer_by is not None and each.answer_by <= work.now]
    for each in due:
        each.status, each.answered_at = DutyStatus.LAPSED, work.now
        await work.staffing.flush()
        work.audit(None, "duty.lapsed", f"duty:{each.id}")
    for each in due:
        await substitute(work, each)
    return due
