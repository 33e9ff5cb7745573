"""No second holds more calls than Telegram allows, whatever comes when; and no call waits longer than it must."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.pacing import Limits, Rate
from storage.engine.outbox import ALL_CHATS, Pacing

arrivals = st.lists(st.floats(min_value=0, max_value=30, allow_nan=False), min_size=1, max_size=120).map(sorted)


def departures(rate: Rate, wanted: list[float]) -> list[float]:
    """When calls leave that want to leave at these moments."""
    paced_until = 0.0
    left: list[float] = []
    for moment in wanted:
        at = max(moment, paced_until, left[-1] if left else 0.0)
        left.append(at)
        paced_until = rate.after(paced_until, at)
    return left


def busiest(moments: list[float], window: float) -> int:
    """The most moments in any window."""
    return max(sum(1 for other in moments if 0 <= other - start < window - 1e-6) for start in moments)


@given(arrivals)
def test_overall_never_more_than_thirty_in_a_second(wanted: list[float]) -> None:
    assert busiest(departures(Limits().rate(ALL_CHATS), wanted), 1.0) <= 30


@given(arrivals)
def test_a_group_never_gets_more_than_twenty_a_minute(wanted: list[float]) -> None:
    assert busiest(departures(Limits().rate(-100), wanted), 60.0) <= 20


@given(arrivals)
def test_a_private_chat_gets_one_a_second_after_a_burst_of_three(wanted: list[float]) -> None:
    left = departures(Limits().rate(100), wanted)
    for seconds in (1, 5, 20):
        assert busiest(left, seconds) <= seconds + 3


def test_without_pacing_the_limits_would_be_broken() -> None:
    assert busiest([0.0] * 60, 1.0) == 60  # the same measure finds what pacing prevents


@pytest.mark.parametrize(("chat_id", "at_once"), [(100, 3), (-100, 5), (ALL_CHATS, 5)])
def test_a_burst_goes_at_once_then_waits(chat_id: int, at_once: int) -> None:
    left = departures(Limits().rate(chat_id), [1e6] * (at_once + 1))
    assert left[:at_once] == pytest.approx([1e6] * at_once)
    assert left[at_once] > 1e6 + 0.01


def test_a_lane_keeps_what_telegram_said() -> None:
    pacing = Limits().sent(Pacing(paused_until=99.0, unreachable=True), 100, 10.0)
    assert (pacing.paused_until, pacing.unreachable) == (99.0, True)
