"""Putting a duty into other hands: while the plan is made, and afterwards, when somebody drops out (facts §4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.people import Action, Actor, require
from domain.staffing.asking import able, needed_in
from domain.staffing.model import Duty, DutyReassigned, DutyStatus
from domain.staffing.offering import ask, settle
from domain.staffing.refusals import DutyAnswered, Recused
from domain.staffing.rules import LIVING, count, roles_needed
from domain.standards import BatchStatus, check_next, reached

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.planning import Sitting
    from domain.staffing.store import StaffingWork


async def replaceable(work: StaffingWork, batch_id: int) -> Sequence[Duty]:
    """The duties that can be put into other hands: living ones, and those that ended and left their place empty."""
    found: list[Duty] = []
    for sitting in await work.planning.sittings(batch_id):
        found += [duty for duty in await work.staffing.duties(sitting.id) if await _open(work, duty, sitting)]
    return found


async def _open(work: StaffingWork, duty: Duty, sitting: Sitting) -> bool:
    record = await work.exam.record(sitting.id)
    if record is not None and record.finished_at is not None:
        return False
    return duty.status in LIVING or await vacancies(work, sitting, duty) > 0


async def vacancies(work: StaffingWork, sitting: Sitting, duty: Duty) -> int:
    """How many of the role of that duty are missing in its sitting."""
    duties = await work.staffing.duties(sitting.id)
    for role, number in roles_needed(sitting.part, await needed_in(work, sitting)):
        if count([duty], role, frozenset({duty.status})):
            return number - count(duties, role)
    return 0


async def replace(work: StaffingWork, actor: Actor, duty_id: int, person_id: int) -> Duty:
    """Put a duty into other hands: a proposed one at once; once it was offered, the new person is asked.

    Raises `Recused`, `DutyAnswered` when its place is not free, `OutOfOrder` when the exam is over.
    """
    require(actor, Action.PLAN)
    duty = await work.staffing.duty(duty_id)
    sitting = await work.planning.sitting(duty.sitting_id)
    batch = await work.standards.batch(sitting.batch_id)
    # Before the plan is confirmed nobody has been asked, so names change in silence; afterwards somebody is told.
    arranged = reached(batch, BatchStatus.ARRANGED) and not reached(batch, BatchStatus.MARKING)
    if not arranged:
        check_next(batch, BatchStatus.ARRANGED)
    if not await _open(work, duty, sitting):
        raise DutyAnswered
    if person_id not in {card.person_id for card in await able(work, sitting, duty.role)}:
        raise Recused
    work.audit(actor, "duty.replaced", f"duty:{duty.id}", person=person_id)
    if not arranged:
        duty.person_id = person_id
        await work.staffing.flush()
        return duty
    await _reassign(work, duty)
    return await ask(work, sitting, Duty(duty.sitting_id, person_id, duty.role))


async def _reassign(work: StaffingWork, duty: Duty) -> None:
    if duty.status in LIVING:
        duty.status = DutyStatus.REASSIGNED
        settle(work, duty)
        await work.staffing.flush()
        work.tell(duty.person_id, DutyReassigned(duty.id))
