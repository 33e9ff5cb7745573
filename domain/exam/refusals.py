"""Why a sitting cannot be begun, changed or ended, or an incident not recorded (facts §3); fields are for the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.errors import Refusal


class ExamRefusal(Refusal):
    """A refusal whose text stands with the exam area."""

    area: ClassVar[str] = "exam"


@dataclass(eq=False)
class NotYourSitting(ExamRefusal):
    """Only who watches a sitting runs it."""


@dataclass(eq=False)
class NotBefore(ExamRefusal):
    """A sitting begins at its time, not before."""

    starts_at: datetime


@dataclass(eq=False)
class Begun(ExamRefusal):
    """The sitting has begun already."""

    started_at: datetime


@dataclass(eq=False)
class NotBegun(ExamRefusal):
    """The sitting has not begun yet."""


@dataclass(eq=False)
class Over(ExamRefusal):
    """The sitting is over."""

    finished_at: datetime


@dataclass(eq=False)
class TooEarly(ExamRefusal):
    """A sitting does not end before somebody may leave, nor while somebody may still come in late."""

    until: datetime


@dataclass(eq=False)
class IncidentText(ExamRefusal):
    """An incident is told in so many characters at most."""

    most: int


@dataclass(eq=False)
class NoSuchSeat(ExamRefusal):
    """The sitting has no candidate with this seat."""

    seat: str


@dataclass(eq=False)
class CountersignedByAnother(ExamRefusal):
    """Two persons sign: who recorded it cannot be the second."""


@dataclass(eq=False)
class Countersigned(ExamRefusal):
    """The incident has its second signature already."""
