"""Admissions: who was let in, when and by whom; and what was undone, with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(eq=False)
class Admission:
    """A candidate let into a sitting by a member of staff; `undone_*` when it was a mistake.

    `matched` False: the person did not match the papers (人证不符) and was not let in.
    """

    booking_id: int
    sitting_id: int
    admitted_at: datetime
    admitted_by: int
    matched: bool = True
    late: bool = False
    undone_at: datetime | None = None
    undone_by: int | None = None
    undo_reason: str = ""
    id: int = field(init=False, repr=False)  # none before it is stored


@dataclass(frozen=True)
class Doors:
    """When people are let in, in minutes (facts §3.2 {cfg}): from so long before the start to so long after it."""

    open_before: int = 30
    late_limit: int = 30


@dataclass(frozen=True)
class Admitted:
    """To the candidate: the receipt."""

    admission_id: int


@dataclass(frozen=True)
class AdmissionUndone:
    """To the candidate: the receipt does not count any more."""

    admission_id: int


@dataclass(frozen=True)
class TurnedAway:
    """To planners: somebody at the door is not the person of the papers."""

    admission_id: int
