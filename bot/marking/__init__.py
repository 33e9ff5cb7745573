"""Marking in the chat: examiners' sheets by code, clerks' two entries of theory marks."""

from __future__ import annotations

from bot.engine.area import Word
from bot.marking import entry, news, sheet, sheets

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(
        desks=[sheets.desk, sheet.desk, entry.desk, news.desk],
        dialogues=[sheet.marking, entry.entering],
        sections=[sheets.section, entry.section],
    )
