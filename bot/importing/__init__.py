"""Importing in the chat: enrolling a class or a company from a table, and joining as one of those enrolled."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.area import Word, Workshop
from bot.engine.jobs import Trade
from bot.importing import joining, router
from bot.importing.dialogue import importing
from bot.importing.job import TABLE, TEMPLATE, TableRead, TableTrade, TemplateTrade

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(
        desks=[router.desk, joining.desk],
        dialogues=[importing, joining.joining],
        sections=[joining.section],
        events=[TableRead],
        trades=_trades,
        goals={"join": joining.begin},
    )


def _trades(workshop: Workshop) -> Mapping[str, Trade]:
    return {TABLE: TableTrade(workshop).trade(), TEMPLATE: TemplateTrade(workshop).trade()}
