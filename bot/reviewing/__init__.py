"""Reviewing in the chat: the queue and its cards, decisions with reasons, the director's overview."""

from __future__ import annotations

from bot.engine.area import Word
from bot.reviewing import deciding, overview, queueing, rejecting, returning

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(
        desks=[queueing.desk, deciding.desk, overview.desk],
        dialogues=[returning.dialogue, rejecting.dialogue],
        sections=[queueing.section, overview.section],
    )
