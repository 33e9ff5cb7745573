"""One row read: everything it states, or everything that is wrong with it, not only the first (facts §2.1, §2.2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from domain.errors import Refusal
from domain.importing.faults import CellEmpty, CellIsFormula, CellIsNumber, Fault, Problem
from domain.importing.model import Cell, CellKind, Enrolee, Row
from domain.importing.words import one_of
from domain.registration import rules
from domain.registration.columns import NAME, SINCE_1, Column
from domain.registration.model import Identity, Particulars, Schooling, WorkSpell
from domain.registration.statements import STATEMENTS

T = TypeVar("T")
_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+\d+")


@dataclass(frozen=True)
class Means:
    """What reading needs beside the row: today, and the code points that the certificate's font can draw."""

    today: date
    printable: Container[int]


def is_example(row: Row) -> bool:
    """Whether this is the example of the template, left in its place."""
    return row.cell(NAME).text.strip() == NAME.example


def read_row(row: Row, means: Means) -> tuple[Enrolee | None, list[Problem]]:
    """Whom the row enrols; None where something is wrong, which the problems name."""
    reading = _Reading(row, means)
    stated = {each.name: each.read(reading) for each in STATEMENTS if each.read is not None}
    level, name, holder = stated.pop("level"), stated.pop("name"), stated.pop("holder")
    identity = Identity(name, *holder) if name is not None and holder is not None else None
    if identity is not None:
        reading.life(identity, stated["spells"], stated["schooling"])
    if identity is None or reading.problems:
        return None, reading.problems
    return Enrolee(row.number, level, Particulars(identity=identity, photo="", **stated)), []


class _Reading:
    """Reads the cells of a row and collects what is wrong with them: `domain.registration.columns.Cells`."""

    def __init__(self, row: Row, means: Means) -> None:
        self._row, self.today, self.printable = row, means.today, means.printable
        self.problems: list[Problem] = []

    def blank(self, *columns: Column) -> bool:
        """Whether nothing stands in any of these."""
        return all(self._row.cell(column).is_empty for column in columns)

    def needed(self, column: Column, read: Callable[[str], T]) -> T | None:
        """The value of a cell that must be filled in; None where it is wrong."""
        return self.tried(column, lambda: read(_text(column, self._row.cell(column))))

    def optional(self, column: Column, read: Callable[[str], T], default: T) -> T | None:
        """The value of a cell; the default where it is empty, None where it is wrong."""
        return default if self.blank(column) else self.needed(column, read)

    def one_of(self, words: Mapping[str, T]) -> Callable[[str], T]:
        """What reads one of these words; the other ways in which people write the same are known, too."""
        return one_of(words)

    def tried(self, column: Column, deed: Callable[[], T]) -> T | None:
        """What a deed gives; None where it refuses, which is a problem of that column."""
        try:
            return deed()
        except (Refusal, Fault) as wrong:
            self.problems.append(Problem.of(column, wrong))
            return None

    def life(self, identity: Identity, spells: tuple[WorkSpell, ...], schooling: Schooling | None) -> None:
        """Whether the spells fit each other and the life."""
        graduated = schooling.graduated if schooling else None
        self.tried(SINCE_1, lambda: rules.check_spells(spells, identity.born_on, graduated, self.today))


def _text(column: Column, cell: Cell) -> str:
    """The text of a cell. Raises `CellEmpty`, `CellIsFormula`, `CellIsNumber`.

    A number will do for a telephone or a level; not for what has more digits than a number holds, nor for 2019.10,
    of which a number keeps 2019.1.
    """
    if cell.kind is CellKind.FORMULA:
        raise CellIsFormula
    if cell.is_empty:
        raise CellEmpty
    shortened = _SHORTENED.fullmatch(rules.compact(cell.text))
    if cell.kind is CellKind.NUMBER and (column.digits or not cell.text.isdecimal()):
        raise CellIsNumber
    if shortened and column.digits:
        raise CellIsNumber
    return cell.text
