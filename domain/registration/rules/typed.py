"""What fingers and keyboards do to text: full-width characters, stray spaces, invisible characters."""

from __future__ import annotations

import unicodedata

_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
_VARIATIONS = (range(0xFE00, 0xFE10), range(0xE0100, 0xE01F0))


def half_width(text: str) -> str:
    """Full-width ASCII (１２３Ｘ，－) as plain ASCII; every other character stays."""
    return text.translate(_HALF_WIDTH)


def seen(text: str) -> str:
    """The text without characters that nobody sees: format characters and variation selectors."""
    return "".join(c for c in text if not _is_invisible(c))


def _is_invisible(character: str) -> bool:
    return unicodedata.category(character) == "Cf" or any(ord(character) in block for block in _VARIATIONS)


def single_spaced(text: str) -> str:
    """The text with its ends trimmed and each run of spaces as one; line breaks stay what they are."""
    return " ".join(part for part in text.strip().split(" ") if part)


def compact(text: str) -> str:
    """The text as an identifier: half-width, upper case, without any space or invisible character."""
    return "".join(half_width(seen(text)).split()).upper()
