"""Why a notice does not go out; each field is what the text shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time
from typing import ClassVar

from domain.errors import Refusal


class NoticesRefusal(Refusal):
    """A refusal whose text stands with the notices area."""

    area: ClassVar[str] = "notices"


@dataclass(eq=False)
class AlreadyPublished(NoticesRefusal):
    """The notice is out already."""

    published_at: datetime


@dataclass(eq=False)
class NotPublished(NoticesRefusal):
    """The notice is not out (any more): there is nothing to withdraw or to correct."""


@dataclass(eq=False)
class StalePreview(NoticesRefusal):
    """The notice or its batch changed since the preview was shown."""


@dataclass(eq=False)
class NothingCorrected(NoticesRefusal):
    """The correction says the same as the notice that is out."""


@dataclass(eq=False)
class NoMarkingSheet(NoticesRefusal):
    """The standard has no marking sheet for the practical of this level."""

    level: int


@dataclass(eq=False)
class NotEnoughExaminers(NoticesRefusal):
    """So few hold a card that is good for this level on the exam day (facts §1.5, §4)."""

    level: int
    found: int
    needed: int


@dataclass(eq=False)
class QuietTime(NoticesRefusal):
    """The moment lies in the quiet hours."""

    start: time
    until: time


@dataclass(eq=False)
class AfterClosing(NoticesRefusal):
    """The moment does not lie before registration closes."""

    closes_at: datetime


@dataclass(eq=False)
class RemarkTooLong(NoticesRefusal):
    """The remark has more characters than fit."""

    length: int
    most: int
