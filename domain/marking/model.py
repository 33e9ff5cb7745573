"""Marks: each examiner's own sheet of the practical, and the two entries of a theory mark (facts §5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(eq=False)
class Sheet:
    """One examiner's marks for one candidate's practical, in the order of the standard's criteria.

    `vetoed` holds the ids of the ★ criteria that were broken. A submitted sheet is never changed.
    """

    booking_id: int
    examiner_id: int
    marks: tuple[int, ...]
    vetoed: tuple[str, ...]
    submitted_at: datetime
    id: int = field(init=False, repr=False)  # none before it is stored


@dataclass(eq=False)
class TheoryEntry:
    """A theory mark as one clerk read it from the paper, in tenths (86.5 is 865); `round` 1 and 2 by two persons."""

    booking_id: int
    round: int
    tenths: int
    clerk_id: int
    entered_at: datetime
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1


@dataclass(frozen=True)
class Reading:
    """What a clerk reads from a paper: its ticket number, and the mark in tenths."""

    number: str
    tenths: int


@dataclass(frozen=True)
class EntriesDiffer:
    """To a clerk whose entry is done: the other read some papers otherwise, so both look at them again."""

    sitting_id: int


@dataclass(frozen=True)
class AllMarksIn:
    """To the score clerks: every sheet is in and every theory mark agrees, so scores can be summarised."""

    batch_id: int
