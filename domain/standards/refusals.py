"""Why a batch may not open; each field is what the text shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from domain.errors import Refusal


class StandardsRefusal(Refusal):
    """A refusal whose text stands with the standards word."""

    word: ClassVar[str] = "standards"


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
