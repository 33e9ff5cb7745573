"""Scores in the chat: summary, audit and release for staff; one's own score, the public list and checks for all."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.area import Word, Workshop
from bot.engine.jobs import Trade
from bot.scores import answering, asking, auditing, card, changing, own, public, releasing

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    desks = [own.desk, asking.desk, public.desk, card.desk, auditing.desk, releasing.desk, answering.desk]
    dialogues = [asking.asking, auditing.resolving, releasing.timing, answering.upholding, changing.correcting]
    sections = [own.section, public.section, answering.section]
    return Word(desks=[*desks, changing.desk], dialogues=dialogues, sections=sections, trades=_trades)


def _trades(workshop: Workshop) -> Mapping[str, Trade]:
    return {public.KIND: public.PublicListTrade(workshop).trade()}
