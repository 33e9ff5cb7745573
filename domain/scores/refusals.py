"""Why scores are not summarised, audited, released or checked as wished; each field is what the text shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from domain.errors import Refusal


class ScoresRefusal(Refusal):
    """A refusal whose text stands with the scores area."""

    area: ClassVar[str] = "scores"


@dataclass(eq=False)
class NotAllIn(ScoresRefusal):
    """Marks are outstanding: sheets of examiners, theory papers, differences between the two entries."""

    sheets: int
    papers: int
    differences: int


@dataclass(eq=False)
class OwnWork(ScoresRefusal):
    """Entry, audit, release, check and its approval are different persons' work (facts §5, §12)."""


@dataclass(eq=False)
class FindingsOpen(ScoresRefusal):
    """So many findings of the audit are not resolved."""

    count: int


@dataclass(eq=False)
class NotAudited(ScoresRefusal):
    """The audit has not begun: its findings are not known yet."""


@dataclass(eq=False)
class WordNeeded(ScoresRefusal):
    """A word of explanation is needed, of at most so many characters."""

    most: int


@dataclass(eq=False)
class NotReleased(ScoresRefusal):
    """There is no released score."""


@dataclass(eq=False)
class CheckOver(ScoresRefusal):
    """Score checks could be asked for until that day."""

    until: date


@dataclass(eq=False)
class CheckAskedAlready(ScoresRefusal):
    """A part is checked once."""


@dataclass(eq=False)
class CheckAnsweredAlready(ScoresRefusal):
    """The check is answered."""


@dataclass(eq=False)
class NotCheckable(ScoresRefusal):
    """The part has no score of this exam to check: it was kept, or is void for misconduct."""


@dataclass(eq=False)
class MarkFormat(ScoresRefusal):
    """What was typed is no mark from 0 to 100 with at most one decimal."""

    text: str


@dataclass(eq=False)
class NothingChanged(ScoresRefusal):
    """The proposed mark is the one that stands."""


@dataclass(eq=False)
class NoChangeWaits(ScoresRefusal):
    """No change of this check waits for a second person (any more)."""


@dataclass(eq=False)
class BatchClosed(ScoresRefusal):
    """The batch is archived: nothing of it changes."""


@dataclass(eq=False)
class ReleaseTime(ScoresRefusal):
    """A release is set for a moment from now on, until then."""

    until: datetime


@dataclass(eq=False)
class MomentFormat(ScoresRefusal):
    """What was typed is no day and time; an example."""

    text: str
    example: str


@dataclass(eq=False)
class NotPublic(ScoresRefusal):
    """The list of this batch is not on public notice (any more)."""
