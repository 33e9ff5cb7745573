"""From marks to results (facts §5, §1.4): exact in tenths, half up, vetoes and statuses. Pure."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from domain.planning import Attendance
from domain.scores.model import Outcome
from domain.standards import Part

T = TypeVar("T")
GOOD = frozenset({Outcome.PASSED, Outcome.KEPT})
TRIMMED_FROM = 5  # from so many examiners on, the highest and the lowest total are left out (facts §5)
WITHOUT_MARK = {Attendance.ABSENT: Outcome.ABSENT, Attendance.VOID: Outcome.VOID}
# In what order statuses decide the whole, the gravest first.
GRAVEST = (Outcome.VOID, Outcome.ABSENT, Outcome.FAILED)


@dataclass(frozen=True)
class Judged:
    """The result of one part: its outcome, the mark in tenths (None: no mark), whether a ★ was broken."""

    outcome: Outcome
    tenths: int | None = None
    vetoed: bool = False


def trimmed(given: Sequence[T], total: Callable[[T], int]) -> Sequence[T]:
    """Without the highest and the lowest, from five on (facts §5)."""
    ordered = sorted(given, key=total)
    return ordered[1:-1] if len(ordered) >= TRIMMED_FROM else ordered


def mean_tenths(totals: Sequence[int], *, trim: bool = True) -> int:
    """The mean of the examiners' totals (whole points) in tenths, half up; never by floats."""
    kept = trimmed(totals, lambda total: total) if trim else totals
    return (2 * 10 * sum(kept) + len(kept)) // (2 * len(kept))


def judge(attendance: Attendance | None, tenths: int | None, pass_mark: int, *, vetoed: bool = False) -> Judged:
    """The result of a part: a mark counts only for who was there; 59.9 is not 60; a veto fails it.

    Whoever never came to the door (None) and has no mark was absent. Raises ValueError for who sat without a mark.
    """
    if attendance in WITHOUT_MARK:
        return Judged(WITHOUT_MARK[attendance])
    if tenths is None:
        # Nobody went through the seats of that sitting, but without a mark there was no exam either.
        if attendance is None:
            return Judged(Outcome.ABSENT)
        raise ValueError("whoever sat has a mark")
    # In tenths, as whole numbers: 59.95 in binary floats would be a matter of luck.
    passed = tenths >= pass_mark * 10 and not vetoed
    return Judged(Outcome.PASSED if passed else Outcome.FAILED, tenths, vetoed)


def overall(outcomes: Mapping[Part, Outcome], parts: Collection[Part]) -> Outcome:
    """Passed when every part of the level is; else the gravest of what stands against it. No averaging (facts §1.4)."""
    if parts and all(outcomes.get(part) in GOOD for part in parts):
        return Outcome.PASSED
    return next((each for each in GRAVEST if each in outcomes.values()), Outcome.FAILED)


def months_after(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return day.replace(year=year, month=month + 1, day=min(day.day, monthrange(year, month + 1)[1]))
