"""How a candidate is reached, and for whom they work (facts §2.1)."""

from __future__ import annotations

import re
import unicodedata

from domain.registration.refusals import EmployerFormat, WrongPhone
from domain.registration.rules.typed import compact, seen, single_spaced

PHONE_EXAMPLE = "13800138000"
EMPLOYER_SHORTEST = 2
EMPLOYER_LONGEST = 60
_COUNTRY = re.compile(r"^(?:\+|00)?86(?=1\d{10}$)")
_MOBILE = re.compile(r"1[3-9]\d{9}")
# What names of companies are written with in business registers, in full and half width; anything else was mistyped.
_SIGNS_OF_EMPLOYERS = frozenset(" ()（）[]【】《》·•-—–_&.,，、:：'’\"“”/+#*号№")


def phone(text: str) -> str:
    """The mobile number as 11 digits; +86, spaces and hyphens are taken away (facts §2.2). Raises `WrongPhone`."""
    digits = _COUNTRY.sub("", re.sub(r"[-()—–.]", "", compact(text)))
    if not digits.isascii() or not _MOBILE.fullmatch(digits):
        raise WrongPhone(PHONE_EXAMPLE)
    return digits


def employer(text: str) -> str:
    """The employer's name, 2 to 60 characters. Raises `EmployerFormat`."""
    # NFC, so that two spellings of the same name compare as equal when conflicts of interest are looked for.
    cleaned = unicodedata.normalize("NFC", single_spaced(seen(text)))
    strange = tuple(dict.fromkeys(c for c in cleaned if not _is_of_employers(c)))
    if strange or not EMPLOYER_SHORTEST <= len(cleaned) <= EMPLOYER_LONGEST or not any(map(str.isalpha, cleaned)):
        raise EmployerFormat(EMPLOYER_SHORTEST, EMPLOYER_LONGEST, strange[:10])
    return cleaned


def _is_of_employers(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN" or character in _SIGNS_OF_EMPLOYERS
