"""What the planning area asks of storage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.planning.model import Attendance, Booking, Room, Sitting, Ticket
from domain.registration.store import WithRegistration
from domain.standards.store import WithStandards
from domain.work import WithSettings, WithTokens, Work


class PlanningStore(Protocol):
    """Rooms, sittings, tickets and bookings."""

    async def rooms(self) -> Sequence[Room]:
        """Rooms in use, by code."""
        ...

    async def all_rooms(self) -> Sequence[Room]:
        """Every room, in use or not, by code."""
        ...

    async def room(self, room_id: int) -> Room:
        """One room. Raises `Missing`."""
        ...

    async def sitting(self, sitting_id: int) -> Sitting:
        """One sitting. Raises `Missing`."""
        ...

    async def sittings(self, batch_id: int) -> Sequence[Sitting]:
        """Sittings of a batch, in order of time and room."""
        ...

    async def in_room(self, room_id: int) -> Sequence[Sitting]:
        """Every sitting in a room, of all batches."""
        ...

    async def tickets(self, batch_id: int) -> Sequence[Ticket]:
        """Tickets of a batch, by number."""
        ...

    async def tickets_of_person(self, person_id: int) -> Sequence[Ticket]:
        """A person's tickets, newest first."""
        ...

    async def ticket(self, ticket_id: int) -> Ticket:
        """One ticket. Raises `Missing`."""
        ...

    async def ticket_by_token(self, token: str) -> Ticket:
        """The ticket of a QR code. Raises `Missing`."""
        ...

    async def ticket_by_number(self, number: str) -> Ticket:
        """The ticket of that number. Raises `Missing`."""
        ...

    async def ticket_of(self, application_id: int) -> Ticket | None:
        """The ticket of an application, if it has one."""
        ...

    async def booking(self, booking_id: int, *, lock: bool = False) -> Booking:
        """One booking; `lock` reads it afresh and holds its row until the turn ends. Raises `Missing`."""
        ...

    async def bookings_of_ticket(self, ticket_id: int) -> Sequence[Booking]:
        """A candidate's seats, in order of time."""
        ...

    async def bookings(self, sitting_id: int) -> Sequence[Booking]:
        """The seats of a sitting, by seat."""
        ...

    async def bookings_of_batch(self, batch_id: int) -> Sequence[Booking]:
        """All seats of a batch."""
        ...

    async def unattend(self, booking_id: int) -> bool:
        """Take an attendance of somebody let in back; False when there was none."""
        ...

    async def attend(self, booking_id: int, attendance: Attendance) -> bool:
        """Note an attendance where there is none, by one conditional UPDATE; False when there was one already."""
        ...

    async def forget(self, record: Sitting | Booking | Ticket) -> None:
        """Take back what was only proposed."""
        ...

    def add(self, record: Room | Sitting | Ticket | Booking) -> None:
        """Keep a new record."""
        ...

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` when somebody was faster."""
        ...


class WithPlanning(Protocol):
    """For whoever works with rooms, sittings, tickets and bookings."""

    @property
    def planning(self) -> PlanningStore:
        """Rooms, sittings, tickets and bookings."""
        ...


class SeatsWork(Work, WithPlanning, Protocol):
    """What deeds on seats and tickets that are there work with."""


class PlanningWork(Work, WithSettings, WithTokens, WithStandards, WithRegistration, WithPlanning, Protocol):
    """What the deeds of planning work with."""
