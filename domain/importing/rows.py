"""One row read: everything it states, or everything that is wrong with it, not only the first (facts §2.1, §2.2)."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from domain.errors import Refusal
from domain.importing.columns import SPELLS, Column
from domain.importing.faults import CellEmpty, CellIsFormula, CellIsNumber, Fault, Problem
from domain.importing.model import Cell, CellKind, Enrolee, Row
from domain.importing.words import (
    EDUCATIONS,
    FINAL_YEAR,
    LEVELS,
    PAPERS,
    SEXES,
    STUDYING,
    YES_OR_NO,
    one_of,
)
from domain.registration import rules
from domain.registration.model import (
    SCHOOL_OF,
    Education,
    Identity,
    IdKind,
    Month,
    Particulars,
    PriorCertificate,
    Schooling,
    Sex,
    WorkSpell,
)
from domain.registration.refusals import SexContradictsId
from domain.standards import School

T = TypeVar("T")
EXAMPLE_NAME, EXAMPLE_NUMBER = "张三（示例）", "11010519491231002X"
CHOICES: Mapping[Column, tuple[str, ...]] = MappingProxyType(
    {
        Column.ID_KIND: tuple(PAPERS),
        Column.SEX: tuple(SEXES),
        Column.LEVEL: tuple(LEVELS),
        Column.EDUCATION: tuple(EDUCATIONS),
        Column.MAJOR: tuple(YES_OR_NO),
        Column.PRIOR_LEVEL: tuple(LEVELS),
    }
)
_BY_DIGITS = frozenset({Column.ID_NUMBER, Column.PRIOR_NUMBER})
_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+\d+")


@dataclass(frozen=True)
class Means:
    """What reading needs beside the row: today, and the code points that the certificate's font can draw."""

    today: date
    printable: Container[int]


def is_example(row: Row) -> bool:
    """Whether this is the example of the template, left in its place."""
    return row.cell(Column.NAME).text.strip() == EXAMPLE_NAME


def read_row(row: Row, means: Means) -> tuple[Enrolee | None, list[Problem]]:
    """Whom the row enrols; None where something is wrong, which the problems name."""
    reading = _Reading(row, means)
    identity, phone = reading.identity(), reading.needed(Column.PHONE, rules.phone)
    level, schooling = reading.needed(Column.LEVEL, one_of(LEVELS)), reading.schooling()
    spells, prior = reading.spells(), reading.prior()
    if identity is not None:
        reading.life(identity, spells, schooling)
    if identity is None or phone is None or level is None or schooling is None or reading.problems:
        return None, reading.problems
    stated = Particulars(identity, phone, schooling, spells, prior, "")
    return Enrolee(row.number, level, stated), []


