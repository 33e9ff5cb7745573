"""The candidate's ticket: it comes by itself, can be had again at any time, and reminders tell where to be when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.engine.message import Button, Document, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.people.presses import TO_HOME
from bot.planning.drawing import KIND, TicketDrawn, seats_of
from bot.planning.presses import TICKET
from bot.standards.batches import batch_facts
from domain.checkin import Doors
from domain.local import local_date
from domain.people import Action
from domain.planning import ExamNear, Ticket, TicketIssued, keep_ticket, own_ticket, own_tickets, print_ticket
from domain.standards import BatchStatus

ORDER = 15
HOUR = timedelta(hours=1)
GOOD = frozenset({BatchStatus.TICKETS_ISSUED, BatchStatus.IN_EXAM})
router = Router()


async def _facts(turn: Turn, ticket: Ticket) -> Mapping[str, Any]:
    batch = await turn.work.standards.batch(ticket.batch_id)
    application = await turn.work.registration.application(ticket.application_id)
    seats = await seats_of(turn.work, ticket)
    own = {"ticket": ticket, "level": application.level, "seats": seats, "doors": turn.work.settings_of(Doors)}
    return {**batch_facts(turn, batch), **own}


async def _order(turn: Turn, ticket_id: int) -> Ticket:
    # Drawn anew and logged each time (facts §3.1): a sitting may have been put elsewhere since.
    ticket = await print_ticket(turn.work, turn.actor, ticket_id)
    turn.order(KIND, f"{KIND}:{ticket.id}:{turn.row.id}", {"ticket_id": ticket.id, "language": turn.language})
    return ticket


def _again(ticket: Ticket) -> Button:
    return Button("planning.ticket_again", TICKET(ticket=ticket.id))


@router.event(TicketIssued)
async def issued(turn: Turn, event: TicketIssued) -> None:
    """The ticket is there: say so, and have it drawn."""
    ticket = await _order(turn, event.ticket_id)
    turn.say(Text("planning/ticket_issued", await _facts(turn, ticket)))


@router.event(TicketDrawn)
async def drawn(turn: Turn, event: TicketDrawn) -> None:
    """The PDF and the calendar."""
    ticket = await own_ticket(turn.work, turn.actor, event.ticket_id)
    rows = [[_again(ticket), TO_HOME]]
    if not event.pdf:
        turn.say(Text("planning/ticket_failed"), rows)
        return
    await keep_ticket(turn.work, ticket, event.pdf)
    pdf, dates = Document(event.pdf, f"{ticket.number}.pdf"), Document(event.calendar, f"{ticket.number}.ics")
    turn.send(Screen(Text("planning/ticket_pdf", {"ticket": ticket}), document=pdf))
    turn.send(Screen(Text("planning/ticket_calendar"), rows, document=dates))


@router.event(ExamNear)
async def near(turn: Turn, event: ExamNear) -> None:
    """The exam comes near: where, when, which seat, what to bring."""
    ticket = await own_ticket(turn.work, turn.actor, event.ticket_id)
    facts = await _facts(turn, ticket)
    # After a downtime the reminder may come when the first part is already over.
    seats = [seat for seat in facts["seats"] if seat.sitting.starts_at > turn.work.now]
    if not seats:
        return
    first, now = seats[0].sitting.starts_at, turn.work.now
    left = {"days": (local_date(first) - local_date(now)).days, "left": round((first - now) / HOUR)}
    turn.say(Text("planning/exam_near", {**facts, **left, "seats": seats}), [[_again(ticket)]])


@router.command("ticket", action=Action.VIEW_OWN_TICKET)
async def tickets(turn: Turn) -> None:
    """One's tickets again; those of exams that are over are of no use."""
    held = [each for each in await own_tickets(turn.work, turn.actor) if await _of_use(turn, each)]
    for ticket in held:
        await _order(turn, ticket.id)
    text = Text("planning/ticket_coming" if held else "planning/no_ticket")
    turn.show(Screen(text, [[TO_HOME]]))


@router.on(TICKET, action=Action.VIEW_OWN_TICKET)
async def again(turn: Turn, ticket: int) -> None:
    """One ticket once more, drawn from the plan as it is now."""
    await _order(turn, ticket)
    turn.toast(Text("planning/ticket_coming"))


async def _of_use(turn: Turn, ticket: Ticket) -> bool:
    return (await turn.work.standards.batch(ticket.batch_id)).status in GOOD


async def section(turn: Turn) -> Section | None:
    """The next exam: where and when."""
    for ticket in await own_tickets(turn.work, turn.actor):
        if await _of_use(turn, ticket):
            return Section(Text("planning/home_ticket", await _facts(turn, ticket)), [[_again(ticket)]], ORDER)
    return None
