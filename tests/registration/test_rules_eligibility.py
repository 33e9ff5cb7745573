"""Who may apply for which level, by which clause, and what is missing otherwise (facts §1.3)."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.language import Words
from domain.registration import Education, Month, PriorCertificate, Schooling, Shortfall, WorkSpell, rules
from domain.standards import Clause, LevelStandard, Part, School
from tests.registration.examples import background, standard

ON = date(2026, 12, 1)
E2023, E2018 = standard(), standard("electrician-2018")
REFERENCE = Month(2026, 12)
NOTHING = Schooling(Education.MIDDLE_SCHOOL, graduated=Month(2006, 6))
WORDS = Words({"zh": "条件", "en": "clause"})


def worked(months: int, until: Month = REFERENCE) -> tuple[WorkSpell, ...]:
    """So many months of work up to and with `until`."""
    first = until.ordinal - months + 1
    return (WorkSpell("甲", Month(first // 12, first % 12 + 1), until),) if months else ()


def held(level: int, issued_on: date) -> PriorCertificate:
    return PriorCertificate(level, "GD-2019-000123", issued_on)


def person(**changes: Any) -> rules.Background:
    return background(**{"schooling": NOTHING, "spells": (), "prior": None} | changes)


def school(education: Education, **changes: Any) -> Schooling:
    return dataclasses.replace(Schooling(education, related_major=True, graduated=Month(2026, 6)), **changes)


@pytest.mark.parametrize(
    ("level", "who", "clause"),
    [
        (5, person(), "5a"),
        (5, person(born_on=date(2010, 12, 1)), "5a"),
        (5, person(born_on=date(2010, 12, 2)), None),
        (4, person(spells=worked(60)), "4a"),
        (4, person(spells=worked(59)), None),
        (4, person(spells=worked(40), prior=held(5, date(2023, 11, 15))), "4b"),
        (4, person(spells=worked(36), prior=held(5, date(2023, 12, 1))), "4b"),
        (4, person(spells=worked(40), prior=held(5, date(2023, 12, 2))), None),
        (4, person(spells=worked(35), prior=held(5, date(2020, 1, 1))), None),
        (4, person(spells=worked(59, Month(2020, 1)), prior=held(5, date(2021, 1, 1))), None),
        (4, person(schooling=school(Education.SECONDARY_VOCATIONAL)), "4c"),
        (4, person(schooling=school(Education.BACHELOR)), "4c"),
        (4, person(schooling=school(Education.BACHELOR, graduated=None, final_year=True)), "4c"),
        (4, person(schooling=school(Education.BACHELOR, graduated=None)), None),
        (4, person(schooling=school(Education.BACHELOR, graduated=Month(2027, 6))), None),
        (4, person(schooling=school(Education.BACHELOR, related_major=False)), None),
        (4, person(schooling=school(Education.HIGH_SCHOOL)), None),
        (3, person(spells=worked(120)), "3a"),
        (3, person(spells=worked(60), prior=held(4, date(2020, 1, 1))), "3b"),
        (3, person(spells=worked(60), prior=held(5, date(2020, 1, 1))), None),
        (3, person(schooling=school(Education.TECHNICAL_SENIOR)), "3d"),
        (3, person(schooling=school(Education.COLLEGE), prior=held(4, date(2026, 1, 1))), "3e"),
        (3, person(schooling=school(Education.COLLEGE)), None),
        (2, person(spells=worked(60), prior=held(3, date(2020, 1, 1))), "2a"),
        (2, person(schooling=school(Education.TECHNICAL_SENIOR), spells=worked(24), prior=held(3, ON)), "2d"),
        (2, person(spells=worked(24), prior=held(3, ON)), None),
        (1, person(spells=worked(60), prior=held(2, date(2020, 1, 1))), "1a"),
        (1, person(spells=worked(400), prior=held(3, date(2000, 1, 1))), None),
    ],
)
def test_the_clauses_of_2023(level: int, who: rules.Background, clause: str | None) -> None:
    assert rules.verdict(E2023.levels[level], who, ON).clause_id == clause


@pytest.mark.parametrize(
    ("level", "who", "clause"),
    [
        (5, person(spells=worked(12)), "5a"),
        (5, person(), None),
        (4, person(spells=worked(48), prior=held(5, date(2020, 1, 1))), "4a"),
        (4, person(spells=worked(72)), "4b"),
        (4, person(schooling=school(Education.TECHNICAL)), "4c"),
        (4, person(schooling=school(Education.SECONDARY_VOCATIONAL)), None),
        (3, person(spells=worked(60), prior=held(4, date(2020, 1, 1))), "3a"),
        (3, person(schooling=school(Education.TECHNICAL_SENIOR), prior=held(4, ON)), "3b"),
        (3, person(schooling=school(Education.COLLEGE), spells=worked(24), prior=held(4, date(2024, 1, 1))), "3c"),
        (2, person(spells=worked(48), prior=held(3, date(2020, 1, 1))), "2a"),
        (1, person(spells=worked(47), prior=held(2, date(2020, 1, 1))), None),
    ],
)
def test_the_clauses_of_2018(level: int, who: rules.Background, clause: str | None) -> None:
    assert rules.verdict(E2018.levels[level], who, ON).clause_id == clause


def test_the_clause_met_with_most_to_spare_is_named() -> None:
    """As on the screens: 4a and 4b are met, 4b would bear that a reviewer strikes two years."""
    who = person(spells=worked(62), prior=held(5, date(2021, 6, 15)))
    verdict = rules.verdict(E2023.levels[4], who, ON)
    assert (verdict.eligible, verdict.clause_id, verdict.months) == (True, "4b", 62)
    assert verdict.months_after_prior == 62
    graduate = dataclasses.replace(who, schooling=school(Education.COLLEGE))
    assert rules.verdict(E2023.levels[4], graduate, ON).clause_id == "4c"
    assert rules.verdict(E2023.levels[4], dataclasses.replace(who, prior=None), ON).clause_id == "4a"


def test_what_is_missing_nearest_first() -> None:
    verdict = rules.verdict(E2023.levels[4], person(spells=worked(55)), ON)
    assert not verdict.eligible
    assert verdict.shortfalls == (
        Shortfall("4a", months_short=5, months_have=55, months_needed=60, needs="work"),
        Shortfall("4b", months_short=36, months_have=0, months_needed=36, needs="prior"),
        Shortfall("4c", needs="school"),
    )
    assert verdict.months_after_prior is None


def test_a_certificate_that_is_too_young_lacks_months() -> None:
    who = person(spells=worked(55), prior=held(5, date(2024, 12, 1)))
    verdict = rules.verdict(E2023.levels[4], who, ON)
    assert [(s.clause_id, s.needs, s.months_short) for s in verdict.shortfalls] == [
        ("4a", "work", 5),
        ("4b", "work_after_prior", 12),
        ("4c", "school", 0),
    ]
    assert verdict.months_after_prior == 24


@pytest.mark.parametrize(
    ("who", "clause", "needs"),
    [
        (person(schooling=school(Education.BACHELOR, related_major=False)), "4c", "major"),
        (person(schooling=school(Education.PRIMARY)), "4c", "school"),
        (person(born_on=date(2015, 1, 1)), "5a", "age"),
    ],
)
def test_each_lack_has_its_name(who: rules.Background, clause: str, needs: str) -> None:
    lacks = rules.verdict(E2023.levels[int(clause[0])], who, ON).shortfalls
    assert {lack.clause_id: lack.needs for lack in lacks}[clause] == needs


def test_a_document_is_for_staff_to_accept() -> None:
    """Nothing that a candidate types opens a route by document; without that mark the same clause is open."""
    who = person(spells=worked(12))
    assert {s.clause_id: s.needs for s in rules.verdict(E2023.levels[3], who, ON).shortfalls}["3c"] == "document"
    by_document = next(c for c in E2023.levels[3].clauses if c.id == "3c")
    assert rules.verdict(level_of(by_document), who, ON).clause_id is None
    assert rules.verdict(level_of(dataclasses.replace(by_document, by_document=None)), who, ON).clause_id == "3c"


def level_of(*clauses: Clause) -> LevelStandard:
    return LevelStandard(4, (Part.THEORY,), {Part.THEORY: 90}, clauses)


def test_continuous_work_starts_anew_after_a_gap() -> None:
    spells = (WorkSpell("甲", Month(2020, 1), Month(2020, 12)), WorkSpell("乙", Month(2021, 2), Month(2021, 12)))
    clause = Clause("x", WORDS, work_months=13)
    assert rules.verdict(level_of(clause), person(spells=spells), ON).clause_id == "x"
    continuous = rules.verdict(level_of(dataclasses.replace(clause, continuous=True)), person(spells=spells), ON)
    assert continuous.shortfalls == (Shortfall("x", 1, 12, 13, "work"),)


def test_continuous_work_after_a_certificate() -> None:
    spells = (WorkSpell("甲", Month(2020, 1), Month(2020, 12)), WorkSpell("乙", Month(2021, 2), Month(2021, 12)))
    clause = Clause("x", WORDS, prior_level=5, work_months_after_prior=12)
    who = person(spells=spells, prior=held(5, date(2020, 6, 1)))
    assert rules.verdict(level_of(clause), who, ON).clause_id == "x"
    assert rules.verdict(level_of(dataclasses.replace(clause, continuous=True)), who, ON).clause_id is None


@pytest.mark.parametrize(("issued_on", "met"), [(date(2024, 12, 1), True), (date(2024, 12, 2), False)])
def test_a_certificate_held_for_a_time(issued_on: date, met: bool) -> None:
    clause = Clause("x", WORDS, prior_level=3, prior_held_months=24)
    assert rules.verdict(level_of(clause), person(prior=held(3, issued_on)), ON).eligible is met


def test_work_to_this_day_counts_up_to_the_reference_date() -> None:
    who = person(spells=(WorkSpell("甲", Month(2022, 1), None),))
    assert rules.verdict(E2023.levels[4], who, date(2026, 12, 1)).clause_id == "4a"
    assert rules.verdict(E2023.levels[4], who, date(2026, 11, 30)).clause_id is None


def test_school_as_the_only_thing_asked() -> None:
    clause = Clause("x", WORDS, schools=frozenset({School.UNIVERSITY}))
    assert rules.verdict(level_of(clause), person(schooling=school(Education.POSTGRADUATE)), ON).eligible


priors = st.none() | st.builds(held, st.integers(1, 5), st.dates(date(2000, 1, 1), ON))
schoolings = st.builds(
    Schooling,
    st.sampled_from(Education),
    st.booleans(),
    st.none() | st.builds(Month, st.integers(2000, 2028), st.integers(1, 12)),
    st.booleans(),
)
levels = st.sampled_from([*E2023.levels.values(), *E2018.levels.values()])


@given(levels, st.builds(person, prior=priors, schooling=schoolings), st.integers(0, 240), st.integers(0, 60))
def test_more_work_never_closes_a_level(level: LevelStandard, who: rules.Background, months: int, more: int) -> None:
    less = rules.verdict(level, dataclasses.replace(who, spells=worked(months)), ON)
    longer = rules.verdict(level, dataclasses.replace(who, spells=worked(months + more)), ON)
    assert longer.eligible or not less.eligible
    assert (longer.months, less.months) == (months + more, months)
    before = {lack.clause_id: lack.months_short for lack in less.shortfalls}
    assert all(lack.months_short <= before[lack.clause_id] for lack in longer.shortfalls)


@given(levels, st.builds(person, prior=priors, schooling=schoolings), st.integers(0, 240))
def test_a_verdict_names_a_clause_or_what_every_clause_lacks(
    level: LevelStandard, who: rules.Background, months: int
) -> None:
    verdict = rules.verdict(level, dataclasses.replace(who, spells=worked(months)), ON)
    named = {s.clause_id for s in verdict.shortfalls}
    assert named == (set() if verdict.eligible else {clause.id for clause in level.clauses})
    assert verdict.clause_id in {None, *(clause.id for clause in level.clauses if clause.by_document is None)}
