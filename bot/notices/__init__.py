"""Notices in the chat: written, previewed and published by officers; followed and read by everybody."""

from __future__ import annotations

from bot.engine.area import Area
from bot.notices import following, news
from bot.notices.asking import remark, timing
from bot.notices.router import router

__all__ = ["area"]


def area() -> Area:
    """What the composition root puts together."""
    return Area(
        routers=[router, news.router, following.router],
        dialogues=[remark, timing],
        sections=[following.section],
    )
