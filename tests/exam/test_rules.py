"""The clock of a sitting: its end, and the earliest moment at which it may end."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.exam import IncidentKind, RoomRecord, ends_at
from domain.exam.use_cases import VOIDS_ALL, VOIDS_PART
from domain.local import LOCAL
from domain.planning import Sitting
from domain.standards import Part
from tests.stored import stored

NINE = datetime(2026, 11, 28, 9, tzinfo=LOCAL)
SITTING = stored(Sitting(1, 4, Part.THEORY, 1, NINE, NINE + timedelta(minutes=90)), 1)


@given(st.integers(0, 120), st.integers(0, 60))
def test_everybody_has_the_full_time_from_the_moment_it_began(late: int, added: int) -> None:
    record = RoomRecord(1, NINE + timedelta(minutes=late), 1, added)
    assert ends_at(SITTING, record) - record.started_at == timedelta(minutes=90 + added)


@pytest.mark.parametrize("kind", list(IncidentKind))
def test_every_class_of_misconduct_has_one_consequence(kind: IncidentKind) -> None:
    """Facts §3.3: I and II void the part, III and IV all parts; an emergency voids nothing."""
    assert (kind in VOIDS_PART) + (kind in VOIDS_ALL) == (kind is not IncidentKind.EMERGENCY)
