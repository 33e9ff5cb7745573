"""Running a sitting: begin, add minutes, end; and incidents, which count when two persons have signed them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from domain.checkin import Doors
from domain.errors import Outdated
from domain.exam.model import (
    EndNear,
    Incident,
    IncidentKind,
    IncidentRecorded,
    RoomRecord,
    RoomRules,
    SittingFinished,
)
from domain.exam.refusals import (
    Begun,
    Countersigned,
    CountersignedByAnother,
    IncidentText,
    NoSuchSeat,
    NotBefore,
    NotBegun,
    NotYourSitting,
    Over,
    TooEarly,
)
from domain.people import Action, Actor, Role, require
from domain.planning import absent_at, void
from domain.staffing import DutyRole, DutyStatus
from domain.standards import BatchStatus, Part, advance
from domain.work import Reminder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.exam.store import ExamWork
    from domain.planning import Booking, Sitting

MOST_TEXT = 500
WARNING = timedelta(minutes=15)
VOIDS_PART = frozenset({IncidentKind.MINOR, IncidentKind.CHEATING})
VOIDS_ALL = frozenset({IncidentKind.SERIOUS, IncidentKind.MOST_SERIOUS})


@dataclass(frozen=True)
class Record:
    """An incident to record: in which sitting, of which seat (0: nobody's), what kind, in words."""

    sitting_id: int
    seat: int
    kind: IncidentKind
    text: str


@dataclass(frozen=True)
class MoreTime:
    """Minutes for everybody in a sitting, on top of so many that were `added` when the button was drawn."""

    sitting_id: int
    minutes: int
    added: int


async def sitting_of(work: ExamWork, actor: Actor, sitting_id: int) -> Sitting:
    """A sitting that the actor watches. Raises `NotYourSitting`."""
    require(actor, Action.RUN_SITTING)
    duties = await work.staffing.duties(sitting_id)
    mine = [duty for duty in duties if duty.person_id == actor.person_id and duty.status is DutyStatus.ACCEPTED]
    if not any(duty.role is DutyRole.INVIGILATOR for duty in mine):
        raise NotYourSitting
    return await work.planning.sitting(sitting_id)


async def start(work: ExamWork, actor: Actor, sitting_id: int) -> RoomRecord:
    """Begin a sitting; the first one of a batch begins its exam. Raises `NotBefore`, `Begun`, `NotYourSitting`."""
    sitting = await sitting_of(work, actor, sitting_id)
    record = await work.exam.record(sitting_id)
    if record is not None:
        raise Begun(record.started_at)
    # Not before, even if all are there: the clock on ticket and notice is the one that counts.
    if work.now < sitting.starts_at:
        raise NotBefore(sitting.starts_at)
    batch = await work.standards.batch(sitting.batch_id)
    if batch.status is not BatchStatus.IN_EXAM:
        await advance(work, batch, BatchStatus.IN_EXAM)
    record = RoomRecord(sitting_id, work.now, actor.person_id)
    work.exam.add(record)
    await work.exam.flush()
    await _warn(work, sitting, record)
    work.audit(actor, "sitting.started", f"sitting:{sitting_id}")
    return record


def ends_at(sitting: Sitting, record: RoomRecord) -> datetime:
    """When writing ends: the full time from the moment it began, and what was added."""
    return record.started_at + (sitting.ends_at - sitting.starts_at) + timedelta(minutes=record.added_minutes)


async def _warn(work: ExamWork, sitting: Sitting, record: RoomRecord) -> None:
    """Remind who watches a quarter of an hour before the end."""
    over = ends_at(sitting, record)
    for duty in await work.staffing.duties(sitting.id):
        if duty.role is DutyRole.INVIGILATOR and duty.status is DutyStatus.ACCEPTED:
            # The key is the same after an extension, so the reminder moves instead of coming twice.
            key, due_at = f"end:{sitting.id}:{duty.person_id}", max(over - WARNING, work.now)
            work.remind(Reminder(key, duty.person_id, EndNear(sitting.id), due_at, over, urgent=True))


async def running(work: ExamWork, sitting_id: int) -> RoomRecord:
    """The record of a sitting under way. Raises `NotBegun`, `Over`."""
    record = await work.exam.record(sitting_id)
    if record is None:
        raise NotBegun
    if record.finished_at is not None:
        raise Over(record.finished_at)
    return record


async def add_minutes(work: ExamWork, actor: Actor, command: MoreTime) -> RoomRecord:
    """Give everybody more time, once for each press. Raises `NotBegun`, `Over`, `NotYourSitting`, `Outdated`."""
    sitting = await sitting_of(work, actor, command.sitting_id)
    record = await running(work, command.sitting_id)
    # The press says how many minutes there were: a second finger on the same button does not add them twice.
    if record.added_minutes != command.added:
        raise Outdated("sitting")
    record.added_minutes += command.minutes
    await work.exam.flush()
    await _warn(work, sitting, record)
    work.audit(actor, "sitting.extended", f"sitting:{sitting.id}", minutes=command.minutes)
    return record


def earliest_end(work: ExamWork, sitting: Sitting, record: RoomRecord) -> datetime:
    """When a sitting may end at the earliest (facts §3.2)."""
    leave = record.started_at + timedelta(minutes=work.settings_of(RoomRules).earliest_end)
    return max(leave, sitting.starts_at + timedelta(minutes=work.settings_of(Doors).late_limit))


async def finish(work: ExamWork, actor: Actor, sitting_id: int) -> Sequence[Booking]:
    """End a sitting: who was not let in is absent; the last one of a batch ends its exam. Returns the absent.

    Raises `NotBegun`, `Over`, `TooEarly`, `NotYourSitting`.
    """
    sitting = await sitting_of(work, actor, sitting_id)
    record = await running(work, sitting_id)
    if work.now < (until := earliest_end(work, sitting, record)):
        raise TooEarly(until)
    record.finished_at, record.finished_by = work.now, actor.person_id
    absent = await absent_at(work, sitting_id)
    await work.exam.flush()
    work.audit(actor, "sitting.finished", f"sitting:{sitting_id}", absent=len(absent))
    if await _all_over(work, sitting.batch_id):
        await advance(work, await work.standards.batch(sitting.batch_id), BatchStatus.MARKING)
    await _tell_markers(work, sitting)
    return absent


async def _tell_markers(work: ExamWork, sitting: Sitting) -> None:
    """Marking waits: tell the examiners of a practical, the clerks of a theory sitting."""
    over = SittingFinished(sitting.id)
    if sitting.part is Part.THEORY:
        work.tell_role(Role.SCORE_CLERK, over)
        return
    for duty in await work.staffing.duties(sitting.id):
        if duty.role is not DutyRole.INVIGILATOR and duty.status is DutyStatus.ACCEPTED:
            work.tell(duty.person_id, over)


async def _all_over(work: ExamWork, batch_id: int) -> bool:
    records = [await work.exam.record(sitting.id) for sitting in await work.planning.sittings(batch_id)]
    return all(record is not None and record.finished_at is not None for record in records)


async def record_incident(work: ExamWork, actor: Actor, command: Record) -> Incident:
    """Note what happened; it counts when somebody else of the room has signed it, too (facts §3.3).

    Raises `IncidentText`, `NoSuchSeat`, `NotYourSitting`.
    """
    sitting = await sitting_of(work, actor, command.sitting_id)
    if not 0 < len(command.text.strip()) <= MOST_TEXT:
        raise IncidentText(MOST_TEXT)
    booking = await _at_seat(work, command)
    incident = Incident(
        sitting.id, booking.id if booking else None, command.kind, command.text.strip(), actor.person_id, work.now
    )
    work.exam.add(incident)
    await work.exam.flush()
    work.audit(actor, "incident.recorded", f"incident:{incident.id}", kind=command.kind.value)
    for person in await _others(work, actor, sitting):
        work.tell(person, IncidentRecorded(incident.id))
    return incident


async def _at_seat(work: ExamWork, command: Record) -> Booking | None:
    if command.seat == 0 and command.kind is IncidentKind.EMERGENCY:
        return None  # misconduct is always somebody's
    for booking in await work.planning.bookings(command.sitting_id):
        if booking.seat == command.seat:
            return booking
    raise NoSuchSeat(str(command.seat))


async def _others(work: ExamWork, actor: Actor, sitting: Sitting) -> Sequence[int]:
    duties = await work.staffing.duties(sitting.id)
    accepted = {d.person_id for d in duties if d.status is DutyStatus.ACCEPTED and d.role is DutyRole.INVIGILATOR}
    return sorted(accepted - {actor.person_id})


async def countersign(work: ExamWork, actor: Actor, incident_id: int) -> Incident:
    """Sign an incident as the second person; misconduct has its consequence now (facts §3.3).

    Raises `CountersignedByAnother`, `Countersigned`, `NotYourSitting`.
    """
    incident = await work.exam.incident(incident_id)
    await sitting_of(work, actor, incident.sitting_id)
    # One signature is a note; only the second, by somebody else, costs a candidate the exam (facts §3.3).
    if incident.recorded_by == actor.person_id:
        raise CountersignedByAnother
    if incident.countersigned_by is not None:
        raise Countersigned
    incident.countersigned_by, incident.countersigned_at = actor.person_id, work.now
    await _punish(work, incident)
    await work.exam.flush()
    work.audit(actor, "incident.countersigned", f"incident:{incident.id}", kind=incident.kind.value)
    return incident


async def _punish(work: ExamWork, incident: Incident) -> None:
    """Void the part, or every part, by the class of the misconduct."""
    if incident.booking_id is None or incident.kind is IncidentKind.EMERGENCY:
        return
    await void(work, incident.booking_id, every_part=incident.kind in VOIDS_ALL)
