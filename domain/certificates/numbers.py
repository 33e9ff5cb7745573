"""Official certificate numbers (facts §6.1): 22 characters, gapless per body, year and level. Pure."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

from domain.certificates.refusals import NumberFormat, SeriesFull
from domain.language import PRINTED, Words

LENGTH, DIGITS, CENTURY = 22, 6, 100
LAST = 10**DIGITS - 1
EXAMPLE = "S000044000123265000017"
EXAMPLE_NAMES = ("示例职业技能鉴定中心", "Example Occupational Skills Appraisal Centre")
# Position 16 is the level; letters stand there in the numbers of levels above the first (facts §6.1).
# [1-5A-Z] at the level: 特级技师 has a letter there (facts §6.1), and earlier papers are looked up here, too.
PATTERN = re.compile(r"[YSJ]\d{4}\d{2}\d{6}\d{2}[1-5A-Z]\d{6}", re.ASCII)


@dataclass(frozen=True)
class Body:
    """The body that issues, as it is filed (facts §6.1): what the authority gave it, and its names.

    `kind` Y employer, S social body, J technical school; `code` 0000 when first filed with a province.
    """

    kind: str = "S"
    code: str = "0000"
    province: str = "31"
    sequence: str = "450001"
    name: Words = field(default_factory=lambda: Words(dict(zip(PRINTED, EXAMPLE_NAMES, strict=True))))


def series_key(body: Body, year: int, level: int) -> str:
    """What stands before the sequence: the first 16 characters."""
    return f"{body.kind}{body.code}{body.province}{body.sequence}{year % CENTURY:02d}{level}"


def number_of(key: str, sequence: int) -> str:
    """A whole number. Raises `SeriesFull` beyond 999999."""
    if not 1 <= sequence <= LAST:
        raise SeriesFull(LAST)
    return f"{key}{sequence:0{DIGITS}d}"


def parse_number(text: str) -> str:
    """A number as it was typed: blanks and hyphens do not count, nor full width, nor small letters.

    Raises `NumberFormat`. There is no check digit: whether it exists, only looking it up tells.
    """
    plain = re.sub(r"[\s\-－—]", "", unicodedata.normalize("NFKC", text)).upper()
    if not PATTERN.fullmatch(plain):
        raise NumberFormat(EXAMPLE)
    return plain
