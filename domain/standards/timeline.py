"""The default timeline of a batch, and the days that it suggests or rules out (facts §9)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import chinese_calendar

from domain.local import LOCAL, local_date

ONE_DAY = timedelta(days=1)
MOST_AHEAD = 60  # days to look for one without a holiday
SATURDAY, SUNDAY = 5, 6
# Days off by law that fall on the same date every year; the others are known once the year's calendar is announced.
FIXED_HOLIDAYS = frozenset({(1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)})


@dataclass(frozen=True)
class Timeline:
    """What a batch takes by default (facts §9 {cfg}): days, where nothing else is said; the first is the suggestion.

    `registration` runs from opening to closing, which is at `closes_at`; `before_exam` lies between closing and exam.
    """

    registration: tuple[int, ...] = (20, 10, 30)
    closes_at: time = time(18)
    opens_at: time = time(9)
    before_exam: int = 20
    review_working_days: int = 5
    tickets_from: int = 7
    tickets_until: int = 3
    result_working_days: int = 10
    certificates: int = 30


def closings(opens_at: datetime, timeline: Timeline) -> Sequence[datetime]:
    """When registration may close by the timeline, the suggestion first; UTC-aware local times."""
    days = [local_date(opens_at) + timedelta(days=count) for count in timeline.registration]
    return [datetime.combine(day, timeline.closes_at, LOCAL) for day in days]


def exam_days(closes_at: datetime, timeline: Timeline) -> Sequence[date]:
    """Exam days by the timeline: the first that is no holiday, the first such Saturday, and the first such Sunday."""
    first = local_date(closes_at) + timedelta(days=timeline.before_exam)
    days = [day for day in (first + ONE_DAY * ahead for ahead in range(MOST_AHEAD)) if not is_public_holiday(day)]
    # Weekends are usual for exams, since candidates work; the first possible day is there for those in a hurry.
    chosen = [days[:1], [day for day in days if day.weekday() == SATURDAY], [d for d in days if d.weekday() == SUNDAY]]
    return sorted({day for found in chosen for day in found[:1]})


def is_public_holiday(day: date) -> bool:
    """Whether the day is off by law in China; a weekend like any other is none: exams are often held then.

    In years whose calendar has not been announced, only the holidays of a fixed date are known.
    """
    try:
        off, name = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        return (day.month, day.day) in FIXED_HOLIDAYS
    return bool(off and name is not None)
