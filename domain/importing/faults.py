"""What can be wrong with a row, told to whoever filled it in: of a cell, or of the row as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from domain.errors import Refusal
from domain.registration.columns import Column


class Fault(Exception):  # noqa: N818 - what is wrong with a cell is no failure
    """Something that only a table can have wrong; subclasses are dataclasses whose fields the text shows."""

    def facts(self) -> dict[str, object]:
        """Field names and values."""
        return asdict(self)  # type: ignore[call-overload, no-any-return]


@dataclass(eq=False)
class CellEmpty(Fault):
    """A cell that must be filled in."""


@dataclass(eq=False)
class CellIsFormula(Fault):
    """A formula, or what became of one."""


@dataclass(eq=False)
class CellIsNumber(Fault):
    """What must be text is a number, so that digits may be lost (facts §11: 1.10105E+17)."""


@dataclass(eq=False)
class NotInList(Fault):
    """None of the words that can stand here."""

    choices: tuple[str, ...]


@dataclass(eq=False)
class NumberTwice(Fault):
    """The same paper stands in another row, too."""

    row: int


@dataclass(eq=False)
class PhoneTwice(Fault):
    """The same telephone stands in another row, too: nobody could tell the two apart when they join."""

    row: int


@dataclass(eq=False)
class PhoneEnrolled(Fault):
    """The telephone is that of somebody else who is enrolled in this batch."""


@dataclass(eq=False)
class NumberRegistered(Fault):
    """The holder of this paper has registered for this batch already."""


@dataclass(frozen=True)
class Problem:
    """What is wrong, by the name of the refusal or fault and its facts; `column` None = the row as a whole."""

    column: Column | None
    kind: str
    facts: Mapping[str, object]

    @classmethod
    def of(cls, column: Column | None, wrong: Refusal | Fault) -> Problem:
        """A refusal of the rules, or a fault, as a problem of that column."""
        return cls(column, type(wrong).__name__, wrong.facts())
