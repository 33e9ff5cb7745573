"""Standards in the chat: a batch is planned from an occupation's standard, put right, given up."""

from __future__ import annotations

from bot.engine.area import Area
from bot.standards.dialogue import planning_batch, revising_batch
from bot.standards.router import router, section

__all__ = ["area"]


def area() -> Area:
    """What the composition root puts together."""
    return Area(routers=[router], dialogues=[planning_batch, revising_batch], sections=[section])
