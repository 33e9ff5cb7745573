"""What becomes of seats and tickets on the way to the exam and in it: deeds that the areas after planning call."""

from __future__ import annotations

from collections.abc import Sequence

from domain.planning.model import Attendance, Booking, Ticket
from domain.planning.store import SeatsWork


async def attend(work: SeatsWork, booking_id: int, attendance: Attendance) -> bool:
    """Note an attendance where there is none; False when there was one already.

    One conditional UPDATE decides: in a trial without it four scanners admitted 268 people on 200 tickets.
    """
    return await work.planning.attend(booking_id, attendance)


async def unattend(work: SeatsWork, booking_id: int) -> bool:
    """Take the attendance of somebody let in back; False when there was none."""
    return await work.planning.unattend(booking_id)


async def absent_at(work: SeatsWork, sitting_id: int) -> Sequence[Booking]:
    """Note everybody who was not let in as absent, and say who that is: nobody has to go through the seats."""
    absent = [each for each in await work.planning.bookings(sitting_id) if each.attendance is None]
    for booking in absent:
        booking.attendance = Attendance.ABSENT
    await work.planning.flush()
    return absent


async def void(work: SeatsWork, booking_id: int, *, every_part: bool) -> None:
    """Void a candidate's part, or every part of theirs (facts §3.3)."""
    # Locked: the same seat may be ended or undone by others at this moment.
    booking = await work.planning.booking(booking_id, lock=True)
    voided = await work.planning.bookings_of_ticket(booking.ticket_id) if every_part else [booking]
    for each in voided:
        each.attendance = Attendance.VOID
    await work.planning.flush()


async def hand_out(work: SeatsWork, batch_id: int) -> Sequence[Ticket]:
    """Issue the ticket of everybody who has a seat in the batch."""
    seated = {booking.ticket_id for booking in await work.planning.bookings_of_batch(batch_id)}
    tickets = [ticket for ticket in await work.planning.tickets(batch_id) if ticket.id in seated]
    for ticket in tickets:
        ticket.issued_at = work.now
    await work.planning.flush()
    return tickets
