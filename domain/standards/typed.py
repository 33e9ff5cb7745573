"""Days and moments to come as people type them: 2026-12-20, 12月20日, 20 Dec 2026, with or without a time."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta

from domain.local import LOCAL
from domain.standards.refusals import DayFormat, DayPast, MomentPast, PlacesFormat

EXAMPLE_AHEAD = timedelta(days=30)
MOST_PLACES = 100_000
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = r"(?:[\sT,]*(?P<h>\d{1,2})(?:[:点时](?P<n>\d{1,2})?分?))?"
_FORMS = (
    re.compile(rf"(?:(?P<y>\d{{4}})[-./年\s]+)?(?P<m>\d{{1,2}})[-./月\s]+(?P<d>\d{{1,2}})[日号]?{_TIME}"),
    re.compile(rf"(?P<y>\d{{4}})(?P<m>\d{{2}})(?P<d>\d{{2}})(?:\s+{_TIME})?"),
    re.compile(rf"(?P<d>\d{{1,2}})\s+(?P<e>[a-z]{{3}})[a-z]*\.?(?:,?\s+(?P<y>\d{{4}}))?{_TIME}", re.IGNORECASE),
)


def typed_day(text: str, today: date) -> date:
    """The day typed, without a year the next one of that date. Raises `DayFormat`, `DayPast`."""
    return _read(text, today)[0]


def typed_moment(text: str, now: datetime, default: time) -> datetime:
    """The moment typed in Shanghai's time, at `default` where no time is said; UTC.

    Raises `DayFormat`, `DayPast`, `MomentPast`.
    """
    day, of_day = _read(text, now.astimezone(LOCAL).date())
    at = datetime.combine(day, of_day or default, LOCAL).astimezone(UTC)
    if at <= now:
        raise MomentPast(at)
    return at


def typed_places(text: str) -> int:
    """How many may register. Raises `PlacesFormat`."""
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("人").removesuffix("个").strip()
    if not (plain.isascii() and plain.isdecimal() and 1 <= int(plain[:9]) <= MOST_PLACES):
        raise PlacesFormat(MOST_PLACES)
    return int(plain)


def _read(text: str, today: date) -> tuple[date, time | None]:
    plain = unicodedata.normalize("NFKC", text).strip()
    found = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
    example = (today + EXAMPLE_AHEAD).isoformat()
    if found is None:
        raise DayFormat(example)
    try:
        day = _day(found, today)
        of_day = time(int(found["h"]), int(found["n"] or 0)) if found["h"] else None
    except ValueError:
        raise DayFormat(example) from None
    if day < today:
        raise DayPast(day)
    return day, of_day


def _day(found: re.Match[str], today: date) -> date:
    named = found.groupdict()
    month = _MONTHS.index(named["e"].lower()) + 1 if named.get("e") else int(named["m"])
    if found["y"]:
        return date(int(found["y"]), month, int(found["d"]))
    this_year = date(today.year, month, int(found["d"]))
    # Without a year the next such day is meant: in December "1月8日" is next year's.
    return this_year if this_year >= today else this_year.replace(year=today.year + 1)
