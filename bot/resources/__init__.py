"""Resources in the chat: the checklists of a batch."""

from __future__ import annotations

from bot.engine.area import Word
from bot.resources.checking import desk, restocking, waiving

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(desks=[desk], dialogues=[restocking, waiving])
