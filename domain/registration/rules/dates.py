"""Days and months that lie behind: 2019.3, 2019年3月, 201903, Mar 2019, 至今."""

from __future__ import annotations

from datetime import date

from domain.dates import Unreadable, clean, read
from domain.registration.model import Month
from domain.registration.refusals import DateFormat, DateInFuture, MonthFormat, MonthInFuture

MONTH_EXAMPLE = "2019-03"
DATE_EXAMPLE = "1990-06-15"
_NOW = frozenset({"至今", "到至今", "现在", "到现在", "目前", "今", "在职", "now", "present", "today", "current"})


def month(text: str, today: date) -> Month:
    """The month typed; a day after it is dropped. Raises `MonthFormat`, `MonthInFuture`."""
    try:
        typed = Month(*read(text).whole_month)
    except Unreadable:
        raise MonthFormat(MONTH_EXAMPLE) from None
    if typed > Month.of(today):
        raise MonthInFuture(str(typed), str(Month.of(today)))
    return typed


def end_month(text: str, today: date) -> Month | None:
    """The month that a spell ended in; None for 至今, now, present. Raises as `month` does."""
    return None if clean(text) in _NOW else month(text, today)


def past_date(text: str, today: date) -> date:
    """The day typed. Raises `DateFormat`, `DateInFuture`."""
    try:
        typed = read(text).whole_day
    except Unreadable:
        raise DateFormat(DATE_EXAMPLE) from None
    if typed > today:
        raise DateInFuture(typed, today)
    return typed


def whole_months(since: date, until: date) -> int:
    """Completed months between two days; 0 when `until` is the earlier (满 N 个月, facts §1.3)."""
    months = Month.of(until).ordinal - Month.of(since).ordinal - (until.day < since.day)
    return max(0, months)


def age(born_on: date, on: date) -> int:
    """Completed years of life on a day."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