class _Reading:
    """Reads the cells of a row and collects what is wrong with them."""

    def __init__(self, row: Row, means: Means) -> None:
        self._row, self._means = row, means
        self.problems: list[Problem] = []

    def needed(self, column: Column, read: Callable[[str], T]) -> T | None:
        """The value of a cell that must be filled in; None where it is wrong."""
        return self._tried(column, lambda: read(_text(column, self._row.cell(column))))

    def optional(self, column: Column, read: Callable[[str], T], default: T) -> T | None:
        """The value of a cell; the default where it is empty, None where it is wrong."""
        return default if self._row.cell(column).is_empty else self.needed(column, read)

    def _tried(self, column: Column, deed: Callable[[], T]) -> T | None:
        try:
            return deed()
        except (Refusal, Fault) as wrong:
            self.problems.append(Problem.of(column, wrong))
            return None

    def identity(self) -> Identity | None:
        """Name, paper, number, and what follows from the number."""
        name = self.needed(Column.NAME, lambda text: rules.name(text, self._means.printable))
        kind = self.optional(Column.ID_KIND, one_of(PAPERS), IdKind.RESIDENT)
        if kind is None:
            return None
        number = self.needed(Column.ID_NUMBER, lambda text: rules.identity_number(kind, text))
        if number is None:
            return None
        # What the number says need not be typed; if it is typed all the same, it must agree (facts §2.2).
        told = number if rules.says_birth_and_sex(kind) else None
        born_on, sex = self._born_on(told), self._sex(told)
        if name is None or born_on is None or sex is None:
            return None
        return Identity(name, kind, number, born_on, sex)

    def _born_on(self, number: str | None) -> date | None:
        def read(text: str) -> date:
            return rules.birth_date(text, number, self._means.today)

        return (
            self.optional(Column.BORN_ON, read, rules.born_on(number)) if number else self.needed(Column.BORN_ON, read)
        )

    def _sex(self, number: str | None) -> Sex | None:
        def read(text: str) -> Sex:
            stated = one_of(SEXES)(text)
            if number and stated is not rules.sex_of(number):
                raise SexContradictsId(stated, rules.sex_of(number))
            return stated

        return self.optional(Column.SEX, read, rules.sex_of(number)) if number else self.needed(Column.SEX, read)

    def schooling(self) -> Schooling | None:
        """Education; with major and graduation where it has a major."""
        education: Education | None = self.needed(Column.EDUCATION, one_of(EDUCATIONS))
        if education is None or SCHOOL_OF[education] is School.NONE:
            return None if education is None else Schooling(education)
        related = self.optional(Column.MAJOR, one_of(YES_OR_NO), default=False)
        graduated = self.needed(Column.GRADUATED, self._graduated)
        if related is None or graduated is None:
            return None
        month = graduated if isinstance(graduated, Month) else None
        return Schooling(education, related, month, final_year=graduated == FINAL_YEAR)

    def _graduated(self, text: str) -> Month | str:
        typed = rules.compact(text)
        return typed if typed in {FINAL_YEAR, STUDYING} else rules.month(text, self._means.today)

    def spells(self) -> tuple[WorkSpell, ...]:
        """The spells of work, in order of time; an empty end means to this day."""
        found = [self._spell(columns) for columns in SPELLS]
        return tuple(sorted((spell for spell in found if spell), key=lambda spell: spell.since))

    def _spell(self, columns: tuple[Column, Column, Column]) -> WorkSpell | None:
        if all(self._row.cell(column).is_empty for column in columns):
            return None
        employer = self.needed(columns[0], rules.employer)
        since = self.needed(columns[1], lambda text: rules.month(text, self._means.today))
        # None is a fair answer here (to this day), so only a new problem tells that the cell was misread.
        before = len(self.problems)
        until = self.optional(columns[2], lambda text: rules.end_month(text, self._means.today), None)
        if employer is None or since is None or len(self.problems) > before:
            return None
        return self._tried(columns[2], lambda: rules.spell(employer, since, until))

    def prior(self) -> PriorCertificate | None:
        """The certificate held, if any."""
        columns = (Column.PRIOR_LEVEL, Column.PRIOR_NUMBER, Column.PRIOR_ON)
        if all(self._row.cell(column).is_empty for column in columns):
            return None
        level = self.needed(columns[0], one_of(LEVELS))
        number = self.needed(columns[1], rules.certificate_number)
        issued_on = self.needed(columns[2], lambda text: rules.past_date(text, self._means.today))
        return PriorCertificate(level, number, issued_on) if level and number and issued_on else None

    def life(self, identity: Identity, spells: tuple[WorkSpell, ...], schooling: Schooling | None) -> None:
        """Whether the spells fit each other and the life."""
        graduated = schooling.graduated if schooling else None
        self._tried(Column.SINCE_1, lambda: rules.check_spells(spells, identity.born_on, graduated, self._means.today))


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
    if cell.kind is CellKind.NUMBER and (column in _BY_DIGITS or not cell.text.isdecimal()):
        raise CellIsNumber
    if shortened and column in _BY_DIGITS:
        raise CellIsNumber
    return cell.text
