"""When a notice may come, and how time to act is counted: quiet hours, working days, drafts (facts §9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

import chinese_calendar

from domain.local import LOCAL, local_date

BEFORE_CLOSING = timedelta(hours=24)
END_OF_WORKING_DAY = time(18)
_SATURDAY = 5


@dataclass(frozen=True)
class QuietHours:
    """Times of day in Shanghai between which nothing comes that can wait; equal times: never quiet (facts §9 {cfg})."""

    start: time = time(22)
    until: time = time(8)

    def holds(self, moment: time) -> bool:
        """Whether that time of day is quiet."""
        if self.start <= self.until:
            return self.start <= moment < self.until
        return moment >= self.start or moment < self.until


def next_allowed(at: datetime, quiet: QuietHours) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into; UTC."""
    local = at.astimezone(LOCAL)
    of_day = time(local.hour, local.minute, local.second)
    if not quiet.holds(of_day):
        return at.astimezone(UTC)
    day = local.date() if of_day < quiet.until else local.date() + timedelta(days=1)
    return datetime.combine(day, quiet.until, LOCAL).astimezone(UTC)


def is_working_day(day: date) -> bool:
    """Whether people work on that day in China, with 调休.

    The calendar knows the years whose holidays have been announced; in any other year Monday to Friday are worked.
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        # The State Council announces a year's holidays in the autumn before; deadlines beyond that are estimates.
        return day.weekday() < _SATURDAY


@lru_cache(maxsize=4096)
def add_working_days(day: date, count: int) -> date:
    """The `count`-th working day after `day`; `day` itself for 0. See `is_working_day` for years not announced yet."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def working_deadline(at: datetime, count: int) -> datetime:
    """18:00 in Shanghai on the `count`-th working day after the day of `at`; UTC."""
    day = add_working_days(local_date(at), count)
    return datetime.combine(day, END_OF_WORKING_DAY, LOCAL).astimezone(UTC)


def closing_reminder(at: datetime, closes_at: datetime) -> datetime | None:
    """When to remind that registration closes in 24 hours; None when that moment has passed (facts §9)."""
    due_at = closes_at - BEFORE_CLOSING
    return due_at if at < due_at else None
