"""How a language writes dates, numbers, lists and names: the filters of its texts, and what fills its documents."""

from __future__ import annotations

import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, ClassVar

from markupsafe import Markup

from domain.language import OFFICIAL
from domain.local import LOCAL
from domain.registration import Month, rules

FEN = 100
YEAR = 12


def local_date(value: date | datetime) -> date:
    """The day in Shanghai of a moment; a day as it is."""
    return value.astimezone(LOCAL).date() if isinstance(value, datetime) else value


class Locale(ABC):
    """One language. A subclass stands in the folder of its texts, and the folder gives it as `LOCALE`.

    `code` is that of the folder and of Telegram, `tag` that of web pages, `name` what its speakers call it. `reads`
    are the languages in which texts of the field (standards, the centre's name) are read, the first that there is.
    """

    code: ClassVar[str]
    tag: ClassVar[str]
    name: ClassVar[str]
    reads: ClassVar[Sequence[str]]
    comma: ClassVar[str]
    levels: ClassVar[Mapping[int, str]]

    @property
    def folder(self) -> Path:
        """Where the texts stand."""
        return Path(str(sys.modules[type(self).__module__].__file__)).parent

    @property
    def filters(self) -> Mapping[str, Any]:
        """What texts of this language may use."""
        return {name: getattr(self, name) for name in FILTERS}

    @abstractmethod
    def day(self, value: date | datetime) -> str:
        """A day of the year, by the local date."""

    @abstractmethod
    def full_day(self, value: date | datetime) -> str:
        """A day with its year."""

    @abstractmethod
    def moment(self, value: datetime) -> str:
        """A day of the year and the local time."""

    @abstractmethod
    def month(self, value: Month) -> str:
        """A month with its year."""

    @abstractmethod
    def months(self, count: int) -> str:
        """So many months, as years and months; months alone below a year."""

    @abstractmethod
    def yuan(self, fen: int) -> str:
        """An amount of money; cents only where there are any."""

    def clock(self, value: datetime) -> str:
        """`09:00`, local time."""
        return f"{value.astimezone(LOCAL):%H:%M}"

    def mark(self, tenths: int | None) -> str:
        """`86.5`, `86`; `–` for no mark."""
        return "–" if tenths is None else f"{tenths / 10:.1f}".removesuffix(".0")

    def level(self, value: int) -> str:
        """The name of a skill level (facts §1.1)."""
        return self.levels[value]

    def translated(self, words: Mapping[str, str]) -> str:
        """A short text of the field."""
        return next(words[language] for language in (*self.reads, OFFICIAL) if language in words)

    def listed(self, values: Iterable[Any]) -> str:
        """`a, b, c`; what is markup stays so."""
        found = list(values)
        if any(hasattr(value, "__html__") for value in found):
            return Markup(self.comma).join(found)  # noqa: S704 - the comma is ours, and values are escaped by join
        return self.comma.join(map(str, found))

    def plural(self, count: int, one: str, *more: str) -> str:
        """The form for so many: `one` for 1, else the other. A language with other rules says so."""
        return one if count == 1 else more[0]

    def masked_id(self, number: str) -> str:
        """A paper's number with its middle hidden (facts §12)."""
        return rules.mask_id(number)

    def masked_name(self, name: str) -> str:
        """A name with all but its first part hidden."""
        return rules.mask_name(name)

    def masked_phone(self, phone: str) -> str:
        """A phone number with its middle hidden."""
        return rules.mask_phone(phone)


FILTERS = (
    "clock",
    "day",
    "full_day",
    "level",
    "listed",
    "mark",
    "masked_id",
    "masked_name",
    "masked_phone",
    "moment",
    "month",
    "months",
    "plural",
    "translated",
    "yuan",
)


def amount(fen: int) -> str:
    """`430`, `430.50`."""
    return f"{fen / FEN:.2f}".removesuffix(".00")
