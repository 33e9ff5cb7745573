"""People at the door: who acts, the home card, consents, language and help."""

from __future__ import annotations

from bot.people.desk import door
from bot.word import Word

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(desks=[door])
