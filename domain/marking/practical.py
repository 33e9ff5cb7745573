"""Marking the practical: each examiner alone, by code, once (facts §4, §5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.errors import Missing
from domain.exam import NotBegun
from domain.marking.model import AllMarksIn, Sheet
from domain.marking.refusals import MarkedAlready, MarkingClosed, NotPresent, NotYours
from domain.marking.rules import check_marks, codes
from domain.marking.state import MARKING, SAT, state
from domain.people import Action, Actor, Role, require
from domain.staffing import DutyStatus
from domain.standards import BatchStatus, Part

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.marking.store import MarkingWork
    from domain.planning import Booking, Sitting
    from domain.staffing import Duty
    from domain.standards import Criterion

OPEN = frozenset({BatchStatus.IN_EXAM, BatchStatus.MARKING})


@dataclass(frozen=True)
class SubmitSheet:
    """An examiner's marks for one candidate, in the order of the criteria; ids of the ★ criteria that were broken."""

    booking_id: int
    marks: tuple[int, ...]
    vetoed: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnSheets:
    """One examiner's work in a sitting: code by booking, the bookings not marked yet (by code), of how many."""

    sitting: Sitting
    codes: Mapping[int, str]
    waiting: Sequence[Booking]
    total: int

    @property
    def done(self) -> int:
        """How many sheets they have submitted."""
        return self.total - len(self.waiting)

    def following(self, booking_id: int) -> Booking | None:
        """Whom to mark after this one: the next code that waits, else the first; None when all are marked."""
        behind = [each for each in self.waiting if self.codes[each.id] > self.codes[booking_id]]
        return next(iter([*behind, *self.waiting]), None)


async def sittings_to_mark(work: MarkingWork, actor: Actor) -> Sequence[Sitting]:
    """The practical sittings that have begun and whose examiner the actor is, until scores are summarised."""
    require(actor, Action.MARK)
    found = []
    for duty in await work.staffing.duties_of_person(actor.person_id):
        if not _marks(duty, actor):
            continue
        sitting = await work.planning.sitting(duty.sitting_id)
        batch = await work.standards.batch(sitting.batch_id)
        open_now = sitting.part is Part.PRACTICAL and batch.status in OPEN
        if open_now and await work.exam.record(duty.sitting_id) is not None:
            found.append(sitting)
    return found


def _marks(duty: Duty, actor: Actor) -> bool:
    return duty.person_id == actor.person_id and duty.role in MARKING and duty.status is DutyStatus.ACCEPTED


def _own(sheet: Sheet, actor: Actor) -> bool:
    return sheet.examiner_id == actor.person_id


async def own_sheets(work: MarkingWork, actor: Actor, sitting: Sitting) -> OwnSheets:
    """What the actor has marked, and has still to mark, in one of their sittings. Raises `NotYours`."""
    await _check_examiner(work, actor, sitting)
    marked = {sheet.booking_id for sheet in await work.marking.sheets(sitting.id) if _own(sheet, actor)}
    sat = [each for each in await work.planning.bookings(sitting.id) if each.attendance in SAT]
    coded = await codes_of(work, sitting)
    waiting = [each for each in sat if each.id not in marked]
    # In the order of codes, which is not the order of seats: the list must not tell who is who.
    return OwnSheets(sitting, coded, sorted(waiting, key=lambda each: coded[each.id]), len(sat))


async def codes_of(work: MarkingWork, sitting: Sitting) -> Mapping[int, str]:
    """The code of every booking of a sitting."""
    tokens = {ticket.id: ticket.token for ticket in await work.planning.tickets(sitting.batch_id)}
    return codes({each.id: tokens[each.ticket_id] for each in await work.planning.bookings(sitting.id)})


async def criteria_of(work: MarkingWork, sitting: Sitting) -> Sequence[Criterion]:
    """The marking sheet of a sitting's level."""
    batch = await work.standards.batch(sitting.batch_id)
    return work.standards.standard(batch.occupation, batch.edition).levels[sitting.level].criteria


async def _check_examiner(work: MarkingWork, actor: Actor, sitting: Sitting) -> None:
    """Raise `NotYours` for a sitting in which the actor does not mark."""
    require(actor, Action.MARK)
    duties = await work.staffing.duties(sitting.id)
    if sitting.part is not Part.PRACTICAL or not any(_marks(duty, actor) for duty in duties):
        raise NotYours


async def check_to_mark(work: MarkingWork, actor: Actor, booking_id: int) -> Sitting:
    """The sitting in which the actor may mark this candidate now.

    Raises `NotYours`, `NotBegun`, `MarkingClosed`, `NotPresent`, `MarkedAlready`.
    """
    booking = await work.planning.booking(booking_id)
    sitting = await work.planning.sitting(booking.sitting_id)
    await _check_examiner(work, actor, sitting)
    if await work.exam.record(sitting.id) is None:
        raise NotBegun
    if (await work.standards.batch(sitting.batch_id)).status not in OPEN:
        raise MarkingClosed
    # A sheet is for good: nobody adjusts marks after having heard of the others'.
    if any(_own(sheet, actor) for sheet in await work.marking.sheets_of(booking_id)):
        raise MarkedAlready((await codes_of(work, sitting))[booking_id])
    if booking.attendance not in SAT:
        raise NotPresent
    return sitting


async def submit_sheet(work: MarkingWork, actor: Actor, command: SubmitSheet) -> Sheet:
    """Keep a sheet for good; the last one of a batch is told to the score clerks.

    Raises what `check_to_mark` raises, `WrongCount`, `OutOfRange`, and `Missing` for a veto that the sheet has not.
    """
    sitting = await check_to_mark(work, actor, command.booking_id)
    criteria = await criteria_of(work, sitting)
    check_marks(command.marks, criteria)
    if not set(command.vetoed) <= {criterion.id for criterion in criteria if criterion.veto}:
        raise Missing("criterion")
    sheet = Sheet(command.booking_id, actor.person_id, command.marks, command.vetoed, work.now)
    work.marking.add(sheet)
    await work.marking.flush()
    work.audit(actor, "sheet.submitted", f"sheet:{sheet.id}", booking=command.booking_id)
    await tell_when_all_in(work, sitting.batch_id)
    return sheet


async def tell_when_all_in(work: MarkingWork, batch_id: int) -> None:
    """Tell the score clerks once nothing is outstanding in a batch whose exam is over."""
    batch = await work.standards.batch(batch_id)
    if batch.status is BatchStatus.MARKING and (await state(work, batch_id)).complete:
        work.tell_role(Role.SCORE_CLERK, AllMarksIn(batch_id))
