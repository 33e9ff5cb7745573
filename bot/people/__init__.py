"""People at the door: who acts, the home card, consents, language and help."""

from __future__ import annotations

from bot.engine.area import Area
from bot.people.router import door

__all__ = ["area"]


def area() -> Area:
    """What the composition root puts together."""
    return Area(routers=[door])
