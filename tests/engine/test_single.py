"""A dialogue of one question: what it is about comes back with the answer, and drafts of the former release load."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from bot.app.areas import areas
from bot.engine.conversation import Frame
from bot.engine.dialogue import Dialogue

# As the former release stored them, by dialogue; and what the question is about.
FORMER: Mapping[str, tuple[Mapping[str, Any], Mapping[str, int]]] = {
    "undoing": ({"admission_id": 7, "reason": None}, {"about": 7}),
    "restocking": ({"line_id": 7, "quantity": None, "reason": None}, {"about": 7}),
    "waiving": ({"line_id": 7, "quantity": None, "reason": None}, {"about": 7}),
    "declining": ({"batch_id": 7, "reason": None}, {"about": 7}),
    "notice_remark": ({"batch_id": 7, "remark": None}, {"about": 7}),
    "notice_time": (
        {"notice_id": 7, "version": 2, "batch_version": 3, "at": None},
        {"notice_id": 7, "version": 2, "batch_version": 3},
    ),
}


def declared() -> Mapping[str, Dialogue]:
    return {dialogue.name: dialogue for area in areas() for dialogue in area.dialogues}


@pytest.mark.parametrize("name", FORMER)
def test_a_draft_of_the_former_release_goes_on(name: str) -> None:
    stored, about = FORMER[name]
    dialogue = declared()[name]
    draft = dialogue.load(Frame(name, dialogue.steps[0].name, dict(stored), 1, 0.0))
    assert {field: getattr(draft, field) for field in about} == about
    assert not dialogue.steps[0].answered(draft)
