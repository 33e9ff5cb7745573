"""The archive in the chat: what is in it, closing a batch, and statistics."""

from __future__ import annotations

from collections.abc import Mapping

from bot.archive import statistics
from bot.archive.building import KIND, ArchiveTrade
from bot.archive.desk import desk, section
from bot.engine.work_jobs import Trade
from bot.word import Word, Workshop

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(desks=[desk, statistics.desk], sections=[section], trades=_trades)


def _trades(workshop: Workshop) -> Mapping[str, Trade]:
    return {KIND: ArchiveTrade(workshop).trade(), statistics.KIND: statistics.StatisticsTrade(workshop).trade()}
