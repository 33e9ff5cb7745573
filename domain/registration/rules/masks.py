"""Personal data as it may be shown in a chat (facts §12)."""

from __future__ import annotations

from domain.registration.rules.names import is_han

_LONG = 15
_MIDDLE = 8


def mask_id(number: str) -> str:
    """First 6 and last 4 of a resident number; of shorter numbers less, so that at least three stay hidden."""
    # Passports and permits have 8 or 9 characters: showing ten of them would hide nothing.
    if len(number) >= _LONG:
        head, tail = 6, 4
    elif len(number) >= _MIDDLE:
        head, tail = 1, 4
    else:
        head, tail = 0, min(2, max(0, len(number) - 3))
    hidden = len(number) - head - tail
    return number[:head] + "*" * hidden + number[len(number) - tail :]


def mask_name(name: str) -> str:
    """The first character, a full-width star for each other one (张＊); of a name in letters always three stars."""
    stars = len(name) - 1 if name and is_han(name[0]) else 3
    return name[:1] + "＊" * stars


def mask_phone(number: str) -> str:
    """First 3 and last 4 of a mobile number."""
    return number[:3] + "****" + number[-4:]
