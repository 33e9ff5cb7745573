"""The exam in the chat: the room card, and incidents."""

from __future__ import annotations

from bot.engine.area import Area
from bot.exam.incidents import recording
from bot.exam.incidents import router as incidents
from bot.exam.room import router

__all__ = ["area"]


def area() -> Area:
    """What the composition root puts together."""
    return Area(routers=[router, incidents], dialogues=[recording])
