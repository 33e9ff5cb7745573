"""Standards in the chat: a batch is planned from an occupation's standard, put right, given up."""

from __future__ import annotations

from bot.engine.area import Word
from bot.standards.dialogue import planning_batch, revising_batch
from bot.standards.router import desk, section

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(desks=[desk], dialogues=[planning_batch, revising_batch], sections=[section])
