"""The exam in the chat: the room card, and incidents."""

from __future__ import annotations

from bot.engine.area import Word
from bot.exam.incidents import desk as incidents
from bot.exam.incidents import recording
from bot.exam.room import desk

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(desks=[desk, incidents], dialogues=[recording])
