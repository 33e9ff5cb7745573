"""What a button means, declared once with its typed arguments: drawn, routed and read by the same declaration.

SHEET = Press("sheet", booking=int)
Button("marking.open", SHEET(booking=booking.id))
@router.on(SHEET, action=Action.MARK)
async def open_sheet(turn: Turn, booking: int) -> None: ...
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from enum import Enum
from typing import Any, NewType

Data = NewType("Data", str)
MOST_BYTES = 64  # Telegram's limit of callback data
MOST_DIGITS = 18  # every 64-bit id fits, and nothing that a database would refuse


class UnreadablePressError(ValueError):
    """Data that no button of this release says: an older one's, or made up."""


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal()) or len(text) > MOST_DIGITS:
        raise UnreadablePressError(text)
    return int(text)


def _truth(text: str) -> bool:
    return bool(_number(text))


def _day(text: str) -> date:
    return date.fromisoformat(text)


READERS: Mapping[type, Callable[[str], Any]] = {int: _number, bool: _truth, date: _day, str: str}


class Press:
    """A button's name and its arguments by name, each of type int, bool, str, date or an Enum.

    Arguments of `optional` may be left out, the last ones first; they are read as None. A `str` that stands last may
    hold colons. Written as `name:argument:…`, so that buttons which older releases have drawn go on being read.
    """

    separator = ":"

    def __init__(self, name: str, /, *, optional: Sequence[str] = (), **arguments: type) -> None:
        self.name = name
        self.arguments = arguments
        self.optional = frozenset(optional)
        if self.separator in name:
            raise ValueError(f"{name}: what stands behind {self.separator} is an argument")
        for kind in arguments.values():
            if kind not in READERS and not issubclass(kind, Enum):
                raise TypeError(f"{name}: no button can hold a {kind.__name__}")

    def __call__(self, **given: Any) -> Data:
        """The data of a button. Raises TypeError for other arguments than declared, ValueError beyond 64 bytes."""
        if not (set(self.arguments) - self.optional <= set(given) <= set(self.arguments)):
            raise TypeError(f"{self.name} takes {list(self.arguments)}, not {list(given)}")
        texts = [_written(given.get(name)) for name in self.arguments]
        while texts and texts[-1] is None:
            texts.pop()
        data = self.separator.join([*([self.name] if self.name else ()), *(text or "" for text in texts)])
        if len(data.encode()) > MOST_BYTES:
            raise ValueError(f"{data} is longer than a button can hold")
        return Data(data)

    def __repr__(self) -> str:
        return f"Press({self.name})"

    def read(self, data: str | None) -> dict[str, Any] | None:
        """The arguments by name; None when the data is another press's. Raises UnreadablePressError."""
        if data is None:
            return None
        head, separator, rest = data.partition(self.separator) if self.name else ("", self.separator, data)
        if head != self.name:
            return None
        texts = rest.split(self.separator, max(len(self.arguments) - 1, 0)) if separator else []
        return self._typed(texts)

    def meant_by(self, data: str | None) -> dict[str, Any] | None:
        """As `read`, but None as well for what no button of this release says."""
        try:
            return self.read(data)
        except UnreadablePressError:
            return None

    def _typed(self, texts: Sequence[str]) -> dict[str, Any]:
        if len(texts) > len(self.arguments):
            raise UnreadablePressError(self.separator.join(texts))
        found: dict[str, Any] = {}
        for number, (name, kind) in enumerate(self.arguments.items()):
            text = texts[number] if number < len(texts) else ""
            if not text and name in self.optional:
                found[name] = None
            else:
                found[name] = _read(kind, text)
        return found


class Answer(Press):
    """What a button of a question answers: as a Press, but its data goes to the step that asked.

    One without a name is written as its arguments alone: `12-4`.
    """

    separator = "-"


def _written(value: Any) -> str | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return str(int(value))
    return str(value.value) if isinstance(value, Enum) else str(value)


def _read(kind: type, text: str) -> Any:
    try:
        return READERS[kind](text) if kind in READERS else _member(kind, text)
    except ValueError as error:
        raise UnreadablePressError(text) from error


def _member(kind: type, text: str) -> Any:
    for member in kind:  # type: ignore[attr-defined]
        if str(member.value) == text:
            return member
    raise UnreadablePressError(text)
