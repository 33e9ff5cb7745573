"""No second holds more calls than Telegram allows, whatever comes when; and no call waits longer than it must."""

from __future__ import annotations

from math import inf

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.engine.pacing import Limits, Place, Rate, Window
from storage.engine.pacing import Pacing

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


def through(window: Window, wanted: list[float], line: list[tuple[float, float]]) -> list[float]:
    """When calls reach Telegram that want to leave at these moments; each is so long on its way there, and back."""
    arrived: list[float] = []
    answers: list[tuple[float, Place]] = []
    at = 0.0
    for moment, (there, back) in zip(wanted, line, strict=False):
        at = max(at, moment)
        while True:
            for answered, place in [each for each in answers if each[0] <= at]:
                window.answered(place, answered)
                answers.remove((answered, place))
            if window.free(at):
                break
            # What comes first: a place that is free again, or an answer.
            at = min([window.free_from(1), *(answered for answered, _ in answers)])
        arrived.append(at + there)
        answers.append((at + there + back, window.take()))
    return arrived


delays = st.floats(min_value=0, max_value=0.8)
lines = st.lists(st.tuples(delays, delays), min_size=120, max_size=120)


@given(arrivals, lines)
def test_overall_never_more_than_thirty_in_a_second(wanted: list[float], line: list[tuple[float, float]]) -> None:
    """However long one call is on its way, and the next one not."""
    assert busiest(through(Window(30.0), wanted, line), 1.0) <= 30


def test_without_the_window_it_would_be_more() -> None:
    """Negative control: a window twice as wide lets through what the measure finds."""
    assert busiest(through(Window(60.0), [0.0] * 60, [(0.0, 0.0)] * 60), 1.0) == 60


def test_the_whole_allowance_is_used() -> None:
    arrived = through(Window(30.0), [0.0] * 3000, [(0.001, 0.001)] * 3000)
    assert len(arrived) / (arrived[-1] + 1.0) >= 0.995 * 30


def test_a_place_is_free_again_a_second_after_the_answer() -> None:
    window = Window(2.0)
    first, second = window.take(), window.take()
    assert (window.free(10.5), window.free_from(1)) == (0, inf)
    window.answered(first, 10.0)
    window.answered(second, 10.4)
    assert [window.free_from(1), window.free_from(2)] == pytest.approx([11.0, 11.4])
    assert [window.free(moment) for moment in (10.9, 11.1, 11.5)] == [0, 1, 2]


def test_what_a_process_before_sent_takes_its_place() -> None:
    window = Window(3.0)
    window.remember([9.5, 9.9])
    assert (window.free(10.0), window.free(10.51)) == (1, 2)


def test_less_than_one_a_second_is_one_in_more_seconds() -> None:
    window = Window(0.5)
    window.answered(window.take(), 10.0)
    assert (window.free(11.9), window.free(12.1)) == (0, 1)


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


@pytest.mark.parametrize(("chat_id", "at_once"), [(100, 3), (-100, 5)])
def test_a_burst_goes_at_once_then_waits(chat_id: int, at_once: int) -> None:
    left = departures(Limits().rate(chat_id), [1e6] * (at_once + 1))
    assert left[:at_once] == pytest.approx([1e6] * at_once)
    assert left[at_once] > 1e6 + 0.01


def test_a_chat_keeps_what_telegram_said() -> None:
    pacing = Limits().sent(Pacing(paused_until=99.0, unreachable=True), 100, 10.0)
    assert (pacing.paused_until, pacing.unreachable) == (99.0, True)


def test_a_moment_of_a_clock_that_was_set_back_since_does_not_count() -> None:
    ahead = Limits().sent(Pacing(), 100, 4600.0)
    assert Limits().sent(ahead, 100, 1000.0).paced_until < 1001.0
    paused = Pacing().paused(40.0, 4600.0)
    assert (paused.pause_left(1000.0), paused.pause_left(4610.0), paused.pause_left(4641.0)) == (0.0, 30.0, 0.0)
