"""Marking in the chat: examiners' sheets by code, clerks' two entries of theory marks."""

from __future__ import annotations

from bot.engine.area import Area
from bot.marking import entry, news, sheet, sheets

__all__ = ["area"]


def area() -> Area:
    """What the composition root puts together."""
    return Area(
        routers=[sheets.router, sheet.router, entry.router, news.router],
        dialogues=[sheet.marking, entry.entering],
        sections=[sheets.section, entry.section],
    )
