"""Spells of work: checked against each other and against the life, and counted by month (facts §1.3)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

from domain.registration.model import Flag, Month, WorkSpell
from domain.registration.refusals import (
    MonthInFuture,
    SpellBeforeSixteen,
    SpellEndsBeforeStart,
    SpellsOverlap,
    TooManySpells,
)

MOST_SPELLS = 20
WORKING_AGE = 16


def spell(employer: str, since: Month, until: Month | None) -> WorkSpell:
    """One spell; `until` None = to this day. Raises `SpellEndsBeforeStart`."""
    if until is not None and until < since:
        raise SpellEndsBeforeStart(str(since), str(until))
    return WorkSpell(employer, since, until)


def check_spells(spells: Sequence[WorkSpell], born_on: date, graduated: Month | None, today: date) -> frozenset[Flag]:
    """Refuse what cannot be, and say what a reviewer should ask about.

    Gaps are allowed, overlaps are not; leaving one employer and joining the next in the same month is no overlap.
    Work begins no earlier than the month of the 16th birthday. Raises `TooManySpells`, `SpellEndsBeforeStart`,
    `MonthInFuture`, `SpellBeforeSixteen`, `SpellsOverlap`. Flags: work before the month after graduation, and a
    graduate without any work (facts §1.3, §2.4).
    """
    if len(spells) > MOST_SPELLS:
        raise TooManySpells(MOST_SPELLS)
    for each in spells:
        _check_one(each, born_on, today)
    _check_overlaps(spells, Month.of(today))
    return _flags(spells, graduated, today)


def _check_one(each: WorkSpell, born_on: date, today: date) -> None:
    spell(each.employer, each.since, each.until)
    current = Month.of(today)
    if each.since > current or (each.until is not None and each.until > current):
        raise MonthInFuture(str(max(each.since, each.until or each.since)), str(current))
    earliest = Month(born_on.year + WORKING_AGE, born_on.month)
    if each.since < earliest:
        raise SpellBeforeSixteen(each.employer, str(each.since), str(earliest))


def _check_overlaps(spells: Iterable[WorkSpell], current: Month) -> None:
    in_order = sorted(spells, key=lambda each: (each.since, each.until or current))
    # A short spell may lie inside a long one that is not its neighbour: compare with the longest so far.
    longest: WorkSpell | None = None
    for each in in_order:
        if longest is not None and _share_time(longest, each, current):
            until = min(longest.until or current, each.until or current)
            raise SpellsOverlap(longest.employer, each.employer, str(each.since), str(until))
        if longest is None or (each.until or current) >= (longest.until or current):
            longest = each


def _share_time(earlier: WorkSpell, later: WorkSpell, current: Month) -> bool:
    """More than the one month in which one spell ends and the next begins."""
    end = earlier.until or current
    if later.since != end:
        return later.since < end
    # Leaving one employer and joining the next within a month is life; the same month stated twice is an overlap.
    return earlier.until is None or later.since == earlier.since == (later.until or current)


def _flags(spells: Sequence[WorkSpell], graduated: Month | None, today: date) -> frozenset[Flag]:
    found = set[Flag]()
    # A flag and no refusal: evening schools and apprenticeships make it true of honest people.
    if graduated is not None and any(each.since <= graduated for each in spells):
        found.add(Flag.WORK_BEFORE_GRADUATION)
    if not spells and graduated is not None and graduated < Month.of(today):
        found.add(Flag.NO_WORK_SINCE_GRADUATION)
    return frozenset(found)


def months_worked(spells: Iterable[WorkSpell], upto: Month, since: Month | None = None) -> int:
    """How many months have work in them, from `since` to `upto`, each counted once; 至今 counts to `upto`."""
    return len(worked_months(spells, upto, since))


def worked_months(spells: Iterable[WorkSpell], upto: Month, since: Month | None = None) -> frozenset[int]:
    """The months with work in them, as ordinals."""
    first = since.ordinal if since else 0
    return frozenset(
        ordinal
        for each in spells
        for ordinal in range(max(first, each.since.ordinal), min(upto, each.until or upto).ordinal + 1)
    )


def longest_run(months: Iterable[int]) -> int:
    """The longest run of consecutive months, for clauses that ask for continuous work (连续从事)."""
    in_order = sorted(set(months))
    longest = run = 1 if in_order else 0
    for before, after in pairwise(in_order):
        run = run + 1 if after == before + 1 else 1
        longest = max(longest, run)
    return longest
