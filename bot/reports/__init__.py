"""Reports in the chat: the board."""

from __future__ import annotations

from bot.reports.board import desk, section
from bot.word import Word

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(desks=[desk], sections=[section])
