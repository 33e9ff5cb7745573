"""The bench of a broadcast measures what it says, and no second holds more than Telegram allows."""

from __future__ import annotations

import pytest

from bot.tools.bench.broadcast import PER_SECOND, _busiest, measure_broadcast


async def test_a_small_run_gives_every_figure() -> None:
    found = await measure_broadcast(recipients=400, pressers=1, seconds=3)
    waits = found["press_p99_broadcast_ms"] / found["press_p99_idle_ms"]
    assert found["press_p99_vs_idle_under_broadcast"] == pytest.approx(waits, abs=0.05)
    assert found["rate_vs_limit"] > 0
    assert found["most_in_a_second"] <= PER_SECOND
    assert found["presses_beside_broadcast"] >= 1


def test_the_busiest_second_is_found() -> None:
    assert _busiest([0.0, 5.0, 5.2, 5.999, 6.0, 9.0]) == 3
