"""At the door: letting a ticket's holder in once, turning somebody away, undoing a mistake (facts §3.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.checkin.looking import AtTheDoor, already_in, in_force, is_over, look, watches
from domain.checkin.model import Admission, AdmissionUndone, Admitted, TurnedAway
from domain.checkin.refusals import NotIn, NotOnDuty, Settled, UndoReason
from domain.people import Action, Actor, Role, require
from domain.planning import Attendance, attend, unattend

if TYPE_CHECKING:
    from domain.checkin.store import CheckinWork

MOST_REASON = 200


async def admit(work: CheckinWork, actor: Actor, shown: str) -> Admission:
    """Let the holder in: person and papers match. Of several who try at once, one succeeds. Raises as `look` does."""
    door = await look(work, actor, shown)
    attendance = Attendance.LATE if door.late else Attendance.PRESENT
    if not await attend(work, door.booking.id, attendance):
        booking = await work.planning.booking(door.booking.id, lock=True)
        raise await already_in(work, booking, door.sitting) or Settled(booking.attendance or Attendance.ABSENT)
    admission = await _record(work, actor, door, matched=True)
    work.tell(door.ticket.person_id, Admitted(admission.id))
    return admission


async def turn_away(work: CheckinWork, actor: Actor, shown: str) -> Admission:
    """Note that person and papers do not match (人证不符); nobody is let in. Raises as `look` does.

    Pressing again notes nothing anew.
    """
    door = await look(work, actor, shown)
    # Another invigilator's look is another finding; the same person's second press is a finger.
    if door.turned_away is not None and door.turned_away.admitted_by == actor.person_id:
        return door.turned_away
    admission = await _record(work, actor, door, matched=False)
    work.tell_role(Role.PLANNER, TurnedAway(admission.id))
    return admission


async def _record(work: CheckinWork, actor: Actor, door: AtTheDoor, *, matched: bool) -> Admission:
    admission = Admission(door.booking.id, door.sitting.id, work.now, actor.person_id, matched, door.late)
    work.checkin.add(admission)
    await work.checkin.flush()
    action = "candidate.admitted" if matched else "candidate.turned_away"
    work.audit(actor, action, f"booking:{door.booking.id}", sitting=door.sitting.id, late=door.late)
    return admission


async def undo(work: CheckinWork, actor: Actor, admission_id: int, reason: str) -> Admission:
    """Take an admission back with a reason, while the sitting is not over.

    Raises `NotOnDuty`, `UndoReason`, and `NotIn` when it is not in force.
    """
    require(actor, Action.CHECK_IN)
    admission = await work.checkin.admission(admission_id)
    sitting = await work.planning.sitting(admission.sitting_id)
    if not await watches(work, actor, sitting):
        raise NotOnDuty
    if not 0 < len(reason.strip()) <= MOST_REASON:
        raise UndoReason(MOST_REASON)
    booking = await work.planning.booking(admission.booking_id)
    # The admission in force and no older one: an old message's button must not undo what was done since.
    held = await in_force(work, booking)
    if held is not admission or await is_over(work, sitting) or not await unattend(work, booking.id):
        raise NotIn
    admission.undone_at, admission.undone_by, admission.undo_reason = work.now, actor.person_id, reason.strip()
    await work.checkin.flush()
    work.audit(actor, "admission.undone", f"admission:{admission.id}")
    ticket = await work.planning.ticket(booking.ticket_id)
    work.tell(ticket.person_id, AdmissionUndone(admission.id))
    return admission
