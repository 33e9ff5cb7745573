"""Registration in the chat, from the first question to the application that was handed in."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.area import Word, Workshop
from bot.engine.jobs import Trade
from bot.registration import closing
from bot.registration.dialogue import mending, registration, spell
from bot.registration.news import news
from bot.registration.photos import KIND, PhotoJudged, PhotoTrade
from bot.registration.router import begin, desk
from bot.registration.status import SECTIONS

__all__ = ["word"]


def word() -> Word:
    """What the composition root puts together."""
    return Word(
        desks=[desk, news, closing.desk],
        dialogues=[registration, mending, spell],
        sections=[*SECTIONS, closing.section],
        events=[PhotoJudged],
        trades=_trades,
        goals={"register": begin},
    )


def _trades(workshop: Workshop) -> Mapping[str, Trade]:
    return {KIND: PhotoTrade(workshop.api, workshop.files).trade()}
