"""People at the door: who acts, the home card, consents, language and help."""

from __future__ import annotations

from bot.engine.area import Word
from bot.people.router import door

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(desks=[door])
