"""English, for whoever reads no Chinese."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from bot.texts.locale import YEAR, Locale, amount, local_date
from domain.registration import Month

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class English(Locale):
    """`28 Nov 2026`, `CNY 430`, `Level 5 (entry)`."""

    code = "en"
    tag = "en"
    name = "English"
    reads: ClassVar[Sequence[str]] = ("en",)
    comma = ", "
    levels = {  # noqa: RUF012 - declared as a class variable by Locale
        5: "Level 5 (entry)",
        4: "Level 4 (intermediate)",
        3: "Level 3 (advanced)",
        2: "Level 2 (technician)",
        1: "Level 1 (senior technician)",
    }

    def day(self, value: date | datetime) -> str:
        """`28 Nov`."""
        local = local_date(value)
        return f"{local.day} {MONTHS[local.month - 1]}"

    def full_day(self, value: date | datetime) -> str:
        """`28 Nov 2026`."""
        return f"{self.day(value)} {local_date(value).year}"

    def moment(self, value: datetime) -> str:
        """`28 Nov, 18:00`."""
        return f"{self.day(value)}, {self.clock(value)}"

    def month(self, value: Month) -> str:
        """`Mar 2019`."""
        return f"{MONTHS[value.month - 1]} {value.year}"

    def months(self, count: int) -> str:
        """`5 years 2 months`."""
        years, rest = divmod(count, YEAR)
        of_years = self._counted(years, "year") if years else ""
        return f"{of_years} {self._counted(rest, 'month') if rest or not years else ''}".strip()

    def _counted(self, count: int, noun: str) -> str:
        return f"{count} {self.plural(count, noun, f'{noun}s')}"

    def yuan(self, fen: int) -> str:
        """`CNY 430`."""
        return f"CNY {amount(fen)}"


LOCALE = English()
