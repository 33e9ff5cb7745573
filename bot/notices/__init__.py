"""Notices in the chat: written, previewed and published by officers; followed and read by everybody."""

from __future__ import annotations

from bot.engine.area import Word
from bot.notices import following, news
from bot.notices.asking import remark, timing
from bot.notices.router import desk

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(
        desks=[desk, news.desk, following.desk],
        dialogues=[remark, timing],
        sections=[following.section],
    )
