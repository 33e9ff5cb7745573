"""Facts for every text of the exam."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.exam.incidents import Telling
from domain.exam import Incident, IncidentKind, RoomRecord
from tests.planning.samples import BEGINS, ENDS, ROOM, SITTING
from tests.stored import stored


def samples() -> Mapping[str, Mapping[str, Any]]:
    """By template."""
    incident = stored(Incident(5, 9, IncidentKind.CHEATING, "<what>", 1, BEGINS), 1)
    room = {"sitting": SITTING, "room": ROOM, "ends_at": ENDS, "left": 15, "expected": 30, "here": 28, "absent": 2}
    told = {"incident": incident, "by": "<W>", "who": "<N>", "seat": 12}
    return {
        "exam/ask_incident": {"draft": Telling(5, IncidentKind.CHEATING, 12, "<what>"), "who": "<N>", "seat": 12},
        "exam/ask_kind": {},
        "exam/ask_seat": {},
        "exam/ask_text": {},
        "exam/choose": {"count": 2},
        "exam/finish": {"seats": [3, 7], "left": 12, "earliest": BEGINS, "too_early": False},
        "exam/room": {
            **room,
            "record": RoomRecord(5, BEGINS, 1, 10),
            "incidents": [{"incident": incident, "seat": 12}],
        },
        "exam/signed": told,
        "exam/to_sign": told,
    }
