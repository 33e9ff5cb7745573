"""Why somebody is not let in; each field is what the text shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.errors import Refusal
from domain.planning import Attendance


class CheckinRefusal(Refusal):
    """A refusal whose text stands with the checkin area."""

    area: ClassVar[str] = "checkin"


@dataclass(eq=False)
class NoSuchTicket(CheckinRefusal):
    """The code or number belongs to no ticket that was issued."""


@dataclass(eq=False)
class NotOnDuty(CheckinRefusal):
    """The member of staff has no accepted duty in a sitting that can be entered now."""


@dataclass(eq=False)
class OtherSitting(CheckinRefusal):
    """The ticket is for another sitting: the room and time where its holder belongs (next, or last).

    `year` and `number` name its batch where that is another one than those watched here; else they are 0.
    """

    room: str
    seat: int
    starts_at: datetime
    year: int = 0
    number: int = 0


@dataclass(eq=False)
class DoorsClosed(CheckinRefusal):
    """Nobody is let in yet: from `opens_at` on."""

    opens_at: datetime


@dataclass(eq=False)
class TooLate(CheckinRefusal):
    """Nobody is let in any more: the limit was `until` (facts §3.2)."""

    until: datetime


@dataclass(eq=False)
class AlreadyIn(CheckinRefusal):
    """The ticket was used already: when, where, and by whom it was checked."""

    admitted_at: datetime
    room: str
    seat: int
    clerk: str


@dataclass(eq=False)
class NotApproved(CheckinRefusal):
    """The application of the ticket does not stand any more: it was not approved, or withdrawn."""


@dataclass(eq=False)
class Settled(CheckinRefusal):
    """The part is decided for this candidate: void for misconduct, or absent."""

    attendance: Attendance


@dataclass(eq=False)
class SeveralNamed(CheckinRefusal):
    """So many candidates have that name: the ticket's number tells them apart."""

    count: int


@dataclass(eq=False)
class NotIn(CheckinRefusal):
    """There is no admission to undo, or it cannot be undone any more."""


@dataclass(eq=False)
class UndoReason(CheckinRefusal):
    """Undoing needs a reason of at most so many characters."""

    most: int
