"""Buttons that an older release drew, of registration, reviewing and importing, go on meaning what they said."""

from __future__ import annotations

from typing import Any

import pytest

from bot.engine.press import Press
from bot.importing import presses as importing
from bot.registration import presses as registration
from bot.reviewing import presses as reviewing
from domain.registration import Field

OF_BEFORE: list[tuple[str, Press, dict[str, Any]]] = [
    ("register", registration.REGISTER, {"batch": None}),
    ("register:7", registration.REGISTER, {"batch": 7}),
    ("discard", registration.DISCARD, {}),
    ("discard_sure", registration.DISCARD_SURE, {}),
    ("my:3", registration.LOOK, {"application": 3}),
    ("my_photo:3", registration.LOOK_AT_PHOTO, {"application": 3}),
    ("withdraw:3", registration.WITHDRAW, {"application": 3}),
    ("withdraw_sure:3", registration.WITHDRAW_SURE, {"application": 3}),
    ("mend:3", registration.MEND, {"application": 3}),
    ("later:3", registration.MEND_LATER, {"application": 3}),
    ("close:7", registration.CLOSE, {"batch": 7}),
    ("close_sure:7", registration.CLOSE_SURE, {"batch": 7}),
    ("12-4", registration.OFFER, {"batch": 12, "level": 4}),
    ("others", registration.OTHER_BATCHES, {}),
    ("queue", reviewing.QUEUE, {}),
    ("next", reviewing.NEXT, {}),
    ("go_on:3:2", reviewing.GO_ON, {"application": 3, "version": 2}),
    ("approve:3:2", reviewing.APPROVE, {"application": 3, "version": 2}),
    ("send_back:3:2", reviewing.SEND_BACK, {"application": 3, "version": 2}),
    ("reject:3:2", reviewing.REJECT, {"application": 3, "version": 2}),
    ("full_id:3:2", reviewing.FULL_ID, {"application": 3, "version": 2}),
    ("materials:3:2:1", reviewing.MATERIALS, {"application": 3, "version": 2, "page": 1}),
    ("card:3:2", reviewing.CARD, {"application": 3, "version": 2}),
    ("put_back:3:2", reviewing.PUT_BACK, {"application": 3, "version": 2}),
    ("overview", reviewing.OVERVIEW, {}),
    ("on-id_number", reviewing.TICK, {"field": Field.ID_NUMBER}),
    ("off-id_number", reviewing.UNTICK, {"field": Field.ID_NUMBER}),
    ("redo-work", reviewing.REDO, {"field": Field.WORK}),
    ("leave", reviewing.LEAVE, {}),
    ("imports", importing.CHOOSE, {}),
    ("import:7", importing.IMPORT, {"batch": 7}),
    ("join", importing.JOIN, {}),
    ("template", importing.TEMPLATE, {}),
    ("waiting", importing.WAITING, {}),
]


@pytest.mark.parametrize(("data", "press", "given"), OF_BEFORE)
def test_a_button_of_before_means_the_same(data: str, press: Press, given: dict[str, Any]) -> None:
    assert press.read(data) == given
    assert press(**given) == data


def test_every_press_of_these_areas_stands_in_the_list() -> None:
    declared = {
        one for area in (registration, reviewing, importing) for one in vars(area).values() if isinstance(one, Press)
    }
    assert declared == {press for _, press, _ in OF_BEFORE}
