"""Making a plan for a batch, changing one sitting of it, and looking up one's ticket (facts §3.1)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.people import Action, Actor, require
from domain.planning.changing import check_move
from domain.planning.model import Booking, ExamDay, Sitting, Ticket
from domain.planning.rules import ticket_number
from domain.planning.timetable import ORDER, Slot, Wanted, lay_out
from domain.registration import Status
from domain.standards import BatchStatus, check_next

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from domain.planning.store import PlanningWork
    from domain.registration import Application
    from domain.standards import Batch


@dataclass(frozen=True)
class Move:
    """A sitting to another room, or another time, or both."""

    sitting_id: int
    room_id: int
    starts_at: datetime


async def propose(work: PlanningWork, actor: Actor, batch_id: int) -> Sequence[Sitting]:
    """Plan a batch: sittings, tickets (numbered, not issued yet) and seats. What was proposed before has gone.

    Raises `OutOfOrder` unless registration is closed and nothing is confirmed yet, and `NoRoomFor`.
    """
    require(actor, Action.PLAN)
    batch = await work.standards.batch(batch_id)
    check_next(batch, BatchStatus.ARRANGED)
    approved = [each for each in await work.registration.of_batch(batch_id) if each.status is Status.APPROVED]
    rooms = await work.planning.rooms()
    # Other batches keep their rooms, whether their plans are confirmed or not.
    taken = [each for room in rooms for each in await work.planning.in_room(room.id) if each.batch_id != batch_id]
    slots = lay_out(_wanted(work, batch, approved, taken), rooms)
    tickets = await _tickets(work, batch, approved)
    sittings = [await _seat(work, batch_id, slot, tickets) for slot in slots]
    work.audit(actor, "plan.proposed", f"batch:{batch_id}", sittings=len(sittings), candidates=len(approved))
    return sittings


def _wanted(work: PlanningWork, batch: Batch, approved: Sequence[Application], taken: Sequence[Sitting]) -> Wanted:
    standard = work.standards.standard(batch.occupation, batch.edition)
    sizes = Counter(each.level for each in approved)
    minutes = {level: standard.levels[level].minutes for level in sizes}
    return Wanted(sizes, minutes, batch.exam_on, work.settings_of(ExamDay), taken)


async def forget_plan(work: PlanningWork, batch_id: int) -> None:
    """Take back the sittings and seats of a plan that is not confirmed; nothing may hang on them any more."""
    for booking in await work.planning.bookings_of_batch(batch_id):
        await work.planning.forget(booking)
    await work.planning.flush()
    for sitting in await work.planning.sittings(batch_id):
        await work.planning.forget(sitting)
    await work.planning.flush()


async def _tickets(work: PlanningWork, batch: Batch, approved: Sequence[Application]) -> dict[int, list[Ticket]]:
    """The tickets of each level in the order of their numbers; who has one keeps it."""
    known = {ticket.application_id: ticket for ticket in await work.planning.tickets(batch.id)}
    # Numbers run by level and then by application, never by name or time of birth.
    ordered = sorted(approved, key=lambda each: (-each.level, each.id))
    taken = {ticket.number for ticket in known.values()}
    found: dict[int, list[Ticket]] = {}
    sequence = 0
    for one in ordered:
        ticket = known.get(one.id)
        while ticket is None:
            sequence += 1
            number = ticket_number(batch.year, batch.number, sequence)
            # Planning again keeps the numbers already given: they may be on a list that was printed.
            if number not in taken:
                ticket = Ticket(batch.id, one.id, one.person_id, number, work.new_token())
                work.planning.add(ticket)
        found.setdefault(one.level, []).append(ticket)
    await work.planning.flush()
    return {level: sorted(tickets, key=lambda ticket: ticket.number) for level, tickets in found.items()}


async def _seat(work: PlanningWork, batch_id: int, slot: Slot, tickets: dict[int, list[Ticket]]) -> Sitting:
    sitting = Sitting(batch_id, slot.level, slot.part, slot.room_id, slot.starts_at, slot.ends_at)
    work.planning.add(sitting)
    await work.planning.flush()
    seated = await work.planning.bookings_of_batch(batch_id)
    placed = {booking.ticket_id for booking in seated if booking.part is slot.part}
    next_ones = [ticket for ticket in tickets[slot.level] if ticket.id not in placed][: slot.size]
    for seat, ticket in enumerate(next_ones, 1):
        work.planning.add(Booking(ticket.id, ticket.application_id, sitting.id, slot.part, seat))
    await work.planning.flush()
    return sitting


async def move(work: PlanningWork, actor: Actor, command: Move) -> Sitting:
    """Put one proposed sitting elsewhere.

    Raises the refusals of `check_move`, and `OutOfOrder`.
    """
    require(actor, Action.PLAN)
    sitting = await work.planning.sitting(command.sitting_id)
    check_next(await work.standards.batch(sitting.batch_id), BatchStatus.ARRANGED)
    ends_at = command.starts_at + (sitting.ends_at - sitting.starts_at)
    await check_move(work, sitting, command.room_id, (command.starts_at, ends_at))
    sitting.room_id, sitting.starts_at, sitting.ends_at = command.room_id, command.starts_at, ends_at
    await work.planning.flush()
    work.audit(actor, "plan.moved", f"sitting:{sitting.id}", room=command.room_id)
    return sitting


def in_order(sittings: Sequence[Sitting]) -> Sequence[Sitting]:
    """By time, then by part and room."""
    return sorted(sittings, key=lambda each: (each.starts_at, ORDER.index(each.part), each.room_id))
