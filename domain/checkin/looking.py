"""Looking a ticket up at the door: who should stand there, and why they may not come in now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.checkin.model import Admission, Doors
from domain.checkin.refusals import (
    AlreadyIn,
    NoSuchTicket,
    NotApproved,
    NotOnDuty,
    OtherSitting,
    Settled,
)
from domain.checkin.rules import check_time, opens_at
from domain.errors import Missing
from domain.people import Action, Actor, require
from domain.registration import Status
from domain.staffing import DutyRole, DutyStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.checkin.store import CheckinWork
    from domain.planning import Booking, Sitting, Ticket
    from domain.staffing import Duty


@dataclass(frozen=True)
class AtTheDoor:
    """A ticket's holder before the room where they belong now; `turned_away` when the papers did not match before."""

    ticket: Ticket
    booking: Booking
    sitting: Sitting
    late: bool
    turned_away: Admission | None = None


async def ticket_of(work: CheckinWork, shown: str) -> Ticket:
    """The issued ticket of a code or a typed number. Raises `NoSuchTicket`."""
    for look_up in (work.planning.ticket_by_token, work.planning.ticket_by_number):
        try:
            ticket = await look_up(shown)
        except Missing:
            continue
        # A plan gives tickets their numbers before anybody holds one; a number guessed from a neighbour's opens no
        # door.
        if ticket.issued_at is not None:
            return ticket
    raise NoSuchTicket


async def on_duty(work: CheckinWork, actor: Actor) -> Sequence[Sitting]:
    """The sittings that the actor watches, whose doors are open or that are under way."""
    require(actor, Action.CHECK_IN)
    doors = work.settings_of(Doors)
    found = []
    for duty in await work.staffing.duties_of_person(actor.person_id):
        sitting = await work.planning.sitting(duty.sitting_id)
        if _watching(duty) and opens_at(sitting, doors) <= work.now and not await is_over(work, sitting):
            found.append(sitting)
    return found


def _watching(duty: Duty) -> bool:
    return duty.status is DutyStatus.ACCEPTED and duty.role is DutyRole.INVIGILATOR


async def is_over(work: CheckinWork, sitting: Sitting) -> bool:
    """Whether a sitting was finished; one that never began is over at its end."""
    record = await work.exam.record(sitting.id)
    return work.now >= sitting.ends_at if record is None else record.finished_at is not None


async def watches(work: CheckinWork, actor: Actor, sitting: Sitting) -> bool:
    """Whether the actor watches that sitting."""
    duties = await work.staffing.duties(sitting.id)
    return any(duty.person_id == actor.person_id and _watching(duty) for duty in duties)


async def look(work: CheckinWork, actor: Actor, shown: str) -> AtTheDoor:
    """Who stands at the door with this ticket, and whether they may come in now (facts §3.2).

    Raises `NoSuchTicket`, `NotApproved`, `NotOnDuty`, `OtherSitting`, `DoorsClosed`, `TooLate`, `AlreadyIn`, `Settled`.
    """
    require(actor, Action.CHECK_IN)
    ticket = await ticket_of(work, shown)
    if (await work.registration.application(ticket.application_id)).status is not Status.APPROVED:
        raise NotApproved
    booking, sitting = await _here(work, actor, ticket)
    if used := await already_in(work, booking, sitting):
        raise used
    if booking.attendance is not None:
        raise Settled(booking.attendance)
    late = check_time(sitting, work.settings_of(Doors), work.now)
    return AtTheDoor(ticket, booking, sitting, late, await _turned_away(work, booking))


async def _here(work: CheckinWork, actor: Actor, ticket: Ticket) -> tuple[Booking, Sitting]:
    """The booking of the ticket in a sitting of the actor's."""
    bookings = await work.planning.bookings_of_ticket(ticket.id)
    pairs = [(booking, await work.planning.sitting(booking.sitting_id)) for booking in bookings]
    if not pairs:
        raise NoSuchTicket
    mine = {sitting.id for sitting in await on_duty(work, actor)}
    for booking, sitting in pairs:
        if sitting.id in mine:
            return booking, sitting
    # Of several sittings the one that is still to come, else the last: that is what the person at the door asks about.
    booking, sitting = next(((b, s) for b, s in pairs if s.ends_at > work.now), pairs[-1])
    if await watches(work, actor, sitting):
        check_time(sitting, work.settings_of(Doors), work.now)  # its doors are closed: say until, or since, when
        raise NotOnDuty
    raise await _elsewhere(work, actor, (booking, sitting))


async def _elsewhere(work: CheckinWork, actor: Actor, where: tuple[Booking, Sitting]) -> OtherSitting | NotOnDuty:
    """What to say of somebody who does not belong to any sitting watched here."""
    booking, sitting = where
    # Somebody without any duty is not told where candidates sit.
    watched = [duty.sitting_id for duty in await work.staffing.duties_of_person(actor.person_id) if _watching(duty)]
    if not watched:
        return NotOnDuty()
    batches = {(await work.planning.sitting(each)).batch_id for each in watched}
    room = await work.planning.room(sitting.room_id)
    if sitting.batch_id in batches:
        return OtherSitting(room.name, booking.seat, sitting.starts_at)
    batch = await work.standards.batch(sitting.batch_id)
    return OtherSitting(room.name, booking.seat, sitting.starts_at, batch.year, batch.number)


async def already_in(work: CheckinWork, booking: Booking, sitting: Sitting) -> AlreadyIn | None:
    """The facts of the admission in force, if there is one."""
    admission = await in_force(work, booking)
    if admission is None:
        return None
    room = await work.planning.room(sitting.room_id)
    clerk = await work.people.person(admission.admitted_by)
    return AlreadyIn(admission.admitted_at, room.name, booking.seat, clerk.shown_name)


async def in_force(work: CheckinWork, booking: Booking) -> Admission | None:
    """The admission of a booking that was not undone."""
    found = await work.checkin.of_booking(booking.id)
    return next((each for each in reversed(found) if each.matched and each.undone_at is None), None)


async def _turned_away(work: CheckinWork, booking: Booking) -> Admission | None:
    found = await work.checkin.of_booking(booking.id)
    return next((each for each in reversed(found) if not each.matched), None)
