"""Reports in the chat: the board."""

from __future__ import annotations

from bot.engine.area import Word
from bot.reports.board import desk, section

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(desks=[desk], sections=[section])
