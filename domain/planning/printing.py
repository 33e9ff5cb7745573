"""What of a plan is drawn and leaves the house: tickets for their holders, lists for whoever stands at the door."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.errors import Missing
from domain.people import Action, Actor, require
from domain.standards import BatchStatus, OutOfOrder, reached

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.planning.model import Ticket
    from domain.planning.store import PlanningWork, SeatsWork


async def own_tickets(work: PlanningWork, actor: Actor) -> Sequence[Ticket]:
    """One's own issued tickets, newest first."""
    require(actor, Action.VIEW_OWN_TICKET)
    if not await work.registration.of_person(actor.person_id):
        return []  # a ticket is always one of an application
    found = await work.planning.tickets_of_person(actor.person_id)
    return [ticket for ticket in found if ticket.issued_at is not None]


async def own_ticket(work: SeatsWork, actor: Actor, ticket_id: int) -> Ticket:
    """One of them. Raises `Missing`, also for another's, and for one that is not issued."""
    require(actor, Action.VIEW_OWN_TICKET)
    ticket = await work.planning.ticket(ticket_id)
    if ticket.person_id != actor.person_id or ticket.issued_at is None:
        raise Missing("ticket")
    return ticket


async def print_ticket(work: SeatsWork, actor: Actor, ticket_id: int) -> Ticket:
    """One's own ticket, which is drawn next. Raises `Missing`."""
    ticket = await own_ticket(work, actor, ticket_id)
    work.audit(actor, "ticket.drawn", f"ticket:{ticket.id}")
    return ticket


async def keep_ticket(work: SeatsWork, ticket: Ticket, file: str) -> None:
    """Keep the drawn PDF (its SHA-256): the archive of the batch holds what was handed out last (facts §7)."""
    ticket.file = file
    await work.planning.flush()


async def print_lists(work: PlanningWork, actor: Actor, batch_id: int, sittings: Sequence[int]) -> None:
    """Note who has the lists of these sittings drawn: names and photos leave the house. Raises `OutOfOrder`."""
    require(actor, Action.PRINT_LISTS)
    batch = await work.standards.batch(batch_id)
    if not reached(batch, BatchStatus.ARRANGED):
        raise OutOfOrder(batch.status, BatchStatus.ARRANGED, done=False)
    work.audit(actor, "lists.drawn", f"batch:{batch_id}", sittings=len(sittings))
