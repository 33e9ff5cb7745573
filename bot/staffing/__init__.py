"""Staffing in the chat: assigning, offering and answering duties, and the tickets."""

from __future__ import annotations

from bot.engine.area import Area
from bot.staffing import answering, assigning, replacing

__all__ = ["area"]


def area() -> Area:
    """What the composition root puts together."""
    routers = [assigning.router, replacing.router, answering.router]
    return Area(routers=routers, dialogues=[answering.declining], sections=[answering.section])
