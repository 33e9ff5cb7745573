"""Staffing in the chat: assigning, offering and answering duties, and the tickets."""

from __future__ import annotations

from bot.staffing import answering, assigning, replacing
from bot.word import Word

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    desks = [assigning.desk, replacing.desk, answering.desk]
    return Word(desks=desks, dialogues=[answering.declining], sections=[answering.section])
