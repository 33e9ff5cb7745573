"""Staffing in the chat: assigning, offering and answering duties, and the tickets."""

from __future__ import annotations

from bot.engine.area import Word
from bot.staffing import answering, assigning, replacing

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    desks = [assigning.desk, replacing.desk, answering.desk]
    return Word(desks=desks, dialogues=[answering.declining], sections=[answering.section])
