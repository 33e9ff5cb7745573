"""Days, months and moments as people type them and as machines write them. Nothing here knows which are wanted.

2026-12-20, 2026年12月20日, 12月20日 9点, 20261220, 20 Dec 2026 9:00, Dec 20, 2026; 2019.3, 3/2019, Mar 2019;
2024/6/30 0:00, 1985-02-02 00:00:00.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time

EARLIEST_YEAR = 1900
_ANY_LEAP_YEAR = 2000
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Keyboards put one dash in place of another.
_BETWEEN = r"[-‐‑–—−./\\,、。年月\s]+"
_NAME = r"(?P<e>[a-z]{3})[a-z]*[.,]?"
_CLOCK = r"(?P<h>\d{1,2})(?::(?P<n>\d{2})(?::(?P<s>\d{2})(?:\.(?P<f>\d{1,6}))?)?|[点时](?:(?P<n2>\d{1,2})分?)?)?"
# Between day and time something must stand: "12-2010" may be anything.
_TIME = rf"(?:(?:(?<=[日号])|[\s,]*t|[\s,]+){_CLOCK})?"
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"(?P<y>\d{{4}}){_BETWEEN}(?P<m>\d{{1,2}}){_BETWEEN}(?P<d>\d{{1,2}})(?:\s*[日号])?{_TIME}",
        rf"(?P<y>\d{{4}}){_BETWEEN}(?P<m>\d{{1,2}})(?:\s*月份?|[-./])?",
        rf"(?P<m>\d{{1,2}}){_BETWEEN}(?P<d>\d{{1,2}})(?:\s*[日号])?{_TIME}",
        rf"(?P<y>\d{{4}})(?P<m>\d{{2}})(?P<d>\d{{2}}){_TIME}",
        r"(?P<y>\d{4})(?P<m>\d{2})",
        r"(?P<m>\d{1,2})[-./](?P<y>\d{4})",
        rf"(?P<d>\d{{1,2}})\s+{_NAME}(?:,?\s+(?P<y>\d{{4}}))?{_TIME}",
        rf"{_NAME}\s+(?P<d>\d{{1,2}})(?:,?\s+(?P<y>\d{{4}}))?{_TIME}",
        rf"{_NAME}\s*(?P<y>\d{{4}})",
    )
)


class Unreadable(ValueError):  # noqa: N818 - says what it is
    """The text is no day, month or moment, is one that does not exist, or lacks what is wanted."""


@dataclass(frozen=True)
class Written:
    """What a text says: a month, perhaps its year, its day, and a time of that day. All of it exists."""

    month: int
    year: int | None = None
    day: int | None = None
    at: time | None = None

    @property
    def whole_month(self) -> tuple[int, int]:
        """Year and month. Raises Unreadable without a year."""
        self._refuse_time()
        if self.year is None:
            raise Unreadable
        return self.year, self.month

    @property
    def whole_day(self) -> date:
        """The day. Raises Unreadable where the year or the day is not said."""
        self._refuse_time()
        if self.year is None or self.day is None:
            raise Unreadable
        return date(self.year, self.month, self.day)

    def day_from(self, today: date) -> date:
        """The day; without a year the next such day. Raises Unreadable where no day is said."""
        if self.day is None:
            raise Unreadable
        if self.year is not None:
            return date(self.year, self.month, self.day)
        # In December "1月8日" is next year's.
        year = today.year if (self.month, self.day) >= (today.month, today.day) else today.year + 1
        try:
            return date(year, self.month, self.day)
        except ValueError:
            raise Unreadable from None

    @property
    def time_of_day(self) -> time:
        """The time. Raises Unreadable where none is said."""
        if self.at is None:
            raise Unreadable
        return self.at

    def _refuse_time(self) -> None:
        """Machines add midnight to a day; another time may be midnight elsewhere, and the day another one."""
        if self.at not in {None, time()}:
            raise Unreadable


def read(text: str) -> Written:
    """What the text says. Raises Unreadable."""
    plain = clean(text)
    found = next((match for form in _FORMS if (match := form.fullmatch(plain))), None)
    if found is None:
        raise Unreadable
    said = {name: value for name, value in found.groupdict().items() if value}
    year, day = (int(said[name]) if name in said else None for name in "yd")
    try:
        written = Written(_month(said), year, day, _time(said))
        # 29 February exists where no year is said.
        date(year or _ANY_LEAP_YEAR, written.month, day or 1)
    except ValueError:
        raise Unreadable from None
    if year is not None and year < EARLIEST_YEAR:
        raise Unreadable
    return written


def clean(text: str) -> str:
    """The text in half width and small letters, without what nobody sees."""
    seen = "".join(each for each in unicodedata.normalize("NFKC", text) if unicodedata.category(each) != "Cf")
    return seen.strip().lower()


def _month(said: dict[str, str]) -> int:
    return _MONTHS.index(said["e"]) + 1 if "e" in said else int(said["m"])


def _time(said: dict[str, str]) -> time | None:
    if "h" not in said:
        return None
    minute, second = said.get("n") or said.get("n2") or "0", said.get("s", "0")
    return time(int(said["h"]), int(minute), int(second), int(said.get("f", "0").ljust(6, "0")))
