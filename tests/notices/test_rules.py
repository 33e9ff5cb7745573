"""Quiet hours, working days, and reminders of a draft (facts §9)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.notices import (
    DraftWaiting,
    add_working_days,
    closing_reminder,
    idle_reminder,
    is_working_day,
    next_allowed,
    remind_of_draft,
    settle_draft,
    working_deadline,
)
from domain.work import LOCAL
from tests.registration.examples import CLOSES, NOW
from tests.registration.fakes import Turn


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
    assert next_allowed(at) == expected
    assert next_allowed(at).tzinfo is UTC


@given(st.integers(0, 20 * 366 * 24 * 60))
def test_a_notice_waits_ten_hours_at_most(minutes: int) -> None:
    at = NOW + timedelta(minutes=minutes)
    allowed = next_allowed(at)
    assert timedelta(0) <= allowed - at <= timedelta(hours=10)
    assert 8 <= allowed.astimezone(LOCAL).hour < 22
    assert next_allowed(allowed) == allowed


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
    ("touched", "closes", "expected"),
    [
        (local(20, 10), None, local(21, 10)),
        (local(20, 23), None, local(22, 8)),
        (local(20, 10), local(21, 12), local(21, 10)),
        (local(20, 10), local(21, 10), None),
    ],
)
def test_a_draft_left_alone(touched: datetime, closes: datetime | None, expected: datetime | None) -> None:
    assert idle_reminder(touched, closes) == expected


@pytest.mark.parametrize(
    ("at", "closes", "expected"),
    [
        (local(20, 10), local(25, 18), local(24, 18)),
        (local(20, 10), local(25, 6), local(24, 8)),
        (local(24, 18), local(25, 18), None),
        (local(25, 10), local(25, 18), None),
    ],
)
def test_registration_about_to_close(at: datetime, closes: datetime, expected: datetime | None) -> None:
    assert closing_reminder(at, closes) == expected


def test_a_draft_is_reminded_of_until_it_is_settled() -> None:
    work = Turn()
    draft = DraftWaiting("registration", CLOSES)
    remind_of_draft(work, 1, draft)
    assert {key: each.due_at for key, each in work.reminders.items()} == {
        "draft:registration:1:idle": NOW + timedelta(hours=24),
        "draft:registration:1:closing": CLOSES - timedelta(hours=24),
    }
    assert {(each.person_id, each.event, each.useful_until) for each in work.reminders.values()} == {(1, draft, CLOSES)}
    work.now = CLOSES - timedelta(hours=20)
    remind_of_draft(work, 1, draft)
    assert work.reminders == {}
    remind_of_draft(work, 1, DraftWaiting("registration"))
    assert list(work.reminders) == ["draft:registration:1:idle"]
    settle_draft(work, 1, "registration")
    assert work.reminders == {}
