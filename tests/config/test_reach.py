"""Settings reach the words that they are for, and their defaults are those of the field."""

from __future__ import annotations

from base64 import b64encode

import pytest

from bot.app.foundation import work_settings
from config.settings import load_settings
from domain.checkin import Doors
from domain.exam import RoomRules
from domain.notices import QuietHours
from domain.scores import Publication, Retake
from domain.staffing import Dispatch
from storage.engine.sealing import KeyRing

KEY = b64encode(bytes(32)).decode()
RING = KeyRing.from_settings("k1", {"k1": KEY}, KEY)
POLICIES = (Doors, RoomRules, Dispatch, Publication, Retake, QuietHours)


def given(**settings: str) -> dict[type, object]:
    return dict(work_settings(load_settings(None, settings), RING).of_areas)


@pytest.mark.parametrize("kind", POLICIES)
def test_what_is_not_set_is_as_the_field_has_it(kind: type) -> None:
    assert given()[kind] == kind()


def test_what_is_set_reaches_its_word() -> None:
    found = given(
        JIANDING_DOORS__LATE_LIMIT="15",
        JIANDING_ROOM__EARLIEST_END="45",
        JIANDING_DUTIES__SHORT_HOURS="4",
        JIANDING_SCORES__PUBLIC_DAYS="7",
        JIANDING_RETAKE__KEPT_MONTHS="24",
    )
    assert found[Doors] == Doors(late_limit=15)
    assert found[RoomRules] == RoomRules(earliest_end=45)
    assert found[Dispatch] == Dispatch(short_hours=4)
    assert found[Publication] == Publication(public_days=7)
    assert found[Retake] == Retake(kept_months=24)
