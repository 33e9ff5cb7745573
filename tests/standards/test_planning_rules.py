"""The default timeline, holidays, and dates to come as people type them (facts §9)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.local import LOCAL, local_date
from domain.standards import (
    BatchStatus,
    DayFormat,
    DayPast,
    ExamOnHoliday,
    MomentPast,
    PlacesFormat,
    Timeline,
    check_plan,
    closings,
    exam_days,
    is_public_holiday,
    next_number,
    typed_day,
    typed_moment,
    typed_places,
)
from tests.registration.examples import NOW, TODAY, batch, standard

DATES = st.dates(date(2024, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("day", "holiday"),
    [
        (date(2026, 10, 1), True),
        (date(2026, 2, 17), True),  # Spring Festival
        (date(2026, 11, 28), False),  # a Saturday
        (date(2026, 10, 10), False),  # a Saturday that is worked
        (date(2031, 5, 1), True),  # not announced yet, but fixed
        (date(2031, 5, 4), False),
    ],
)
def test_a_holiday_is_what_the_law_calls_one(day: date, holiday: bool) -> None:
    assert is_public_holiday(day) is holiday


@given(DATES)
def test_suggested_exam_days_can_be_held(closing: date) -> None:
    closes_at = datetime.combine(closing, time(18), LOCAL)
    days = exam_days(closes_at, Timeline())
    assert 2 <= len(days) <= 3
    assert list(days) == sorted(set(days))
    assert all(day >= closing + timedelta(days=20) and not is_public_holiday(day) for day in days)
    assert any(day.weekday() == 5 for day in days)


def test_registration_is_open_for_twenty_days_unless_something_else_is_said() -> None:
    found = closings(NOW, Timeline())
    assert [(local_date(at) - TODAY).days for at in found] == [20, 10, 30]
    assert all(at.astimezone(LOCAL).time() == time(18) for at in found)
    assert local_date(closings(NOW, Timeline(registration=(5,)))[0]) == TODAY + timedelta(days=5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-20", date(2026, 12, 20)),
        ("2026.12.20", date(2026, 12, 20)),
        ("2026年12月20日", date(2026, 12, 20)),
        ("２０２６／１２／２０", date(2026, 12, 20)),
        ("20261220", date(2026, 12, 20)),
        ("12月20日", date(2026, 12, 20)),
        ("1-5", date(2027, 1, 5)),
        ("20 Dec 2026", date(2026, 12, 20)),
        ("5 january", date(2027, 1, 5)),
        ("2026-11-20", TODAY),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date) -> None:
    assert typed_day(text, TODAY) == day


@pytest.mark.parametrize("text", ["", "明天", "2026-13-01", "2026-02-30", "20", "2026-12-20 25:00", "5 foo 2027", "💥"])
def test_what_is_no_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(DayFormat) as refused:
        typed_day(text, TODAY)
    assert typed_day(refused.value.example, TODAY) == TODAY + timedelta(days=30)


@given(DATES)
def test_a_day_is_read_back(day: date) -> None:
    if day < TODAY:
        with pytest.raises(DayPast):
            typed_day(day.isoformat(), TODAY)
    else:
        assert typed_day(day.isoformat(), TODAY) == day


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-12-20", datetime(2026, 12, 20, 1, tzinfo=UTC)),
        ("2026-12-20 18:30", datetime(2026, 12, 20, 10, 30, tzinfo=UTC)),
        ("2026-12-20T18:30", datetime(2026, 12, 20, 10, 30, tzinfo=UTC)),
        ("12月20日 18点", datetime(2026, 12, 20, 10, tzinfo=UTC)),
        ("12月20日18：30", datetime(2026, 12, 20, 10, 30, tzinfo=UTC)),
        ("20261220 0830", None),
        ("20 Dec 2026, 08:30", datetime(2026, 12, 20, 0, 30, tzinfo=UTC)),
    ],
)
def test_a_moment_is_read_in_local_time(text: str, at: datetime | None) -> None:
    if at is None:
        with pytest.raises(DayFormat):
            typed_moment(text, NOW, time(9))
    else:
        assert typed_moment(text, NOW, time(9)) == at


def test_a_moment_of_today_that_has_passed_is_refused() -> None:
    with pytest.raises(MomentPast):
        typed_moment("2026-11-20 10:00", NOW, time(9))
    assert typed_moment("2026-11-20 10:01", NOW, time(9)) > NOW


@pytest.mark.parametrize(("text", "places"), [("300", 300), ("３０ 人", 30), (" 1 ", 1), ("100000", 100_000)])
def test_places_are_read(text: str, places: int) -> None:
    assert typed_places(text) == places


@pytest.mark.parametrize("text", ["0", "-1", "很多", "", "100001", "1.5", "٣", "9" * 40])
def test_what_is_no_number_of_places_is_refused(text: str) -> None:
    with pytest.raises(PlacesFormat):
        typed_places(text)


def test_a_plan_has_no_exam_on_a_holiday() -> None:
    planned = batch(status=BatchStatus.DRAFT, exam_on=date(2027, 1, 1))
    with pytest.raises(ExamOnHoliday):
        check_plan(planned, standard(), NOW)
    planned.exam_on = date(2027, 1, 2)
    check_plan(planned, standard(), NOW)


def test_numbers_of_a_year_go_on() -> None:
    known = [batch(year=2026, number=4), batch(year=2026, number=2), batch(year=2025, number=9)]
    assert [next_number(known, year) for year in (2025, 2026, 2027)] == [10, 5, 1]
