"""UTF-16 lengths, and the cleaning every text goes through."""

import re

_DIRTY = re.compile("[\x00-\x09\x0b-\x1f\u2028-\u202e\u0333\u033f\u030a]")
_REMOVED = "\r\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u0333\u033f\u030a"
_CLEANING = {code: " " for code in range(32) if code != ord("\n")} | dict.fromkeys(map(ord, _REMOVED))
_INVISIBLE = " \n\t\u00a0\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff\u2800"
_BLANK = re.compile(f"[{_INVISIBLE}]*\\Z")


def utf16_length(text: str) -> int:
    """Length in UTF-16 code units, as entities count."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def clean(text: str) -> str:
    """Control characters to blanks, invisible direction marks out."""
    return text.translate(_CLEANING) if _DIRTY.search(text) else text


def is_blank(text: str) -> bool:
    """Nothing to be seen in it."""
    return _BLANK.match(text) is not None


def is_utf8(text: str) -> bool:
    """False for lone surrogates."""
    return text.isascii() or not any("\ud800" <= char <= "\udfff" for char in text)
