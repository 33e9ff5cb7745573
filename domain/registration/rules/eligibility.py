"""Whether what a candidate states opens a level, by which clause, or what the nearest clauses lack (facts §1.3)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import inf

from domain.registration.model import (
    SCHOOL_OF,
    Month,
    Particulars,
    PriorCertificate,
    Schooling,
    Shortfall,
    Verdict,
    WorkSpell,
)
from domain.registration.rules.dates import age, whole_months
from domain.registration.rules.work_history import longest_run, worked_months
from domain.standards import Clause, LevelStandard

# How far away a lack is: time passes, a certificate can be shown, a school takes years, a document needs staff.
_DISTANCE = {
    "age": 0,
    "work": 0,
    "work_after_prior": 0,
    "prior_held": 0,
    "prior": 1,
    "major": 2,
    "school": 2,
    "document": 3,
}


@dataclass(frozen=True)
class Background:
    """What eligibility looks at."""

    born_on: date
    schooling: Schooling
    spells: tuple[WorkSpell, ...] = ()
    prior: PriorCertificate | None = None

    @classmethod
    def of(cls, particulars: Particulars) -> Background:
        """The part of the particulars that eligibility looks at."""
        born_on = particulars.identity.born_on
        return cls(born_on, particulars.schooling, particulars.spells, particulars.prior)


def verdict(standard: LevelStandard, background: Background, on: date) -> Verdict:
    """The clause that is met on the reference date with most to spare, or the shortfalls of all, nearest first.

    满 N 年 includes N. Work counts by month, 至今 up to the reference date. Months after a certificate count from its
    day of issue: no more than have passed since that day (facts §1.3). A clause that counts no months has most to
    spare: nothing that a reviewer strikes from the work history closes it.
    """
    # A set of months, not a sum of spells: two jobs in one month are one month (facts §1.3).
    months = len(_months(background, on))
    after_prior = _after_prior(background.prior, background.spells, on) if background.prior else None
    lacks = {clause.id: _nearest_last(_lacks(clause, background, on)) for clause in standard.clauses}
    met = [clause for clause in standard.clauses if lacks[clause.id] is None]
    if met:
        # With most to spare, so that the clause still holds when a reviewer strikes a spell.
        return Verdict(max(met, key=lambda clause: _spare(clause, background, on)).id, months, after_prior)
    return Verdict(None, months, after_prior, tuple(sorted(filter(None, lacks.values()), key=_distance)))


def _lacks(clause: Clause, background: Background, on: date) -> list[Shortfall]:
    return [
        *_lack_of_age(clause, background, on),
        *(count.shortfall(clause) for count in _counts(clause, background, on) if count.have < count.needed),
        *_lack_of_certificate(clause, background),
        *_lack_of_school(clause, background, on),
        *([Shortfall(clause.id, needs="document")] if clause.by_document else []),
    ]


def _spare(clause: Clause, background: Background, on: date) -> float:
    return min((count.have - count.needed for count in _counts(clause, background, on)), default=inf)


@dataclass(frozen=True)
class _Count:
    """Months that a clause asks for, and those there are."""

    needs: str
    have: int
    needed: int

    def shortfall(self, clause: Clause) -> Shortfall:
        """What is missing, if anything."""
        return Shortfall(clause.id, max(0, self.needed - self.have), self.have, self.needed, self.needs)


def _counts(clause: Clause, background: Background, on: date) -> Iterator[_Count]:
    """The months that the clause counts; those with a certificate only for whom holds it."""
    if clause.work_months is not None:
        months = _months(background, on)
        yield _Count("work", longest_run(months) if clause.continuous else len(months), clause.work_months)
    if background.prior is None or _lack_of_certificate(clause, background):
        return
    if clause.work_months_after_prior is not None:
        have = _after_prior(background.prior, background.spells, on, continuous=clause.continuous)
        yield _Count("work_after_prior", have, clause.work_months_after_prior)
    if clause.prior_held_months is not None:
        yield _Count("prior_held", whole_months(background.prior.issued_on, on), clause.prior_held_months)


def _lack_of_age(clause: Clause, background: Background, on: date) -> list[Shortfall]:
    if clause.min_age is None or age(background.born_on, on) >= clause.min_age:
        return []
    return [_Count("age", whole_months(background.born_on, on), clause.min_age * 12).shortfall(clause)]


def _lack_of_certificate(clause: Clause, background: Background) -> list[Shortfall]:
    """The certificate asked for, or a higher one, is not held: all its months are missing too."""
    if clause.prior_level is None or (background.prior and background.prior.level <= clause.prior_level):
        return []
    needed = max(clause.work_months_after_prior or 0, clause.prior_held_months or 0)
    return [_Count("prior", 0, needed).shortfall(clause)]


def _lack_of_school(clause: Clause, background: Background, on: date) -> list[Shortfall]:
    """A graduate (or final-year student) of one of the schools, in a related major where that is asked."""
    schooling = background.schooling
    if not clause.schools:
        return []
    # Final-year students count as graduates where the standard says so (†, facts §1.3).
    graduated = schooling.graduated is not None and schooling.graduated <= Month.of(on)
    if SCHOOL_OF[schooling.education] not in clause.schools or not (graduated or schooling.final_year):
        return [Shortfall(clause.id, needs="school")]
    if clause.related_major and not schooling.related_major:
        return [Shortfall(clause.id, needs="major")]
    return []


def _months(background: Background, on: date) -> frozenset[int]:
    return worked_months(background.spells, Month.of(on))


def _after_prior(prior: PriorCertificate, spells: tuple[WorkSpell, ...], on: date, *, continuous: bool = False) -> int:
    months = worked_months(spells, Month.of(on), Month.of(prior.issued_on))
    return min(longest_run(months) if continuous else len(months), whole_months(prior.issued_on, on))


def _nearest_last(lacks: list[Shortfall]) -> Shortfall | None:
    """What of a clause's lacks takes longest: when that is supplied, the clause is met or nearly so."""
    return max(lacks, key=_distance, default=None)


def _distance(shortfall: Shortfall) -> tuple[int, int]:
    return _DISTANCE[shortfall.needs], shortfall.months_short
