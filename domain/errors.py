"""The tree of errors: each carries facts, the edge carries the words.

Refusal              an expected no: told to the person, never logged as an error
├── Forbidden        this actor may not do this
├── Outdated         the thing changed, or somebody else decided, since the screen was drawn
├── Missing          there is no such thing (any more)
└── <area>.<Rule>    a rule of the field that the input does not meet (in each area's `refusals.py`)
"""

from __future__ import annotations

import dataclasses
import re
from typing import ClassVar


class Refusal(Exception):  # noqa: N818 - a refusal is an answer, not a failure
    """An expected no. Subclasses are dataclasses; their fields are the facts that the message shows.

    `word` is the area whose texts hold the message `refused_<snake_name>`.
    """

    area: ClassVar[str] = "people"

    @property
    def key(self) -> str:
        """The key of its message, e.g. `registration/refused_wrong_checksum`."""
        snake = re.sub(r"(?<!^)(?=[A-Z])", "_", type(self).__name__).lower()
        return f"{self.area}/refused_{snake}"

    def facts(self) -> dict[str, object]:
        """Field names and values, for the message."""
        return {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}  # type: ignore[arg-type]


@dataclasses.dataclass(eq=False)
class Forbidden(Refusal):
    """The actor may not do this (now)."""

    action: str = ""


@dataclasses.dataclass(eq=False)
class Outdated(Refusal):
    """The thing changed since the screen was drawn; the caller shows it afresh."""

    what: str = ""


@dataclasses.dataclass(eq=False)
class Missing(Refusal):
    """There is no such thing, or no longer."""

    what: str = ""
