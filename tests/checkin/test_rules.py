"""When the doors are open: from half an hour before to half an hour after the start (facts §3.2)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.checkin import Doors, DoorsClosed, TooLate, check_time
from domain.local import LOCAL
from domain.planning import Sitting
from domain.standards import Part
from tests.stored import stored

NINE = datetime(2026, 11, 28, 9, tzinfo=LOCAL)
SITTING = stored(Sitting(1, 4, Part.THEORY, 1, NINE, NINE + timedelta(minutes=90)), 1)


@pytest.mark.parametrize(
    ("seconds", "late"), [(-30 * 60, False), (-60, False), (0, False), (1, True), (29 * 60, True), (30 * 60, True)]
)
def test_in_time_and_late(seconds: int, late: bool) -> None:
    assert check_time(SITTING, Doors(), NINE + timedelta(seconds=seconds)) is late


@pytest.mark.parametrize("seconds", [-30 * 60 - 1, -24 * 3600])
def test_before_the_doors_open(seconds: int) -> None:
    with pytest.raises(DoorsClosed) as refused:
        check_time(SITTING, Doors(), NINE + timedelta(seconds=seconds))
    assert refused.value.opens_at == NINE - timedelta(minutes=30)


@pytest.mark.parametrize("seconds", [30 * 60 + 1, 24 * 3600])
def test_after_the_late_limit(seconds: int) -> None:
    with pytest.raises(TooLate) as refused:
        check_time(SITTING, Doors(), NINE + timedelta(seconds=seconds))
    assert refused.value.until == NINE + timedelta(minutes=30)


def test_another_place_has_other_limits() -> None:
    strict = Doors(open_before=15, late_limit=15)
    with pytest.raises(DoorsClosed):
        check_time(SITTING, strict, NINE - timedelta(minutes=16))
    with pytest.raises(TooLate):
        check_time(SITTING, strict, NINE + timedelta(minutes=16))
