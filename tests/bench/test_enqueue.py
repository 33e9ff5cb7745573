"""The bench of queueing measures what it says: an event for every recipient on either side, and what each costs."""

from __future__ import annotations

import pytest

from bot.tools.bench import enqueue
from bot.tools.bench.enqueue import Miscounted, measure_enqueue

FIGURES = ("enqueue_vs_orm", "enqueue_cpu_us", "orm_enqueue_cpu_us", "recipients_queued", "orm_recipients_queued")


async def test_a_small_run_gives_every_figure() -> None:
    found = await measure_enqueue(recipients=2_000, sample=200, rounds=2)
    assert tuple(found) == FIGURES
    assert (found["recipients_queued"], found["orm_recipients_queued"]) == (2_000, 200)
    assert found["enqueue_vs_orm"] == pytest.approx(found["orm_enqueue_cpu_us"] / found["enqueue_cpu_us"], rel=0.05)
    assert found["enqueue_vs_orm"] > 10


async def test_it_can_be_measured_again() -> None:
    """Nothing of the first run stands in the way of the second."""
    for _ in range(2):
        assert (await measure_enqueue(recipients=100, sample=10, rounds=1))["enqueue_vs_orm"] > 0


async def test_a_side_that_queues_too_few_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control."""

    async def nothing(*_: object) -> None: ...

    monkeypatch.setattr(enqueue, "_announce", nothing)
    with pytest.raises(Miscounted):
        await measure_enqueue(recipients=100, sample=10, rounds=1)
