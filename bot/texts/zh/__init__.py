"""Chinese, the language of the field."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import ClassVar

from bot.texts.locale import YEAR, Locale, amount, local_date
from domain.language import OFFICIAL
from domain.registration import Month


class Chinese(Locale):
    """`2026 年 11 月 28 日`, `430 元`, `五级／初级工`."""

    code = OFFICIAL
    tag = "zh-CN"
    name = "中文"
    reads: ClassVar[Sequence[str]] = (OFFICIAL,)
    comma = "、"
    levels = {  # noqa: RUF012 - declared as a class variable by Locale
        5: "五级／初级工",
        4: "四级／中级工",
        3: "三级／高级工",
        2: "二级／技师",
        1: "一级／高级技师",
    }

    def day(self, value: date | datetime) -> str:
        """`11 月 28 日`."""
        local = local_date(value)
        return f"{local.month} 月 {local.day} 日"

    def full_day(self, value: date | datetime) -> str:
        """`2026 年 11 月 28 日`."""
        return f"{local_date(value).year} 年 {self.day(value)}"

    def moment(self, value: datetime) -> str:
        """`11 月 28 日 18:00`."""
        return f"{self.day(value)} {self.clock(value)}"

    def month(self, value: Month) -> str:
        """`2019 年 3 月`."""
        return f"{value.year} 年 {value.month} 月"

    def months(self, count: int) -> str:
        """`5 年 2 个月`."""
        years, rest = divmod(count, YEAR)
        return " ".join(filter(None, [f"{years} 年" if years else "", f"{rest} 个月" if rest or not years else ""]))

    def yuan(self, fen: int) -> str:
        """`430 元`."""
        return f"{amount(fen)} 元"


LOCALE = Chinese()
