"""Issuing the tickets once everybody has accepted, and reminding candidates of their exam."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from domain.local import local_date
from domain.people import Action, Actor, require
from domain.planning import ExamNear, TicketIssued, hand_out
from domain.staffing.assigning import check_staffed
from domain.staffing.model import DutyStatus
from domain.staffing.refusals import Unanswered
from domain.standards import BatchStatus, advance, check_next
from domain.work import Reminder

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.planning import Sitting, Ticket
    from domain.staffing.store import StaffingWork

HOURS_BEFORE = (72, 24, 2)  # facts §9: T-3, T-1, 2 h
HOURS_OF_DAY = 24


async def issue_tickets(work: StaffingWork, actor: Actor, batch_id: int) -> Sequence[Ticket]:
    """Give the tickets out, and remind of the exam 3 days, a day and 2 hours before (facts §9).

    Raises `Unanswered`, `NotAssigned`, `OutOfOrder`.
    """
    require(actor, Action.ISSUE_TICKETS)
    batch = await work.standards.batch(batch_id)
    check_next(batch, BatchStatus.TICKETS_ISSUED)
    duties = await work.staffing.duties_of_batch(batch_id)
    # Times and rooms may still change while somebody can decline, and a ticket that was printed cannot.
    if waiting := sum(duty.status is DutyStatus.OFFERED for duty in duties):
        raise Unanswered(waiting)
    for sitting in await work.planning.sittings(batch_id):
        await check_staffed(work, sitting)
    tickets = await hand_out(work, batch_id)
    for ticket in tickets:
        work.tell(ticket.person_id, TicketIssued(ticket.id))
        await _remind(work, ticket)
    await advance(work, batch, BatchStatus.TICKETS_ISSUED)
    work.audit(actor, "tickets.issued", f"batch:{batch_id}", tickets=len(tickets))
    return tickets


async def _remind(work: StaffingWork, ticket: Ticket) -> None:
    """Of the first sitting of each day; one that comes so late that the next is due is of no use any more."""
    bookings = await work.planning.bookings_of_ticket(ticket.id)
    firsts: dict[object, Sitting] = {}
    for booking in bookings:
        sitting = await work.planning.sitting(booking.sitting_id)
        firsts.setdefault(local_date(sitting.starts_at), sitting)
    for sitting in firsts.values():
        # Each reminder is of use until the next: after a downtime people get the newest one, not three.
        for hours, later in zip(HOURS_BEFORE, (*HOURS_BEFORE[1:], 0), strict=True):
            due_at, until = (sitting.starts_at - timedelta(hours=before) for before in (hours, later))
            if due_at > work.now:
                key, today = f"exam:{ticket.id}:{local_date(sitting.starts_at)}:{hours}", hours < HOURS_OF_DAY
                near = ExamNear(ticket.id, hours)
                work.remind(Reminder(key, ticket.person_id, near, due_at, until, urgent=today))
