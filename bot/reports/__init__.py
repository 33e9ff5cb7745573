"""Reports in the chat: the board."""

from __future__ import annotations

from bot.engine.area import Area
from bot.reports.board import router, section

__all__ = ["area"]


def area() -> Area:
    """What the composition root puts together."""
    return Area(routers=[router], sections=[section])
