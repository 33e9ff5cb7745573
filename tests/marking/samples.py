"""Facts for every text of marking."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.marking.entry import Difference, Entered
from bot.marking.sheet import Marking
from bot.marking.sheets import Marked
from domain.language import Words
from domain.marking import Entries, OwnRound, OwnSheets, Paper, Reading, example_of
from domain.planning import Attendance, Booking, Room, Sitting
from domain.standards import Part
from tests.registration.examples import batch, standard
from tests.stored import stored

STARTS, ENDS = datetime(2026, 12, 19, 1, tzinfo=UTC), datetime(2026, 12, 19, 2, 30, tzinfo=UTC)
CRITERIA = standard().levels[4].criteria
ROOM = stored(Room("51", "Room 51", "示例考点", "示例路 1 号", Part.PRACTICAL, 30), 1)
SITTING = stored(Sitting(1, 4, Part.PRACTICAL, 1, STARTS, ENDS), 1)
BOOKING = stored(Booking(1, 1, 1, Part.PRACTICAL, 1, Attendance.PRESENT), 1)
OTHER = stored(Booking(1, 2, 2, Part.PRACTICAL, 2, Attendance.PRESENT), 2)
SHEETS = OwnSheets(SITTING, {1: "A-001", 2: "A-002"}, [BOOKING, OTHER], frozenset({2}))
PAPER = Paper(BOOKING, "260900001", Entries(865, 685), frozenset({1, 2}))
ROUND = OwnRound(SITTING, 1, [PAPER], [PAPER])


def samples() -> Mapping[str, Mapping[str, Any]]:
    """By template."""
    marked, entered = {"own": SHEETS, "room": ROOM}, Entered(SITTING, ROOM, ROUND)
    sitting = {"sitting": SITTING, "room": ROOM}
    draft = Marking(1, "A-002", (25, 24, 16, 16), ("4",), last="A-001", last_points=81)
    entry = {
        "own": ROUND,
        "room": ROOM,
        "missing": ["260900002"],
        "differences": [Difference("260900001", 865, ["Yang", "Zhu"])],
        "taken": [Reading("260900001", 865)],
    }
    return {
        "marking/sittings": {"count": 2},
        "marking/codes": marked,
        "marking/home": {"found": [Marked(SHEETS, ROOM)]},
        "marking/waits": marked,
        "marking/ask_marks": {"draft": draft, "criteria": CRITERIA, "example": example_of(CRITERIA), "own": SHEETS},
        "marking/ask_submitted": {
            "draft": draft,
            "pairs": list(zip(CRITERIA, draft.marks or (), strict=True)),
            "points": 81,
            "broken": [CRITERIA[3]],
        },
        "marking/finished": {"draft": draft},
        "marking/entries": {"found": [entered, Entered(SITTING, ROOM, None)]},
        "marking/home_entry": {"found": [entered]},
        "marking/entry_waits": sitting,
        "marking/ask_readings": entry,
        "marking/entered": entry,
        "marking/differ": sitting,
        "marking/all_in": {"batch": batch(), "name": Words({"zh": "电工", "en": "Electrician"})},
    }
