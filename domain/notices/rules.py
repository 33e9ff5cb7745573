"""When a notice may come, and how time to act is counted: quiet hours, working days, drafts (facts §9)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import chinese_calendar

from domain.work import LOCAL, local_date

QUIET_FROM = 22  # hours in Shanghai
QUIET_UNTIL = 8
DRAFT_IDLE = timedelta(hours=24)
BEFORE_CLOSING = timedelta(hours=24)
END_OF_WORKING_DAY = time(18)
_SATURDAY = 5


def next_allowed(at: datetime) -> datetime:
    """The moment itself, or the end of the quiet hours it falls into (22:00 to 08:00 in Shanghai); UTC."""
    local = at.astimezone(LOCAL)
    if QUIET_UNTIL <= local.hour < QUIET_FROM:
        return at.astimezone(UTC)
    day = local.date() + timedelta(days=1) if local.hour >= QUIET_FROM else local.date()
    return datetime.combine(day, time(QUIET_UNTIL), LOCAL).astimezone(UTC)


def is_working_day(day: date) -> bool:
    """Whether people work on that day in China, with 调休.

    The calendar knows the years whose holidays have been announced; in any other year Monday to Friday are worked.
    """
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < _SATURDAY


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


def idle_reminder(touched_at: datetime, closes_at: datetime | None) -> datetime | None:
    """When to remind of a draft left alone for 24 hours; None when registration will have closed by then."""
    return _in_time(next_allowed(touched_at + DRAFT_IDLE), closes_at)


def closing_reminder(at: datetime, closes_at: datetime) -> datetime | None:
    """When to remind that registration closes in 24 hours; None when that moment has passed."""
    due_at = closes_at - BEFORE_CLOSING
    return _in_time(next_allowed(due_at), closes_at) if at < due_at else None


def _in_time(due_at: datetime, closes_at: datetime | None) -> datetime | None:
    return due_at if closes_at is None or due_at < closes_at else None
