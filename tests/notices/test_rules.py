"""Quiet hours, working days, and reminders of a draft (facts §9)."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.local import LOCAL
from domain.notices import (
    QuietHours,
    add_working_days,
    closing_reminder,
    is_working_day,
    next_allowed,
    working_deadline,
)
from tests.registration.examples import NOW


def local(day: int, hour: int, minute: int = 0) -> datetime:
    """A moment of November 2026 in Shanghai."""
    return datetime(2026, 11, day, hour, minute, tzinfo=LOCAL)


@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (local(20, 8), local(20, 8)),
        (local(20, 21, 59), local(20, 21, 59)),
        (local(20, 22), local(21, 8)),
        (local(20, 23, 59), local(21, 8)),
        (local(21, 0), local(21, 8)),
        (local(21, 7, 59), local(21, 8)),
    ],
)
def test_nobody_is_woken(at: datetime, expected: datetime) -> None:
    assert next_allowed(at, QuietHours()) == expected
    assert next_allowed(at, QuietHours()).tzinfo is UTC


@given(st.integers(0, 20 * 366 * 24 * 60))
def test_a_notice_waits_ten_hours_at_most(minutes: int) -> None:
    at = NOW + timedelta(minutes=minutes)
    allowed = next_allowed(at, QuietHours())
    assert timedelta(0) <= allowed - at <= timedelta(hours=10)
    assert 8 <= allowed.astimezone(LOCAL).hour < 22
    assert next_allowed(allowed, QuietHours()) == allowed


def test_quiet_hours_are_a_setting() -> None:
    lunch = QuietHours(time(12), time(13, 30))
    assert next_allowed(local(20, 12, 15), lunch) == local(20, 13, 30)
    assert next_allowed(local(20, 23), lunch) == local(20, 23)
    assert next_allowed(local(20, 23), QuietHours(time(8), time(8))) == local(20, 23)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2025, 10, 1), False),  # National Day
        (date(2025, 9, 28), True),  # a Sunday worked for it
        (date(2025, 10, 11), True),  # a Saturday worked for it
        (date(2025, 10, 12), False),
        (date(2025, 10, 9), True),
        (date(2099, 10, 1), True),  # not announced: a Thursday
        (date(2099, 10, 3), False),  # a Saturday
    ],
)
def test_working_days_of_china(day: date, working: bool) -> None:
    assert is_working_day(day) is working


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        (date(2025, 9, 26), 0, date(2025, 9, 26)),
        (date(2025, 9, 26), 1, date(2025, 9, 28)),
        (date(2025, 9, 26), 4, date(2025, 10, 9)),
        (date(2026, 11, 20), 3, date(2026, 11, 25)),
        (date(2099, 10, 2), 1, date(2099, 10, 5)),
    ],
)
def test_working_days_are_added(day: date, count: int, expected: date) -> None:
    assert add_working_days(day, count) == expected


def test_a_deadline_is_the_end_of_a_working_day_in_shanghai() -> None:
    assert working_deadline(NOW, 3) == local(25, 18)
    assert working_deadline(local(21, 0, 30), 1) == local(23, 18)


@pytest.mark.parametrize(
    ("at", "closes", "expected"),
    [
        (local(20, 10), local(25, 18), local(24, 18)),
        (local(20, 10), local(25, 6), local(24, 6)),
        (local(24, 18), local(25, 18), None),
        (local(25, 10), local(25, 18), None),
    ],
)
def test_registration_about_to_close(at: datetime, closes: datetime, expected: datetime | None) -> None:
    assert closing_reminder(at, closes) == expected
