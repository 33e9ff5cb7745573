"""Marking the practical: each examiner alone, by code, once (facts §4, §5)."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    from domain.standards import Batch, Criterion

OPEN = frozenset({BatchStatus.IN_EXAM, BatchStatus.MARKING})


@dataclass(frozen=True)
class BlankSheet:
    """A candidate's sheet before it is filled in: their booking, its sitting and batch, and what is marked."""

    booking: Booking
    sitting: Sitting
    batch: Batch
    criteria: Sequence[Criterion]

    def of(self, booking: Booking) -> BlankSheet:
        """The same for another candidate of the sitting."""
        return replace(self, booking=booking)


@dataclass(frozen=True)
class SubmitSheet:
    """An examiner's marks for one candidate, in the order of the criteria; ids of the ★ criteria that were broken."""

    of: BlankSheet
    marks: tuple[int, ...]
    vetoed: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnSheets:
    """One examiner's work in a sitting: code by booking, who sat (by code), and the bookings marked by the examiner."""

    sitting: Sitting
    codes: Mapping[int, str]
    sat: Sequence[Booking]
    marked: frozenset[int]

    @property
    def total(self) -> int:
        """How many sheets there are for them."""
        return len(self.sat)

    @property
    def waiting(self) -> Sequence[Booking]:
        """The bookings that they have not marked yet, by code."""
        return [each for each in self.sat if each.id not in self.marked]

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
    bookings = await work.planning.bookings(sitting.id)
    coded = await _coded(work, sitting, bookings)
    sat = [each for each in bookings if each.attendance in SAT]
    # In the order of codes, which is not the order of seats: the list must not tell who is who.
    return OwnSheets(sitting, coded, sorted(sat, key=lambda each: coded[each.id]), frozenset(marked))


async def codes_of(work: MarkingWork, sitting: Sitting) -> Mapping[int, str]:
    """The code of every booking of a sitting."""
    return await _coded(work, sitting, await work.planning.bookings(sitting.id))


async def _coded(work: MarkingWork, sitting: Sitting, bookings: Sequence[Booking]) -> Mapping[int, str]:
    tokens = {ticket.id: ticket.token for ticket in await work.planning.tickets(sitting.batch_id)}
    return codes({each.id: tokens[each.ticket_id] for each in bookings})


async def blank_sheet(work: MarkingWork, booking_id: int) -> BlankSheet:
    """The sheet of one candidate, as the standard has it for the level of the sitting. Raises `Missing`."""
    booking = await work.planning.booking(booking_id)
    sitting = await work.planning.sitting(booking.sitting_id)
    batch = await work.standards.batch(sitting.batch_id)
    standard = work.standards.standard(batch.occupation, batch.edition)
    return BlankSheet(booking, sitting, batch, standard.levels[sitting.level].criteria)


async def _check_examiner(work: MarkingWork, actor: Actor, sitting: Sitting) -> None:
    """Raise `NotYours` for a sitting in which the actor does not mark."""
    require(actor, Action.MARK)
    duties = await work.staffing.duties(sitting.id)
    if sitting.part is not Part.PRACTICAL or not any(_marks(duty, actor) for duty in duties):
        raise NotYours


async def check_to_mark(work: MarkingWork, actor: Actor, sheet: BlankSheet) -> OwnSheets:
    """The actor's work in the sitting in which they may fill in this sheet now.

    Raises `NotYours`, `NotBegun`, `MarkingClosed`, `NotPresent`, `MarkedAlready`.
    """
    own = await own_sheets(work, actor, sheet.sitting)
    if await work.exam.record(sheet.sitting.id) is None:
        raise NotBegun
    if sheet.batch.status not in OPEN:
        raise MarkingClosed
    # A sheet is for good: nobody adjusts marks after having heard of the others'.
    if sheet.booking.id in own.marked:
        raise MarkedAlready(own.codes[sheet.booking.id])
    if sheet.booking.attendance not in SAT:
        raise NotPresent
    return own


async def submit_sheet(work: MarkingWork, actor: Actor, command: SubmitSheet) -> OwnSheets:
    """Keep a sheet for good; the last one of a batch is told to the score clerks. Gives what the actor has left.

    Raises what `check_to_mark` raises, `WrongCount`, `OutOfRange`, and `Missing` for a veto that the sheet has not.
    """
    blank = command.of
    own = await check_to_mark(work, actor, blank)
    check_marks(command.marks, blank.criteria)
    if not set(command.vetoed) <= {criterion.id for criterion in blank.criteria if criterion.veto}:
        raise Missing("criterion")
    sheet = Sheet(blank.booking.id, actor.person_id, command.marks, command.vetoed, work.now)
    work.marking.add(sheet)
    await work.marking.flush()
    work.audit(actor, "sheet.submitted", f"sheet:{sheet.id}", booking=blank.booking.id)
    left = replace(own, marked=own.marked | {blank.booking.id})
    # Whoever has sheets left knows that not all is in: the whole batch is read for the last one only.
    if not left.waiting:
        await tell_when_all_in(work, blank.batch)
    return left


async def tell_when_all_in(work: MarkingWork, batch: Batch) -> None:
    """Tell the score clerks once nothing is outstanding in a batch whose exam is over."""
    if batch.status is BatchStatus.MARKING and (await state(work, batch.id)).complete:
        work.tell_role(Role.SCORE_CLERK, AllMarksIn(batch.id))
