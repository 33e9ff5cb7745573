"""How dates, numbers, levels and names are written for people, in each language: the filters of the templates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from domain.local import LOCAL
from domain.registration import Month, rules
from domain.standards import Words

Format = Callable[..., str]
ENGLISH_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LEVELS = {
    "zh": {5: "五级／初级工", 4: "四级／中级工", 3: "三级／高级工", 2: "二级／技师", 1: "一级／高级技师"},
    "en": {
        5: "Level 5 (entry)",
        4: "Level 4 (intermediate)",
        3: "Level 3 (advanced)",
        2: "Level 2 (technician)",
        1: "Level 1 (senior technician)",
    },
}
YEAR = 12
FEN = 100


def day(language: str, value: date | datetime) -> str:
    """`11 月 28 日` / `28 Nov`, by the local date."""
    local = value.astimezone(LOCAL).date() if isinstance(value, datetime) else value
    if language == "zh":
        return f"{local.month} 月 {local.day} 日"
    return f"{local.day} {ENGLISH_MONTHS[local.month - 1]}"


def full_day(language: str, value: date | datetime) -> str:
    """`2026 年 11 月 28 日` / `28 Nov 2026`."""
    local = value.astimezone(LOCAL).date() if isinstance(value, datetime) else value
    return f"{local.year} 年 {day(language, local)}" if language == "zh" else f"{day(language, local)} {local.year}"


def moment(language: str, value: datetime) -> str:
    """`11 月 28 日 18:00` / `28 Nov, 18:00`, local time."""
    clock = f"{value.astimezone(LOCAL):%H:%M}"
    return f"{day(language, value)} {clock}" if language == "zh" else f"{day(language, value)}, {clock}"


def clock(_language: str, value: datetime) -> str:
    """`09:00`, local time."""
    return f"{value.astimezone(LOCAL):%H:%M}"


def mark(_language: str, tenths: int | None) -> str:
    """`86.5`, `86`; `–` for no mark."""
    return "–" if tenths is None else f"{tenths / 10:.1f}".removesuffix(".0")


def month(language: str, value: Month) -> str:
    """`2019 年 3 月` / `Mar 2019`."""
    return (
        f"{value.year} 年 {value.month} 月" if language == "zh" else f"{ENGLISH_MONTHS[value.month - 1]} {value.year}"
    )


def months(language: str, count: int) -> str:
    """`5 年 2 个月` / `5 years 2 months`; months alone below a year."""
    years, rest = divmod(count, YEAR)
    if language == "zh":
        return " ".join(filter(None, [f"{years} 年" if years else "", f"{rest} 个月" if rest or not years else ""]))
    parts = [_counted(years, "year") if years else "", _counted(rest, "month") if rest or not years else ""]
    return " ".join(filter(None, parts))


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def level(language: str, value: int) -> str:
    """`四级／中级工` / `Level 4 (intermediate)` (facts §1.1)."""
    return LEVELS[language][value]


def word(language: str, value: Words) -> str:
    """A short text of the standards in this language."""
    return value.zh if language == "zh" else value.en


def yuan(language: str, fen: int) -> str:
    """`430 元` / `CNY 430`; cents only where there are any."""
    amount = f"{fen / FEN:.2f}".removesuffix(".00")
    return f"{amount} 元" if language == "zh" else f"CNY {amount}"


def masked_id(_language: str, number: str) -> str:
    """A paper's number with its middle hidden (facts §12)."""
    return rules.mask_id(number)


def masked_name(_language: str, name: str) -> str:
    """A name with all but its first part hidden."""
    return rules.mask_name(name)


def masked_phone(_language: str, phone: str) -> str:
    """A phone number with its middle hidden."""
    return rules.mask_phone(phone)


FORMATS: Mapping[str, Format] = {
    "day": day,
    "full_day": full_day,
    "moment": moment,
    "clock": clock,
    "mark": mark,
    "month": month,
    "months": months,
    "level": level,
    "word": word,
    "yuan": yuan,
    "masked_id": masked_id,
    "masked_name": masked_name,
    "masked_phone": masked_phone,
}


def label_of_member(member: Enum) -> str:
    """The label's key of an enumeration's member, in the area that owns it: `registration.sex_male`."""
    area = type(member).__module__.split(".")[1]
    return f"{area}.{type(member).__name__.lower()}_{member.value}"


def bound(language: str) -> dict[str, Any]:
    """The filters of one language."""

    def bind(form: Format) -> Format:
        return lambda *values: form(language, *values)

    return {name: bind(form) for name, form in FORMATS.items()}
