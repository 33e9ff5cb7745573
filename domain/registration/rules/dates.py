"""Days and months as people type them: 2019.3, 2019年3月, 201903, Mar 2019, 至今."""

from __future__ import annotations

import re
from datetime import date

from domain.registration.model import Month
from domain.registration.refusals import DateFormat, DateInFuture, MonthFormat, MonthInFuture
from domain.registration.rules.typed import half_width, seen

MONTH_EXAMPLE = "2019-03"
DATE_EXAMPLE = "1990-06-15"
_EARLIEST_YEAR = 1900
_NOW = frozenset({"至今", "到至今", "现在", "到现在", "目前", "今", "在职", "now", "present", "today", "current"})
_ENGLISH = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1
    )
}
_MARK = r"[-./\\年,、。\s]+"
_DAY_MARK = r"[-./\\月,、。\s]+"
_MONTH_FORMS = (
    re.compile(rf"(?P<y>\d{{4}}){_MARK}(?P<m>\d{{1,2}})(?:月份?|{_DAY_MARK}\d{{1,2}}[日号]?|[-./])?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?:\d{2})?"),
    re.compile(r"(?P<m>\d{1,2})[-./](?P<y>\d{4})"),
    re.compile(r"(?P<e>[a-z]{3})[a-z]*[.,]?\s*(?P<y>\d{4})"),
)
_DATE_FORMS = (
    re.compile(rf"(?P<y>\d{{4}}){_MARK}(?P<m>\d{{1,2}}){_DAY_MARK}(?P<d>\d{{1,2}})[日号]?"),
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<d>\d{1,2})\s+(?P<e>[a-z]{3})[a-z]*[.,]?\s+(?P<y>\d{4})"),
    re.compile(r"(?P<e>[a-z]{3})[a-z]*[.,]?\s+(?P<d>\d{1,2}),?\s+(?P<y>\d{4})"),
)


def month(text: str, today: date) -> Month:
    """The month typed; a day after it is dropped. Raises `MonthFormat`, `MonthInFuture`."""
    found = _first_match(_MONTH_FORMS, text)
    number = _month_number(found) if found else 0
    if found is None or not 1 <= number <= 12 or int(found["y"]) < _EARLIEST_YEAR:  # noqa: PLR2004
        raise MonthFormat(MONTH_EXAMPLE)
    typed = Month(int(found["y"]), number)
    if typed > Month.of(today):
        raise MonthInFuture(str(typed), str(Month.of(today)))
    return typed


def end_month(text: str, today: date) -> Month | None:
    """The month that a spell ended in; None for 至今, now, present. Raises as `month` does."""
    return None if _plain(text) in _NOW else month(text, today)


def past_date(text: str, today: date) -> date:
    """The day typed. Raises `DateFormat`, `DateInFuture`."""
    found = _first_match(_DATE_FORMS, text)
    if found is None:
        raise DateFormat(DATE_EXAMPLE)
    try:
        typed = date(int(found["y"]), _month_number(found), int(found["d"]))
    except ValueError:
        raise DateFormat(DATE_EXAMPLE) from None
    if typed.year < _EARLIEST_YEAR:
        raise DateFormat(DATE_EXAMPLE)
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


def _plain(text: str) -> str:
    return half_width(seen(text)).strip().lower()


def _first_match(forms: tuple[re.Pattern[str], ...], text: str) -> re.Match[str] | None:
    plain = _plain(text)
    return next((found for form in forms if (found := form.fullmatch(plain))), None)


def _month_number(found: re.Match[str]) -> int:
    named = found.groupdict()
    return _ENGLISH.get(named["e"], 0) if named.get("e") else int(named["m"])
