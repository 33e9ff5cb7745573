"""Facts for every text of planning; the other words of the exam build theirs from these records."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.planning.arranging import Planned
from bot.planning.drawing import Seat
from domain.checkin import Doors
from domain.language import Words
from domain.planning import Booking, Room, Sitting, StaffNeeded, Ticket
from domain.standards import Part, Ratios
from tests.registration.examples import batch
from tests.stored import stored

NAME = Words({"zh": "电工", "en": "Electrician"})
ROOM = stored(Room("03", "<3>", "<V>", "<A> & 1", Part.THEORY, 30), 3)
BEGINS, ENDS = datetime(2026, 12, 19, 1, tzinfo=UTC), datetime(2026, 12, 19, 2, 30, tzinfo=UTC)
SITTING = stored(Sitting(1, 4, Part.THEORY, 3, BEGINS, ENDS), 5)
BOOKING = stored(Booking(1, 1, 5, Part.THEORY, 12), 9)
TICKET = stored(Ticket(1, 1, 1, "260004000015", "t" * 22, BEGINS), 1)
ABOUT = {"batch": batch(), "name": NAME}
SEATS = [Seat(SITTING, ROOM, BOOKING)]
PLANNED = Planned(SITTING, ROOM, 24, StaffNeeded(2, 5))


def samples() -> Mapping[str, Mapping[str, Any]]:
    """By template."""
    own = {**ABOUT, "ticket": TICKET, "level": 4, "seats": SEATS, "doors": Doors()}
    plan = {**ABOUT, "levels": [(4, 24)], "rooms": [ROOM], "idle": [ROOM], "ratios": Ratios()}
    return {
        "planning/choose_sitting": ABOUT,
        "planning/exam_near": {**own, "days": 1, "left": 24},
        "planning/home_ticket": own,
        "planning/list_door": ABOUT,
        "planning/list_sign_in": ABOUT,
        "planning/lists_coming": {},
        "planning/lists_failed": ABOUT,
        "planning/no_ticket": {},
        "planning/plan": {**plan, "planned": [PLANNED]},
        "planning/sitting": {**ABOUT, "one": PLANNED},
        "planning/ticket_calendar": {},
        "planning/ticket_coming": {},
        "planning/ticket_failed": {},
        "planning/ticket_issued": own,
        "planning/ticket_pdf": {"ticket": TICKET},
    }
