"""Who serves at an exam: the cards of invigilators and examiners, and their duties (派遣)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

SENIOR_LEVELS = frozenset({2, 1})


class CardKind(StrEnum):
    """Kinds of card (facts §4): an examiner for levels 5 to 3, a senior examiner for all."""

    INVIGILATOR = "invigilator"  # 监考员
    EXAMINER = "examiner"  # 考评员
    SENIOR_EXAMINER = "senior_examiner"  # 高级考评员


@dataclass(eq=False)
class Card:
    """A card (证卡): what its holder may do, in which occupations (codes; empty: any) and levels, until when."""

    person_id: int
    kind: CardKind
    number: str
    occupations: tuple[str, ...]
    levels: tuple[int, ...]
    valid_until: date
    employer: str = ""
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1

    def examines(self, occupation: str, level: int, on: date) -> bool:
        """Whether its holder may examine that level on that day: only a senior examiner does for 2 and 1 (facts §4)."""
        # A senior card covers the lower levels as well (facts §4).
        senior = self.kind is CardKind.SENIOR_EXAMINER
        fits = senior or (self.kind is CardKind.EXAMINER and level not in SENIOR_LEVELS)
        within = level in self.levels and (not self.occupations or occupation in self.occupations)
        return fits and within and self.valid_until >= on


class DutyRole(StrEnum):
    """What somebody does in a sitting."""

    INVIGILATOR = "invigilator"
    EXAMINER = "examiner"
    LEADER = "leader"  # 考评组长: leads the examiners, and cannot change a mark


class DutyStatus(StrEnum):
    """Where a duty stands."""

    PROPOSED = "proposed"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    LAPSED = "lapsed"  # not answered by the deadline
    REASSIGNED = "reassigned"  # put into other hands by the planner


@dataclass(eq=False)
class Duty:
    """A person's duty in a sitting; one that ended is kept, and a substitute gets a new one."""

    sitting_id: int
    person_id: int
    role: DutyRole
    status: DutyStatus = DutyStatus.PROPOSED
    answer_by: datetime | None = None
    answered_at: datetime | None = None
    reason: str = ""
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1


@dataclass(frozen=True)
class Dispatch:
    """How duties are offered (facts §4 {cfg}): to be answered so many days before the sitting, reminded a day before.

    A duty that is offered later than that is to be answered within `short_hours`.
    """

    answer_days_before: int = 3
    remind_hours_before: int = 24
    short_hours: int = 2


@dataclass(frozen=True)
class DutyOffered:
    """To an invigilator or examiner: duties of a batch to accept or decline."""

    batch_id: int


@dataclass(frozen=True)
class DutyLapses:
    """To whoever was asked: the deadline of a duty has come."""

    duty_id: int


@dataclass(frozen=True)
class DutyReassigned:
    """To whoever had it: the planner has given a duty to somebody else."""

    duty_id: int


@dataclass(frozen=True)
class DutyUnfilled:
    """To planners: a duty was declined or not answered, and nobody was free to take it."""

    duty_id: int
