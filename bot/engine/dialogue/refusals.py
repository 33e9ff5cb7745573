"""What a dialogue itself refuses, whatever it asks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.errors import Refusal


@dataclass(eq=False)
class NotAButton(Refusal):
    """Here one presses a button; what was sent is none of them."""

    area: ClassVar[str] = "engine"


@dataclass(eq=False)
class NotText(Refusal):
    """Here one types; what was sent is a sticker, a picture or the like."""

    area: ClassVar[str] = "engine"


@dataclass(eq=False)
class AnsweredBefore(Refusal):
    """The answer to a question of before was edited."""

    area: ClassVar[str] = "engine"


@dataclass(eq=False)
class Waiting(Refusal):
    """The file that was sent is still being looked at."""

    area: ClassVar[str] = "engine"


@dataclass(eq=False)
class TooMuchText(Refusal):
    """Far more text than any answer needs: `length` characters, `most` allowed."""

    area: ClassVar[str] = "engine"
    length: int = 0
    most: int = 0
