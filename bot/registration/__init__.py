"""Registration in the chat, for candidates and reviewers."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.work_jobs import Trade
from bot.registration import closing, importing, reviewing
from bot.registration.desk import begin, desk
from bot.registration.dialogue import mending, registration, spell
from bot.registration.news import news
from bot.registration.photos import KIND, PhotoJudged, PhotoTrade
from bot.registration.status import SECTIONS
from bot.word import Word, Workshop

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(
        desks=[desk, news, closing.desk, *reviewing.desks(), *importing.desks()],
        dialogues=[registration, mending, spell, *reviewing.dialogues(), *importing.dialogues()],
        sections=[*SECTIONS, closing.section, *reviewing.sections(), *importing.sections()],
        events=[PhotoJudged, *importing.EVENTS],
        trades=_trades,
        goals={"register": begin, "join": importing.joining.begin},
    )


def _trades(workshop: Workshop) -> Mapping[str, Trade]:
    return {KIND: PhotoTrade(workshop.api, workshop.files).trade(), **importing.trades(workshop)}
