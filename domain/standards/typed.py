"""Days and moments to come, and numbers of places, as people type them."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, time, timedelta

from domain.dates import Unreadable, Written, read
from domain.local import LOCAL
from domain.standards.refusals import DayFormat, DayPast, MomentPast, PlacesFormat

EXAMPLE_AHEAD = timedelta(days=30)
MOST_PLACES = 100_000


def typed_day(text: str, today: date) -> date:
    """The day typed, without a year the next one of that date. Raises `DayFormat`, `DayPast`."""
    return _read(text, today)[0]


def typed_moment(text: str, now: datetime, default: time) -> datetime:
    """The moment typed in Shanghai's time, at `default` where no time is said; UTC.

    Raises `DayFormat`, `DayPast`, `MomentPast`.
    """
    day, written = _read(text, now.astimezone(LOCAL).date())
    of_day = default if written.at is None else written.at
    at = datetime.combine(day, of_day, LOCAL).astimezone(UTC)
    if at <= now:
        raise MomentPast(at)
    return at


def typed_places(text: str) -> int:
    """How many may register. Raises `PlacesFormat`."""
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("人").removesuffix("个").strip()
    if not (plain.isascii() and plain.isdecimal() and 1 <= int(plain[:9]) <= MOST_PLACES):
        raise PlacesFormat(MOST_PLACES)
    return int(plain)


def _read(text: str, today: date) -> tuple[date, Written]:
    try:
        written = read(text)
        day = written.day_from(today)
    except Unreadable:
        raise DayFormat((today + EXAMPLE_AHEAD).isoformat()) from None
    if day < today:
        raise DayPast(day)
    return day, written
