"""The order of the workflow: each status follows the one before, once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.standards import ORDER, BatchStatus, OutOfOrder, advance, reached
from tests.registration.examples import batch
from tests.registration.fakes import Turn


@given(st.sampled_from(BatchStatus), st.sampled_from(BatchStatus))
async def test_only_the_next_status_can_be_reached(now: BatchStatus, to: BatchStatus) -> None:
    """From every status, to every status."""
    one = batch(status=now)
    follows = now in ORDER and to in ORDER and ORDER.index(to) == ORDER.index(now) + 1
    again = (now, to) == (BatchStatus.SUSPENDED, BatchStatus.REGISTRATION_OPEN)  # a withdrawn notice, published anew
    if follows or again:
        await advance(Turn(), one, to)
        assert one.status is to
        return
    with pytest.raises(OutOfOrder):
        await advance(Turn(), one, to)
    assert one.status is now


async def test_a_step_done_twice_is_told_from_one_too_early() -> None:
    with pytest.raises(OutOfOrder) as twice:
        await advance(Turn(), batch(status=BatchStatus.MARKING), BatchStatus.MARKING)
    with pytest.raises(OutOfOrder) as early:
        await advance(Turn(), batch(status=BatchStatus.MARKING), BatchStatus.RELEASED)
    assert (twice.value.done, early.value.done) == (True, False)


def test_what_is_reached_stays_reached() -> None:
    assert reached(batch(status=BatchStatus.RELEASED), BatchStatus.ARRANGED)
    assert not reached(batch(status=BatchStatus.ARRANGED), BatchStatus.RELEASED)
    assert not reached(batch(status=BatchStatus.CANCELLED), BatchStatus.DRAFT)


def test_a_suspended_batch_stands_where_its_notice_is_not_out() -> None:
    assert reached(batch(status=BatchStatus.SUSPENDED), BatchStatus.DRAFT)
    assert not reached(batch(status=BatchStatus.SUSPENDED), BatchStatus.REGISTRATION_OPEN)
