"""Planning in the chat: the plan of a batch, tickets and lists."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.area import Word, Workshop
from bot.engine.jobs import Trade
from bot.planning import arranging, drawing, listing, lists, tickets

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(desks=[arranging.desk, tickets.desk, lists.desk], sections=[tickets.section], trades=_trades)


def _trades(workshop: Workshop) -> Mapping[str, Trade]:
    return {
        drawing.KIND: drawing.TicketTrade(workshop).trade(),
        listing.KIND: listing.ListsTrade(workshop).trade(),
    }
