"""Rooms, sittings (场次), admission tickets (准考证) and the seats booked on them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from domain.standards import Part


@dataclass(eq=False)
class Room:
    """A room (考场) of a venue (考点): what parts it serves, and its seats or workstations.

    `code` is unique and two digits, as it stands on tickets and doors.
    """

    code: str
    name: str
    venue: str
    address: str
    part: Part
    seats: int
    in_use: bool = True
    id: int = field(init=False, repr=False)  # none before it is stored


class SittingStatus(StrEnum):
    """A sitting is proposed by the solver, and confirmed by the planner with the whole arrangement."""

    PROPOSED = "proposed"
    CONFIRMED = "confirmed"


@dataclass(eq=False)
class Sitting:
    """One part of one level, in one room, from `starts_at` to `ends_at` (UTC)."""

    batch_id: int
    level: int
    part: Part
    room_id: int
    starts_at: datetime
    ends_at: datetime
    status: SittingStatus = SittingStatus.PROPOSED
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1


@dataclass(eq=False)
class Ticket:
    """The admission ticket of an approved application: `number` as printed, `token` as in its QR code (128 bit)."""

    batch_id: int
    application_id: int
    person_id: int
    number: str
    token: str
    issued_at: datetime | None = None
    file: str | None = None  # SHA-256 (hex) of the PDF that was handed out last
    id: int = field(init=False, repr=False)  # none before it is stored


class Attendance(StrEnum):
    """What became of a booking on the day (facts §3.2)."""

    PRESENT = "present"  # 到考
    LATE = "late"  # 迟到（入场）
    ABSENT = "absent"  # 缺考
    VOID = "void"  # 违纪终止：the part does not count


@dataclass(eq=False)
class Booking:
    """A seat in a sitting for the holder of a ticket; one per ticket and part."""

    ticket_id: int
    application_id: int
    sitting_id: int
    part: Part
    seat: int
    attendance: Attendance | None = None
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1


@dataclass(frozen=True)
class ExamDay:
    """How days of exams are laid out (facts §3.2, §9 {cfg}): local hours, minutes between sittings, most days."""

    begins: int = 9
    ends: int = 18
    gap_minutes: int = 30
    most_days: int = 3


@dataclass(frozen=True)
class TicketEvent:
    """Something that happened to a candidate's ticket, told to their chat (ids only)."""

    ticket_id: int


@dataclass(frozen=True)
class TicketIssued(TicketEvent):
    """To the candidate: the ticket can be had."""


@dataclass(frozen=True)
class ExamNear(TicketEvent):
    """To the candidate, 3 days, 1 day and 2 hours before a sitting (facts §9); `hours` before it."""

    hours: int
