"""Rooms, sittings, tickets and bookings: tables, mapping and store."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Text, UniqueConstraint, select, update

from domain.errors import Missing
from domain.planning.model import Attendance, Booking, Room, Sitting, SittingStatus, Ticket
from domain.standards.model import Part
from storage.engine.metadata import Id, Instant, code, mapped, metadata
from storage.store import Store

room = Table(
    "room",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("venue", Text, nullable=False),
    Column("address", Text, nullable=False),
    Column("part", code(Part), nullable=False),
    Column("seats", Integer, nullable=False),
    Column("in_use", Boolean, nullable=False),
)
sitting = Table(
    "sitting",
    metadata,
    Column("id", Id, primary_key=True),
    Column("batch_id", ForeignKey("batch.id"), nullable=False, index=True),
    Column("level", Integer, nullable=False),
    Column("part", code(Part), nullable=False),
    Column("room_id", ForeignKey("room.id"), nullable=False, index=True),
    Column("starts_at", Instant(), nullable=False),
    Column("ends_at", Instant(), nullable=False),
    Column("status", code(SittingStatus), nullable=False),
    Column("version", Integer, nullable=False),
)
ticket = Table(
    "ticket",
    metadata,
    Column("id", Id, primary_key=True),
    Column("batch_id", ForeignKey("batch.id"), nullable=False, index=True),
    Column("application_id", ForeignKey("application.id"), nullable=False, unique=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("number", Text, nullable=False, unique=True),
    Column("token", Text, nullable=False, unique=True),
    Column("issued_at", Instant()),
    Column("file", Text),
)
booking = Table(
    "booking",
    metadata,
    Column("id", Id, primary_key=True),
    Column("ticket_id", ForeignKey("ticket.id"), nullable=False),
    Column("application_id", ForeignKey("application.id"), nullable=False, index=True),
    Column("sitting_id", ForeignKey("sitting.id"), nullable=False),
    Column("part", code(Part), nullable=False),
    Column("seat", Integer, nullable=False),
    Column("attendance", code(Attendance)),
    Column("version", Integer, nullable=False),
    UniqueConstraint("ticket_id", "part"),
    UniqueConstraint("sitting_id", "seat"),
)


def map_planning() -> None:
    """Map the records of this area."""
    mapped.map_imperatively(Room, room)
    mapped.map_imperatively(Sitting, sitting, version_id_col=sitting.c.version)
    mapped.map_imperatively(Ticket, ticket)
    mapped.map_imperatively(Booking, booking, version_id_col=booking.c.version)


class PlanningStore(Store):
    """`domain.planning.PlanningStore` over a session."""

    what = "sitting"

    async def rooms(self) -> Sequence[Room]:
        """Rooms in use, by code."""
        return await self._all(select(Room).where(room.c.in_use).order_by(room.c.code))

    async def all_rooms(self) -> Sequence[Room]:
        """Every room, in use or not, by code."""
        return await self._all(select(Room).order_by(room.c.code))

    async def room(self, room_id: int) -> Room:
        """One room. Raises `Missing`."""
        return await self._get(Room, room_id, "room")

    async def sitting(self, sitting_id: int) -> Sitting:
        """One sitting. Raises `Missing`."""
        return await self._get(Sitting, sitting_id)

    async def sittings(self, batch_id: int) -> Sequence[Sitting]:
        """Sittings of a batch, in order of time and room."""
        query = select(Sitting).where(sitting.c.batch_id == batch_id)
        return await self._all(query.order_by(sitting.c.starts_at, sitting.c.room_id, sitting.c.id))

    async def in_room(self, room_id: int) -> Sequence[Sitting]:
        """Every sitting in a room, of all batches."""
        return await self._all(select(Sitting).where(sitting.c.room_id == room_id).order_by(sitting.c.starts_at))

    async def tickets(self, batch_id: int) -> Sequence[Ticket]:
        """Tickets of a batch, by number."""
        return await self._all(select(Ticket).where(ticket.c.batch_id == batch_id).order_by(ticket.c.number))

    async def tickets_of_person(self, person_id: int) -> Sequence[Ticket]:
        """A person's tickets, newest first."""
        return await self._all(select(Ticket).where(ticket.c.person_id == person_id).order_by(ticket.c.id.desc()))

    async def ticket(self, ticket_id: int) -> Ticket:
        """One ticket. Raises `Missing`."""
        return await self._get(Ticket, ticket_id, "ticket")

    async def ticket_by_token(self, token: str) -> Ticket:
        """The ticket of a QR code. Raises `Missing`."""
        return await self._ticket_where(ticket.c.token == token)

    async def ticket_by_number(self, number: str) -> Ticket:
        """The ticket of that number. Raises `Missing`."""
        return await self._ticket_where(ticket.c.number == number)

    async def ticket_of(self, application_id: int) -> Ticket | None:
        """The ticket of an application, if it has one."""
        return await self._first(select(Ticket).where(ticket.c.application_id == application_id))

    async def booking(self, booking_id: int, *, lock: bool = False) -> Booking:
        """One booking; `lock` reads it afresh and holds its row until the turn ends. Raises `Missing`."""
        if lock:
            return await self._locked(Booking, booking, booking_id)
        return await self._get(Booking, booking_id, "booking")

    async def bookings_of_ticket(self, ticket_id: int) -> Sequence[Booking]:
        """A candidate's seats, in order of time."""
        query = select(Booking).join_from(booking, sitting).where(booking.c.ticket_id == ticket_id)
        return await self._all(query.order_by(sitting.c.starts_at))

    async def bookings(self, sitting_id: int) -> Sequence[Booking]:
        """The seats of a sitting, by seat."""
        return await self._all(select(Booking).where(booking.c.sitting_id == sitting_id).order_by(booking.c.seat))

    async def bookings_of_batch(self, batch_id: int) -> Sequence[Booking]:
        """All seats of a batch."""
        query = select(Booking).join_from(booking, sitting).where(sitting.c.batch_id == batch_id)
        return await self._all(query.order_by(booking.c.sitting_id, booking.c.seat))

    async def unattend(self, booking_id: int) -> bool:
        """Take an attendance of somebody let in back; False when there was none."""
        held = (booking.c.id == booking_id) & booking.c.attendance.in_([Attendance.PRESENT, Attendance.LATE])
        return await self._attendance(booking_id, held, None)

    async def attend(self, booking_id: int, attendance: Attendance) -> bool:
        """Note an attendance where there is none, by one conditional UPDATE; False when there was one already."""
        free = (booking.c.id == booking_id) & booking.c.attendance.is_(None)
        return await self._attendance(booking_id, free, attendance)

    async def _attendance(self, booking_id: int, condition: Any, attendance: Attendance | None) -> bool:
        """Change it where the condition holds, and read the booking afresh: others of this turn look at it."""
        # By one conditional UPDATE, past the session's version counter, so it is raised here: others hold the older
        # one.
        changes = {"attendance": attendance, "version": booking.c.version + 1}
        if not await self._changed(update(booking).where(condition).values(changes)):
            return False
        query = select(Booking).where(booking.c.id == booking_id)
        await self._all(query.execution_options(populate_existing=True))
        return True

    async def forget(self, record: Sitting | Booking | Ticket) -> None:
        """Take back what was only proposed."""
        await self._session.delete(record)

    async def _ticket_where(self, condition: object) -> Ticket:
        found = await self._first(select(Ticket).where(condition))  # type: ignore[arg-type]
        if found is None:
            raise Missing("ticket")
        return found
