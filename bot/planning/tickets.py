"""The candidate's ticket: it comes by itself, can be had again at any time, and reminders tell where to be when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.engine.message import Button, Document, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.planning.drawing import KIND, TicketDrawn, seats_of
from bot.standards.batches import batch_facts, number_of
from domain.checkin import Doors
from domain.errors import Missing
from domain.local import local_date
from domain.people import Action
from domain.planning import ExamNear, Ticket, TicketIssued
from domain.standards import BatchStatus

ORDER = 15
HOUR = timedelta(hours=1)
GOOD = frozenset({BatchStatus.TICKETS_ISSUED, BatchStatus.IN_EXAM})
router = Router()


async def own_ticket(turn: Turn, ticket_id: int) -> Ticket:
    """The actor's own, issued ticket. Raises `Missing`."""
    ticket = await turn.work.planning.ticket(ticket_id)
    if ticket.person_id != turn.actor.person_id or ticket.issued_at is None:
        raise Missing("ticket")
    return ticket


async def _facts(turn: Turn, ticket: Ticket) -> Mapping[str, Any]:
    batch = await turn.work.standards.batch(ticket.batch_id)
    application = await turn.work.registration.application(ticket.application_id)
    seats = await seats_of(turn.work, ticket)
    own = {"ticket": ticket, "level": application.level, "seats": seats, "doors": turn.work.settings_of(Doors)}
    return {**batch_facts(turn, batch), **own}


def _order(turn: Turn, ticket: Ticket) -> None:
    turn.order(KIND, f"{KIND}:{ticket.id}:{turn.row.id}", {"ticket_id": ticket.id, "language": turn.language})
    turn.work.audit(turn.actor, "ticket.drawn", f"ticket:{ticket.id}")


@router.event(TicketIssued)
async def issued(turn: Turn, event: TicketIssued) -> None:
    """The ticket is there: say so, and have it drawn."""
    ticket = await own_ticket(turn, event.ticket_id)
    turn.say(Text("planning/ticket_issued", await _facts(turn, ticket)))
    _order(turn, ticket)


@router.event(TicketDrawn)
async def drawn(turn: Turn, event: TicketDrawn) -> None:
    """The PDF and the calendar."""
    ticket = await own_ticket(turn, event.ticket_id)
    again = [[Button("planning.ticket_again", f"ticket:{ticket.id}"), Button("people.home", "home")]]
    if not event.pdf:
        turn.say(Text("planning/ticket_failed"), again)
        return
    ticket.file = event.pdf
    pdf, dates = Document(event.pdf, f"{ticket.number}.pdf"), Document(event.calendar, f"{ticket.number}.ics")
    turn.send(Screen(Text("planning/ticket_pdf", {"ticket": ticket}), document=pdf))
    turn.send(Screen(Text("planning/ticket_calendar"), again, document=dates))


@router.event(ExamNear)
async def near(turn: Turn, event: ExamNear) -> None:
    """The exam comes near: where, when, which seat, what to bring."""
    ticket = await own_ticket(turn, event.ticket_id)
    facts = await _facts(turn, ticket)
    # After a downtime the reminder may come when the first part is already over.
    seats = [seat for seat in facts["seats"] if seat.sitting.starts_at > turn.work.now]
    if not seats:
        return
    first, now = seats[0].sitting.starts_at, turn.work.now
    left = {"days": (local_date(first) - local_date(now)).days, "left": round((first - now) / HOUR)}
    rows = [[Button("planning.ticket_again", f"ticket:{ticket.id}")]]
    turn.say(Text("planning/exam_near", {**facts, **left, "seats": seats}), rows)


@router.command("ticket", action=Action.VIEW_OWN_TICKET)
async def tickets(turn: Turn, *_: str) -> None:
    """One's tickets again; those of exams that are over are of no use."""
    held = [ticket for ticket in await _held(turn) if await _of_use(turn, ticket)]
    for ticket in held:
        _order(turn, ticket)
    text = Text("planning/ticket_coming" if held else "planning/no_ticket")
    turn.show(Screen(text, [[Button("people.home", "home")]]))


@router.press("ticket", action=Action.VIEW_OWN_TICKET)
async def again(turn: Turn, word: str = "", *_: str) -> None:
    """One ticket again."""
    _order(turn, await own_ticket(turn, number_of(word, "ticket")))
    turn.toast(Text("planning/ticket_coming"))


async def _held(turn: Turn) -> list[Ticket]:
    if not await turn.work.registration.of_person(turn.actor.person_id):
        return []  # a ticket is always one of an application
    found = await turn.work.planning.tickets_of_person(turn.actor.person_id)
    return [ticket for ticket in found if ticket.issued_at is not None]


async def _of_use(turn: Turn, ticket: Ticket) -> bool:
    return (await turn.work.standards.batch(ticket.batch_id)).status in GOOD


async def section(turn: Turn) -> Section | None:
    """The next exam: where and when."""
    for ticket in await _held(turn):
        if await _of_use(turn, ticket):
            rows = [[Button("planning.ticket_again", f"ticket:{ticket.id}")]]
            return Section(Text("planning/home_ticket", await _facts(turn, ticket)), rows, ORDER)
    return None
