"""Resources in the chat: the checklists of a batch."""

from __future__ import annotations

from bot.engine.area import Area
from bot.resources.checking import restocking, router, waiving

__all__ = ["area"]


def area() -> Area:
    """What the composition root puts together."""
    return Area(routers=[router], dialogues=[restocking, waiving])
