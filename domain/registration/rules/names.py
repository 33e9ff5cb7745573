"""A person's name as the certificate will print it (facts §2.1, §6.3)."""

from __future__ import annotations

import unicodedata
from collections.abc import Container, Iterable

from domain.registration.refusals import NameFormat, NameNotPrintable, NameTooLong
from domain.registration.rules.typed import half_width, seen, single_spaced

LONGEST_CHINESE = 30
LONGEST_LATIN = 60
# The dot of names such as 阿依古丽·买买提 is typed in many ways; the paper has one.
_DOTS = dict.fromkeys(map(ord, "•・‧∙⋅●．"), "·")
# 〇 stands in names but not among the ideographs; rare characters have long been typed with private code points;
# the last range leaves room for what Unicode will add.
_HAN = (
    range(0x3007, 0x3008),
    range(0x3400, 0x4DC0),
    range(0x4E00, 0xA000),
    range(0xE000, 0xFB00),
    range(0x20000, 0x40000),
)
_JOINERS = " -'’.·"


def name(text: str, printable: Container[int]) -> str:
    """The name, NFC, written as on the paper: Chinese with optional `·`, or letters with spaces and hyphens.

    `printable` holds the code points that the certificate's font can draw.
    Raises `NameTooLong`, `NameFormat` (emoji, digits, signs, mixed scripts), `NameNotPrintable` (rare characters).
    """
    cleaned = _cleaned(text)
    longest = LONGEST_CHINESE if _has_han(cleaned) else LONGEST_LATIN
    if len(cleaned) > longest:
        raise NameTooLong(len(cleaned), longest)
    foreign = _distinct(c for c in cleaned if not _is_of_names(c))
    if foreign or not _is_one_script(cleaned):
        raise NameFormat(foreign)
    # Said now, while there is time to ask the centre, and not when the certificate is drawn.
    undrawable = _distinct(c for c in cleaned if c != " " and ord(c) not in printable)
    if undrawable:
        raise NameNotPrintable(undrawable)
    return cleaned


def _cleaned(text: str) -> str:
    plain = unicodedata.normalize("NFC", half_width(seen(text).translate(_DOTS)))
    spaced = single_spaced(plain)
    return spaced.replace(" ", "") if _has_han(spaced) else spaced


def _is_one_script(text: str) -> bool:
    """Han only, two or more and no dot at an end; or no Han, with two letters at least."""
    letters = [c for c in text if c not in _JOINERS]
    if len(letters) < 2 or text[0] in "·-'’." or text[-1] in "·-'’":  # noqa: PLR2004 - no name is shorter
        return False
    han = [c for c in letters if is_han(c)]
    return not han or (len(han) == len(letters) and set(text) - set(letters) <= {"·"})


def _is_of_names(character: str) -> bool:
    category = unicodedata.category(character)
    return character in _JOINERS or category[0] in "LM" or is_han(character)


def _has_han(text: str) -> bool:
    return any(map(is_han, text))


def is_han(character: str) -> bool:
    """Whether a CJK ideograph, by block: newer blocks are unknown to older Unicode tables."""
    return any(ord(character) in block for block in _HAN)


def _distinct(characters: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(characters))
