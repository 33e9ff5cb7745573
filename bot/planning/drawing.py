"""The ticket as slow work: read, drawn, stored, with a calendar file; the event brings both into the chat."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from bot.documents.calendar import Appointment, calendar
from bot.documents.ticket import TicketPage, TicketSitting, ticket_pdf
from bot.engine.area import JobTools
from bot.engine.jobs import JobHandler
from bot.engine.message import Button
from bot.texts.locale import Locale
from domain.planning import Booking, Room, Sitting, Ticket
from domain.registration import Application
from storage.engine.jobs import Job
from storage.work import StoredWork

KIND = "ticket"
NOTES = ("papers", "enter", "late", "leave", "phone", "honest")
HEADS = ("part", "day", "hours", "place", "room", "seat")


@dataclass(frozen=True)
class TicketDrawn:
    """The PDF and the calendar of a ticket are stored; both empty when they could not be made."""

    ticket_id: int
    pdf: str = ""
    calendar: str = ""


@dataclass(frozen=True)
class Seat:
    """A sitting with its room and the candidate's booking in it."""

    sitting: Sitting
    room: Room
    booking: Booking


async def seats_of(work: StoredWork, ticket: Ticket) -> Sequence[Seat]:
    """The sittings of a ticket, by time."""
    found = []
    for booking in await work.planning.bookings_of_ticket(ticket.id):
        sitting = await work.planning.sitting(booking.sitting_id)
        found.append(Seat(sitting, await work.planning.room(sitting.room_id), booking))
    return found


@dataclass(frozen=True)
class TicketJob:
    """Draws one ticket and its calendar and keeps the files."""

    tools: JobTools

    def handler(self) -> JobHandler:
        """The work, and the event that tells when it was given up."""
        return JobHandler(self.draw, lambda job: TicketDrawn(int(job.key.split(":")[1])))

    async def draw(self, job: Job, order: Mapping[str, Any]) -> TicketDrawn:  # noqa: ARG002 - the interface's
        """The event of a drawn ticket."""
        tools, ticket_id, language = self.tools, int(order["ticket_id"]), str(order["language"])
        async with tools.reading() as work:
            ticket = await work.planning.ticket(ticket_id)
            application = await work.registration.application(ticket.application_id)
            seats = await seats_of(work, ticket)
            batch = await work.standards.batch(ticket.batch_id)
            name = work.standards.standard(batch.occupation, batch.edition).name
        # After the reading has ended: no connection of the database is held while Telegram answers.
        me = await tools.api.call("getMe", {})
        photo = application.particulars.photo
        words = PrintedWords(tools, language)
        page = words.page((ticket, application, name), seats, f"https://t.me/{me['username']}?start=in_{ticket.token}")
        picture = await tools.files.get(photo) if photo else b""
        pdf = await asyncio.to_thread(ticket_pdf, TicketPage(**vars(page) | {"photo": picture}))
        # A file of its own: telephones offer to put it into their calendar, which a PDF cannot do.
        dates = calendar(words.appointments(seats, ticket), tools.now())
        return TicketDrawn(ticket_id, await tools.files.put(pdf), await tools.files.put(dates))


@dataclass(frozen=True)
class PrintedWords:
    """The texts of tickets and lists in one language."""

    tools: JobTools
    language: str

    def text(self, key: str, **facts: object) -> str:
        """A label of planning."""
        return self.tools.renderer.label(Button(f"planning.{key}", facts=facts), self.language)

    def name(self, member: Enum) -> str:
        """The name of a code."""
        return self.tools.renderer.name_of(member, self.language)

    @property
    def locale(self) -> Locale:
        """How that language writes values."""
        return self.tools.renderer.locales[self.language]

    @property
    def body(self) -> str:
        """The name of the centre, as readers of that language have it."""
        return self.locale.translated(self.tools.settings.centre.name)

    def page(self, whose: tuple[Ticket, Application, Any], seats: Sequence[Seat], code: str) -> TicketPage:
        """All that is printed, but the photo."""
        ticket, application, name = whose
        identity = application.particulars.identity
        facts = (
            (self.text("ticket_name"), identity.name),
            (self.text("ticket_number"), ticket.number),
            (self.text("ticket_sex"), self.name(identity.sex)),
            (self.text("ticket_occupation"), self.locale.translated(name)),
            (self.name(identity.kind), identity.number),
            (self.text("ticket_level"), self.locale.level(application.level)),
        )
        return TicketPage(
            title=self.text("ticket_title"),
            subtitle=self.body,
            facts=facts,
            heads=[self.text(f"ticket_{head}") for head in HEADS],
            sittings=[self._row(seat) for seat in seats],
            notes_title=self.text("ticket_notes"),
            notes=[self.text(f"note_{note}", **self._rules()) for note in NOTES],
            body=self.body,
            code=code,
            code_note=self.text("ticket_code"),
        )

    def _rules(self) -> Mapping[str, object]:
        """The minutes that hold on the day: nobody leaves as long as others are let in."""
        doors, room = self.tools.settings.doors, self.tools.settings.room
        return {"doors": doors, "leave_after": max(room.earliest_end, doors.late_limit)}

    def _row(self, seat: Seat) -> TicketSitting:
        return TicketSitting(
            part=self.name(seat.sitting.part),
            day=self.locale.full_day(seat.sitting.starts_at),
            hours=f"{self.locale.clock(seat.sitting.starts_at)}–{self.locale.clock(seat.sitting.ends_at)}",
            place=f"{seat.room.venue} {seat.room.address}",
            room=seat.room.name,
            seat=str(seat.booking.seat),
        )

    def appointments(self, seats: Sequence[Seat], ticket: Ticket) -> Sequence[Appointment]:
        """One for each sitting."""
        return [
            Appointment(
                # The same after a change, so that the calendar moves the appointment instead of keeping two.
                uid=f"{ticket.number}-{seat.booking.part}",
                title=f"{self.text('ticket_exam')} · {self.name(seat.sitting.part)}",
                place=f"{seat.room.venue} {seat.room.address}, {seat.room.name}",
                note=f"{self.text('ticket_number')} {ticket.number} · {self.text('ticket_seat')} {seat.booking.seat}",
                span=(seat.sitting.starts_at, seat.sitting.ends_at),
            )
            for seat in seats
        ]
