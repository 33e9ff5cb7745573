"""Offering duties of a confirmed arrangement: until when they are to be answered, and who takes one that fell free."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.people import Role
from domain.staffing.asking import able
from domain.staffing.model import Dispatch, Duty, DutyLapses, DutyOffered, DutyStatus, DutyUnfilled
from domain.work import Reminder

if TYPE_CHECKING:
    from datetime import datetime

    from domain.planning import Sitting
    from domain.staffing.store import StaffingWork


def answer_by(work: StaffingWork, starts_at: datetime) -> datetime:
    """Until when a duty is to be answered (facts §4); never a moment that has passed."""
    terms = work.settings_of(Dispatch)
    soon = min(work.now + timedelta(hours=terms.short_hours), starts_at)
    return max(starts_at - timedelta(days=terms.answer_days_before), soon)


def offer(work: StaffingWork, duty: Duty, sitting: Sitting) -> None:
    """Ask the person of a duty that is kept already; remind them, and note when the deadline comes."""
    until = answer_by(work, sitting.starts_at)
    duty.status, duty.answer_by = DutyStatus.OFFERED, until
    event, person = DutyOffered(sitting.batch_id), duty.person_id
    before = until - timedelta(hours=work.settings_of(Dispatch).remind_hours_before)
    if before > work.now:
        work.remind(Reminder(f"answer:{sitting.batch_id}:{person}", person, event, before, until))
    # Urgent, since a deadline that ends at night must not wait for the morning: the substitute loses that time.
    work.remind(Reminder(f"lapse:{duty.id}", person, DutyLapses(duty.id), until, urgent=True))


def settle(work: StaffingWork, duty: Duty) -> None:
    """The duty was answered, or is not theirs any more: nothing of it comes due."""
    work.settle(f"lapse:{duty.id}")


async def ask(work: StaffingWork, sitting: Sitting, duty: Duty) -> Duty:
    """Keep a new duty in a confirmed sitting, and ask its person."""
    work.staffing.add(duty)
    await work.staffing.flush()
    offer(work, duty, sitting)
    await work.staffing.flush()
    work.tell(duty.person_id, DutyOffered(sitting.batch_id))
    return duty


async def substitute(work: StaffingWork, gone: Duty) -> Duty | None:
    """Ask the next one who may and is free to take a duty that fell free; else tell the planners."""
    sitting = await work.planning.sitting(gone.sitting_id)
    free = await able(work, sitting, gone.role)
    if not free:
        work.tell_role(Role.PLANNER, DutyUnfilled(gone.id))
        return None
    duty = await ask(work, sitting, Duty(gone.sitting_id, free[0].person_id, gone.role))
    work.audit(None, "duty.substituted", f"duty:{gone.id}", substitute=duty.id)
    return duty
