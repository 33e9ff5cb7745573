"""A whole table judged: each row by the rules, against the other rows, and against who is in the batch already."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.errors import Refusal
from domain.importing.faults import (
    Fault,
    NumberRegistered,
    NumberTwice,
    PhoneEnrolled,
    PhoneTwice,
    Problem,
)
from domain.importing.model import Enrolee, Enrolment, Row
from domain.importing.rows import Means, is_example, read_row
from domain.importing.state import Taken, taken
from domain.local import local_date
from domain.people import Action, Actor, require
from domain.registration import Policy, rules
from domain.registration.columns import ID_NUMBER, LEVEL, PHONE, PRIOR_LEVEL, Column
from domain.registration.refusals import LevelNotOffered, NotEligible

if TYPE_CHECKING:
    from domain.importing.store import ImportingWork
    from domain.standards import Batch, Standard


class RowStanding(StrEnum):
    """What a row means to the batch."""

    NEW = "new"
    CHANGED = "changed"  # enrolled already, with other particulars, and not yet joined
    KNOWN = "known"  # enrolled already just so, or joined
    FAULTY = "faulty"
    EXAMPLE = "example"


@dataclass(frozen=True)
class TableRows:
    """The rows of a table for a batch, and the code points that the certificate's font can draw."""

    batch_id: int
    rows: Sequence[Row]
    printable: Container[int]


@dataclass(frozen=True)
class JudgedRow:
    """A row and what came of it: whom it enrols unless it is faulty, or its problems."""

    row: Row
    standing: RowStanding
    enrolee: Enrolee | None = None
    problems: tuple[Problem, ...] = ()


async def judge(work: ImportingWork, actor: Actor, sheet: TableRows) -> Sequence[JudgedRow]:
    """Every row with what came of it; nothing is written. Raises `Forbidden`, `Missing`."""
    require(actor, Action.IMPORT_APPLICATIONS)
    batch = await work.standards.batch(sheet.batch_id)
    standard = work.standards.standard(batch.occupation, batch.edition)
    means = Means(local_date(work.now), sheet.printable)
    read = [_read(row, means, _Eligibility(batch, standard, work.settings_of(Policy).min_age)) for row in sheet.rows]
    found = await taken(work, sheet.batch_id)
    return [_against(work, each, found) for each in _against_each_other(read)]


@dataclass(frozen=True)
class _Eligibility:
    batch: Batch
    standard: Standard
    min_age: int

    def problems(self, enrolee: Enrolee) -> Sequence[Problem]:
        """Why the level is not open to them (facts §1.3): offered, old enough, not held, a clause met."""
        stated, level, on = enrolee.particulars, enrolee.level, local_date(self.batch.closes_at)
        if level not in self.batch.levels:
            return [Problem.of(LEVEL, LevelNotOffered(level))]
        found = [
            _problem(ID_NUMBER, lambda: rules.check_age(stated.identity.born_on, on, self.min_age)),
            _problem(PRIOR_LEVEL, lambda: rules.check_not_held(stated.prior, level)),
        ]
        verdict = rules.verdict(self.standard.levels[level], rules.Background.of(stated), on)
        if not verdict.eligible:
            found.append(Problem.of(None, NotEligible(level, verdict.shortfalls)))
        return [problem for problem in found if problem]


def _problem(column: Column, check: Callable[[], object]) -> Problem | None:
    try:
        check()
    except Refusal as refusal:
        return Problem.of(column, refusal)
    return None


def _read(row: Row, means: Means, eligibility: _Eligibility) -> JudgedRow:
    if is_example(row):
        return JudgedRow(row, RowStanding.EXAMPLE)
    enrolee, problems = read_row(row, means)
    # What is misread cannot be judged: eligibility is only asked of a row that reads well.
    found = tuple(problems or (eligibility.problems(enrolee) if enrolee else ()))
    return JudgedRow(row, RowStanding.FAULTY if found else RowStanding.NEW, enrolee, found)


def _against_each_other(read: Sequence[JudgedRow]) -> Sequence[JudgedRow]:
    """Nobody stands in a table twice; both rows are marked, since nobody knows which is right."""
    numbers = _rows_by(read, lambda one: (one.particulars.identity.kind, one.particulars.identity.number))
    phones = _rows_by(read, lambda one: one.particulars.phone)
    return [_twice(each, numbers, phones) for each in read]


def _rows_by(read: Sequence[JudgedRow], key: Callable[[Enrolee], Hashable]) -> Mapping[int, int]:
    """For each row that shares its key with others: one of those others."""
    rows: defaultdict[Hashable, list[int]] = defaultdict(list)
    for each in read:
        if each.enrolee is not None:
            rows[key(each.enrolee)].append(each.row.number)
    return {
        # Each of the doubled rows names another, so that none of them is taken for the right one.
        row: found[0] if row != found[0] else found[1]
        for found in rows.values()
        if len(found) > 1
        for row in found
    }


def _twice(judged: JudgedRow, numbers: Mapping[int, int], phones: Mapping[int, int]) -> JudgedRow:
    row = judged.row.number
    if row in numbers:
        return _faulty(judged, ID_NUMBER, NumberTwice(numbers[row]))
    if row in phones:
        return _faulty(judged, PHONE, PhoneTwice(phones[row]))
    return judged


def _against(work: ImportingWork, judged: JudgedRow, found: Taken) -> JudgedRow:
    """What the row means to who is in the batch already."""
    if judged.enrolee is None or judged.problems:
        return judged
    number, phone = found.indexes(work, judged.enrolee.particulars)
    enrolment = found.enrolments.get(number)
    if enrolment is not None and not enrolment.waits:
        return replace(judged, standing=RowStanding.KNOWN)
    if number in found.registered:
        return _faulty(judged, ID_NUMBER, NumberRegistered())
    # By the telephone they join; two people with one number could join as each other.
    if found.phones.get(phone, number) != number:
        return _faulty(judged, PHONE, PhoneEnrolled())
    return judged if enrolment is None else replace(judged, standing=_again(judged.enrolee, enrolment))


def _again(enrolee: Enrolee, enrolment: Enrolment) -> RowStanding:
    same = (enrolee.level, enrolee.particulars) == (enrolment.level, enrolment.particulars)
    return RowStanding.KNOWN if same else RowStanding.CHANGED


def _faulty(judged: JudgedRow, column: Column, fault: Fault) -> JudgedRow:
    return replace(judged, standing=RowStanding.FAULTY, problems=(*judged.problems, Problem.of(column, fault)))
