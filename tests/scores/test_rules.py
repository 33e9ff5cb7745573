"""The rules of scores: exact means, results by part and whole, kept parts, moments, and what an audit finds."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.local import LOCAL
from domain.marking import Sheet, TheoryEntry
from domain.planning import Attendance, Booking
from domain.scores import (
    FindingKind,
    Judged,
    MomentFormat,
    Outcome,
    Result,
    Seen,
    judge,
    look,
    mean_tenths,
    months_after,
    overall,
    parse_moment,
    usual_moments,
)
from domain.standards import Part
from tests.stored import stored

AT = datetime(2026, 11, 25, 2, tzinfo=UTC)  # 10:00 in Shanghai
HERE, PASSED, FAILED = Attendance.PRESENT, Outcome.PASSED, Outcome.FAILED
THEORY, PRACTICAL = Part.THEORY, Part.PRACTICAL


@pytest.mark.parametrize(
    ("totals", "tenths"),
    [
        ([60], 600),
        ([59, 60], 595),
        ([60, 60, 59], 597),
        ([59, 60, 60, 60], 598),  # 59.75: half up
        ([0, 60, 60, 60, 100], 600),  # from five on, the highest and the lowest are left out
        ([0, 60, 60, 100], 550),
    ],
)
def test_the_mean_of_examiners_is_exact_to_a_tenth(totals: list[int], tenths: int) -> None:
    assert mean_tenths(totals) == tenths


@given(st.lists(st.integers(0, 100), min_size=1, max_size=4))
def test_the_mean_is_within_half_a_tenth_and_never_rounds_down_a_half(totals: list[int]) -> None:
    exact = Fraction(10 * sum(totals), len(totals))
    assert Fraction(-1, 2) < mean_tenths(totals) - exact <= Fraction(1, 2)


@given(st.lists(st.integers(0, 100), min_size=5, max_size=9))
def test_one_examiner_alone_cannot_move_a_trimmed_mean_beyond_the_others(totals: list[int]) -> None:
    lowest, highest = sorted(totals)[1], sorted(totals)[-2]
    assert lowest * 10 <= mean_tenths(totals) <= highest * 10


@pytest.mark.parametrize(
    ("attendance", "tenths", "vetoed", "judged"),
    [
        (HERE, 600, False, Judged(PASSED, 600)),
        (HERE, 599, False, Judged(FAILED, 599)),  # 59.9 is not 60
        (Attendance.LATE, 1000, False, Judged(PASSED, 1000)),
        (HERE, 950, True, Judged(FAILED, 950, True)),  # a broken ★ fails the part
        (Attendance.ABSENT, None, False, Judged(Outcome.ABSENT)),
        (Attendance.ABSENT, 900, False, Judged(Outcome.ABSENT)),  # a mark counts only for who was there
        (Attendance.VOID, 900, False, Judged(Outcome.VOID)),
        (None, None, False, Judged(Outcome.ABSENT)),
    ],
)
def test_the_result_of_a_part(attendance: Attendance | None, tenths: int | None, vetoed: bool, judged: Judged) -> None:
    assert judge(attendance, tenths, 60, vetoed=vetoed) == judged


def test_whoever_sat_has_a_mark() -> None:
    with pytest.raises(ValueError, match="mark"):
        judge(HERE, None, 60)


@pytest.mark.parametrize(
    ("outcomes", "whole"),
    [
        ({THEORY: PASSED, PRACTICAL: PASSED}, PASSED),
        ({THEORY: Outcome.KEPT, PRACTICAL: PASSED}, PASSED),
        ({THEORY: PASSED, PRACTICAL: FAILED}, FAILED),  # no averaging
        ({THEORY: PASSED, PRACTICAL: Outcome.ABSENT}, Outcome.ABSENT),
        ({THEORY: Outcome.VOID, PRACTICAL: Outcome.ABSENT}, Outcome.VOID),
        ({THEORY: PASSED}, FAILED),  # a part without a result
        ({}, FAILED),
    ],
)
def test_the_whole_is_passed_when_every_part_is(outcomes: Mapping[Part, Outcome], whole: Outcome) -> None:
    assert overall(outcomes, (THEORY, PRACTICAL)) is whole


@given(st.dictionaries(st.sampled_from([THEORY, PRACTICAL]), st.sampled_from(Outcome)))
def test_only_passed_and_kept_parts_make_a_pass(outcomes: dict[Part, Outcome]) -> None:
    good = all(outcomes.get(part) in {PASSED, Outcome.KEPT} for part in (THEORY, PRACTICAL))
    assert (overall(outcomes, (THEORY, PRACTICAL)) is PASSED) == good


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 11, 10), 12, date(2027, 11, 10)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2026, 10, 31), 4, date(2027, 2, 28)),
        (date(2026, 12, 31), 0, date(2026, 12, 31)),
    ],
)
def test_a_part_is_kept_whole_months(day: date, months: int, then: date) -> None:
    assert months_after(day, months) == then


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("11-28 18:00", (2026, 11, 28, 18, 0)),
        (" 11/28  9:05 ", (2026, 11, 28, 9, 5)),
        ("11月28日 18：00", (2026, 11, 28, 18, 0)),
        ("2026-12-01 08:30", (2026, 12, 1, 8, 30)),
        ("12月20日 9点", (2026, 12, 20, 9, 0)),
        ("20 Dec 2026 9:00", (2026, 12, 20, 9, 0)),
        ("1-2 9:00", (2027, 1, 2, 9, 0)),  # without a year, the next such day
    ],
)
def test_a_typed_moment_is_read_in_shanghai(text: str, moment: tuple[int, int, int, int, int]) -> None:
    assert parse_moment(text, AT) == datetime(*moment, tzinfo=LOCAL)


@pytest.mark.parametrize("text", ["", "明天", "18:00", "13-01 9:00", "2-30 9:00", "11-28 25:00", "11-28", "9" * 40])
def test_what_is_no_moment_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(MomentFormat) as refused:
        parse_moment(text, AT)
    assert parse_moment(refused.value.example, AT) > AT


@given(st.text(max_size=40))
def test_any_text_is_a_moment_or_refused(text: str) -> None:
    with suppress(MomentFormat):
        assert parse_moment(text, AT).tzinfo is not None


def test_the_usual_moments_lie_ahead() -> None:
    evening = AT.replace(hour=11)  # 19:00
    assert [f"{m.astimezone(LOCAL):%d %H:%M}" for m in usual_moments(AT)] == ["25 18:00", "26 09:00"]
    assert [f"{m.astimezone(LOCAL):%d %H:%M}" for m in usual_moments(evening)] == ["26 09:00"]


def booking(number: int, part: Part, attendance: Attendance | None = HERE) -> Booking:
    return stored(Booking(number, number, 1, part, number, attendance), number * 10 + (part is PRACTICAL))


def result(number: int, part: Part, tenths: int | None = 800, outcome: Outcome = PASSED) -> Result:
    return Result(1, number, part, outcome, tenths, AT, 1)


def sheet(number: int, examiner: int, marks: tuple[int, ...] = (40, 40), vetoed: tuple[str, ...] = ()) -> Sheet:
    return Sheet(number * 10 + 1, examiner, marks, vetoed, AT)


def seen(**changes: Any) -> Seen:
    """Two candidates, both parts, three examiners of one mind: nothing to find."""
    numbers = (1, 2)
    bookings = [booking(n, part) for n in numbers for part in (THEORY, PRACTICAL)]
    results = [result(n, part) for n in numbers for part in (THEORY, PRACTICAL)]
    whole = Seen(
        results=results,
        bookings={each.id: each for each in bookings},
        sheets=[sheet(n, examiner, (40, 40 - n)) for n in numbers for examiner in (7, 8, 9)],
        entries=[TheoryEntry(n * 10, one, 800, one, AT) for n in numbers for one in (1, 2)],
        wanted={(n, part) for n in numbers for part in (THEORY, PRACTICAL)},
        recounted={(n, part): Judged(PASSED, 800) for n in numbers for part in (THEORY, PRACTICAL)},
        spread=10,
    )
    return replace(whole, **changes)


def test_where_all_is_well_nothing_is_found() -> None:
    """The control of all that follow."""
    assert look(seen()) == []


def test_a_part_without_a_result_is_found() -> None:
    assert look(seen(results=seen().results[:-1])) == [(FindingKind.MISSING, 2, PRACTICAL)]


def test_a_part_that_nobody_booked_is_found() -> None:
    """Somebody was approved and has neither a seat nor a result."""
    wanted = {*seen().wanted, (3, THEORY)}
    assert look(seen(wanted=wanted)) == [(FindingKind.MISSING, 3, THEORY)]


@pytest.mark.parametrize("attendance", [Attendance.ABSENT, Attendance.VOID, None])
@pytest.mark.parametrize("part", [THEORY, PRACTICAL])
def test_a_mark_for_who_did_not_sit_is_found(attendance: Attendance | None, part: Part) -> None:
    bookings = dict(seen().bookings)
    absent = booking(2, part, attendance)
    bookings[absent.id] = absent
    assert look(seen(bookings=bookings)) == [(FindingKind.UNEXPECTED, 2, part)]


@pytest.mark.parametrize("counted", [Judged(PASSED, 801), Judged(FAILED, 800), Judged(FAILED, 800, True)])
def test_a_result_that_is_not_what_its_marks_come_to_is_found(counted: Judged) -> None:
    recounted = {**seen().recounted, (1, THEORY): counted}
    assert look(seen(recounted=recounted)) == [(FindingKind.WRONG_SUM, 1, THEORY)]


@pytest.mark.parametrize(("tenths", "found"), [(589, False), (590, True), (600, True), (609, True), (610, False)])
def test_a_mark_near_the_pass_mark_is_found(tenths: int, found: bool) -> None:
    results = [*seen().results[1:], result(1, THEORY, tenths)]
    recounted = {**seen().recounted, (1, THEORY): Judged(PASSED, tenths)}
    expected = [(FindingKind.CLOSE, 1, THEORY)] if found else []
    assert look(seen(results=results, recounted=recounted)) == expected


@pytest.mark.parametrize(("apart", "found"), [(10, False), (11, True)])
def test_examiners_further_apart_than_the_spread_are_found(apart: int, found: bool) -> None:
    sheets = [sheet(1, 7, (50, 40)), sheet(1, 8, (50 - apart, 40)), sheet(1, 9, (45, 40))]
    assert look(seen(sheets=sheets)) == ([(FindingKind.OUTLIER, 1, PRACTICAL)] if found else [])


def test_a_veto_of_one_examiner_only_is_found() -> None:
    sheets = [sheet(1, 7), sheet(1, 8, vetoed=("4",)), sheet(1, 9)]
    assert look(seen(sheets=sheets)) == [(FindingKind.OUTLIER, 1, PRACTICAL)]
    assert look(seen(sheets=[replaced(each) for each in sheets])) == []


def replaced(one: Sheet) -> Sheet:
    return Sheet(one.booking_id, one.examiner_id, one.marks, ("4",), one.submitted_at)


@pytest.mark.parametrize(("alike", "found"), [(4, False), (5, True)])
def test_many_sheets_of_one_examiner_alike_are_found_once(alike: int, found: bool) -> None:
    numbers = range(1, 8)
    bookings = {each.id: each for n in numbers for each in (booking(n, THEORY), booking(n, PRACTICAL))}
    sheets = [sheet(n, 7, (40, 40) if n <= alike else (40, 40 - n)) for n in numbers]
    expected = [(FindingKind.IDENTICAL, 1, PRACTICAL)] if found else []
    found_now = look(seen(bookings=bookings, sheets=sheets, entries=[], wanted=set(), results=[], recounted={}))
    assert [each for each in found_now if each[0] is FindingKind.IDENTICAL] == expected


@pytest.mark.parametrize(
    ("passed", "failed", "found"), [(5, 0, True), (0, 5, True), (4, 1, False), (4, 0, False), (0, 4, False)]
)
def test_everybody_or_nobody_passing_is_found(passed: int, failed: int, found: bool) -> None:
    results = [result(n, THEORY) for n in range(passed)] + [result(9 + n, THEORY, 300, FAILED) for n in range(failed)]
    some = seen(results=results, bookings={}, sheets=[], entries=[], wanted=set(), recounted={})
    assert look(some) == ([(FindingKind.UNUSUAL_RATE, None, THEORY)] if found else [])
