"""The archive in the chat: what is in it, closing a batch, and statistics."""

from __future__ import annotations

from collections.abc import Mapping

from bot.archive import statistics
from bot.archive.building import KIND, ArchiveTrade
from bot.archive.router import desk, section
from bot.engine.area import Word, Workshop
from bot.engine.jobs import Trade

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(desks=[desk, statistics.desk], sections=[section], trades=_trades)


def _trades(workshop: Workshop) -> Mapping[str, Trade]:
    return {KIND: ArchiveTrade(workshop).trade(), statistics.KIND: statistics.StatisticsTrade(workshop).trade()}
