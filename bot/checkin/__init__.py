"""Check-in in the chat: the door, the rooms, what is done by hand, and the candidate's receipt."""

from __future__ import annotations

from bot.checkin import byhand, door, rooms
from bot.engine.area import Word

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    desks = [door.desk, rooms.desk, byhand.desk]
    return Word(desks=desks, dialogues=[byhand.finding, byhand.undoing], sections=[rooms.section])
