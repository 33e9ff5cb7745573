"""Why a batch may not open (facts §0, §9); each field is what the text shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from domain.errors import Refusal
from domain.standards.model import BatchStatus


class StandardsRefusal(Refusal):
    """A refusal whose text stands with the standards area."""

    area: ClassVar[str] = "standards"


@dataclass(eq=False)
class LevelsNotInStandard(StandardsRefusal):
    """The standard has no such levels, or none were named (`levels` is empty)."""

    levels: tuple[int, ...]


@dataclass(eq=False)
class BatchEndsBeforeStart(StandardsRefusal):
    """Registration would close before it opens, or has closed already."""

    opens_at: datetime
    closes_at: datetime


@dataclass(eq=False)
class ExamBeforeClosing(StandardsRefusal):
    """The exam day does not lie after the last day of registration."""

    exam_on: date
    closes_at: datetime


@dataclass(eq=False)
class BatchExists(StandardsRefusal):
    """The year has a batch with this number."""

    year: int
    number: int


@dataclass(eq=False)
class NoPlaces(StandardsRefusal):
    """A batch with a limit has one place at least."""

    places: int


@dataclass(eq=False)
class OutOfOrder(StandardsRefusal):
    """The batch stands at `status`, so `step` cannot be done now: one before it is not done, or it is done already."""

    status: BatchStatus
    step: BatchStatus
    done: bool


@dataclass(eq=False)
class ExamOnHoliday(StandardsRefusal):
    """The exam day is a public holiday."""

    exam_on: date


@dataclass(eq=False)
class DayFormat(StandardsRefusal):
    """What was typed is no day; `example` is one."""

    example: str


@dataclass(eq=False)
class DayPast(StandardsRefusal):
    """The day has passed."""

    day: date


@dataclass(eq=False)
class MomentPast(StandardsRefusal):
    """The moment has passed."""

    at: datetime


@dataclass(eq=False)
class PlacesFormat(StandardsRefusal):
    """What was typed is no number of places from 1 to `most`."""

    most: int
