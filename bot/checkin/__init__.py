"""Check-in in the chat: the door, the rooms, what is done by hand, and the candidate's receipt."""

from __future__ import annotations

from bot.checkin import byhand, door, rooms
from bot.engine.area import Area

__all__ = ["area"]


def area() -> Area:
    """What the composition root puts together."""
    routers = [door.router, rooms.router, byhand.router]
    return Area(routers=routers, dialogues=[byhand.finding, byhand.undoing], sections=[rooms.section])
