"""Reviewing in the chat: the queue and its cards, decisions with reasons, the director's overview."""

from __future__ import annotations

from bot.engine.area import Area
from bot.reviewing import deciding, overview, queueing, rejecting, returning

__all__ = ["area"]


def area() -> Area:
    """What the composition root puts together."""
    return Area(
        routers=[queueing.router, deciding.router, overview.router],
        dialogues=[returning.dialogue, rejecting.dialogue],
        sections=[queueing.section, overview.section],
    )
