"""Facts for every text of the check-in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.checkin.rooms import AtRoom
from domain.checkin import Admission, AtTheDoor, Doors
from tests.planning.samples import BEGINS, BOOKING, ROOM, SITTING, TICKET
from tests.registration.examples import ZHANG
from tests.stored import stored


def samples() -> Mapping[str, Mapping[str, Any]]:
    """By template."""
    admission = stored(Admission(9, 5, BEGINS, 1, late=True), 1)
    whose = {"identity": ZHANG, "last": "123X", "photo": "", "booking": BOOKING}
    told = {"admission": admission, "booking": BOOKING, "sitting": SITTING, "room": ROOM}
    door = AtTheDoor(TICKET, BOOKING, SITTING, late=True, turned_away=admission)
    rooms = [AtRoom(SITTING, ROOM, 5, 30, 25, ["1 <N>"]), AtRoom(SITTING, ROOM, 30, 30, 0, [])]
    used = {"admitted_at": BEGINS, "room": "<3>", "seat": 12, "clerk": "<C>"}
    done = {**whose, "late": True, "here": 5, "expected": 30}
    return {
        "checkin/ask_reason": {},
        "checkin/ask_shown": {},
        "checkin/door": {**whose, "room": ROOM, "door": door, "away_by": "<C>"},
        "checkin/home": {"rooms": rooms},
        "checkin/let_in": done,
        "checkin/own_code": {},
        "checkin/receipt": {**told, "code": "A-017"},
        "checkin/receipt_undone": told,
        "checkin/rooms": {"rooms": rooms, "doors": Doors()},
        "checkin/to_settle": {**told, **whose, "clerk": "<C>"},
        "checkin/turned_away": done,
        "checkin/undone": {},
        "checkin/used": {**whose, **used},
    }
