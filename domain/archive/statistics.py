"""Statistics of a batch (facts §7): how many registered, sat, passed, by level, sex, age and education. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from domain.registration import Education, Sex, Status
from domain.standards import Part

AGE_BANDS = ((0, 24), (25, 34), (35, 44), (45, 54), (55, 200))


class Count(StrEnum):
    """What is counted."""

    REGISTERED = "registered"
    APPROVED = "approved"
    REJECTED = "rejected"
    SEATED = "seated"
    ABSENT = "absent"
    MISCONDUCT = "misconduct"
    THEORY_PASSED = "theory_passed"
    PRACTICAL_PASSED = "practical_passed"
    PASSED = "passed"
    CERTIFIED = "certified"


class Dimension(StrEnum):
    """By what it is counted."""

    TOTAL = "total"
    LEVEL = "level"
    SEX = "sex"
    AGE = "age"
    EDUCATION = "education"


@dataclass(frozen=True)
class Case:
    """One application, as statistics see it: nothing that names the person; `age` in full years on the exam day."""

    level: int
    sex: Sex
    age: int
    education: Education
    status: Status
    seated: bool = False
    absent: bool = False
    misconduct: bool = False
    parts_passed: frozenset[Part] = frozenset()
    passed: bool = False
    certified: bool = False


@dataclass(frozen=True)
class GroupCounts:
    """The counts of one group: `group` is a level, a sex, an age band as (from, to), an education, or None."""

    dimension: Dimension
    group: object
    counts: Mapping[Count, int] = field(default_factory=dict)

    @property
    def pass_rate(self) -> float | None:
        """Passed of those who sat, 0 to 1; never of those who registered. None when nobody sat."""
        seated = self.counts[Count.SEATED]
        return self.counts[Count.PASSED] / seated if seated else None


GROUP_OF: Mapping[Dimension, Callable[[Case], object]] = {
    Dimension.TOTAL: lambda _: None,
    Dimension.LEVEL: lambda case: case.level,
    Dimension.SEX: lambda case: case.sex,
    Dimension.AGE: lambda case: band_of(case.age),
    Dimension.EDUCATION: lambda case: case.education,
}
COUNTED: Mapping[Count, Callable[[Case], bool]] = {
    Count.REGISTERED: lambda case: case.status is not Status.WITHDRAWN,
    Count.APPROVED: lambda case: case.status is Status.APPROVED,
    Count.REJECTED: lambda case: case.status is Status.REJECTED,
    Count.SEATED: lambda case: case.seated,
    Count.ABSENT: lambda case: case.absent,
    Count.MISCONDUCT: lambda case: case.misconduct,
    Count.THEORY_PASSED: lambda case: Part.THEORY in case.parts_passed,
    Count.PRACTICAL_PASSED: lambda case: Part.PRACTICAL in case.parts_passed,
    Count.PASSED: lambda case: case.passed,
    Count.CERTIFIED: lambda case: case.certified,
}


def band_of(age: int) -> tuple[int, int]:
    """The age band that an age lies in (facts §7)."""
    return next(band for band in AGE_BANDS if band[0] <= age <= band[1])


def count(cases: Iterable[Case]) -> Sequence[GroupCounts]:
    """Every dimension's lines, groups in the order of their kind; all counts in each."""
    known = list(cases)
    return [line for dimension in Dimension for line in _lines(dimension, known)]


def _lines(dimension: Dimension, cases: Sequence[Case]) -> Sequence[GroupCounts]:
    group_of = GROUP_OF[dimension]
    groups = sorted({group_of(case) for case in cases}, key=str) if cases else [None]
    return [GroupCounts(dimension, group, _counts([c for c in cases if group_of(c) == group])) for group in groups]


def _counts(cases: Sequence[Case]) -> Mapping[Count, int]:
    counted = Counter(kind for case in cases for kind, holds in COUNTED.items() if holds(case))
    return {kind: counted[kind] for kind in Count}
