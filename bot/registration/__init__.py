"""Registration in the chat, for candidates and reviewers: what the composition root puts together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.engine.desk import Desk
from bot.engine.dialogue import Dialogue
from bot.engine.request import BotApi
from bot.engine.work_jobs import Trade
from bot.people.home import SectionOf
from bot.registration import reviewing
from bot.registration.desk import begin, desk
from bot.registration.dialogue import mending, registration, spell
from bot.registration.news import news
from bot.registration.photos import KIND, PhotoJudged, PhotoTrade
from bot.registration.status import SECTIONS
from storage.engine.files import FileStore

__all__ = ["begin", "desks", "dialogues", "events", "sections", "trades"]


def desks() -> Sequence[Desk]:
    """Everything that is answered, in reading order."""
    return [desk, news, *reviewing.desks()]


def dialogues() -> Sequence[Dialogue]:
    """The conversations."""
    return [registration, mending, spell, *reviewing.dialogues()]


def sections() -> Sequence[SectionOf]:
    """Parts of the home card."""
    return [*SECTIONS, *reviewing.sections()]


def events() -> Sequence[type]:
    """Events that a step of a dialogue waits for; those of the desks are known by the desks."""
    return [PhotoJudged]


def trades(api: BotApi, files: FileStore) -> Mapping[str, Trade]:
    """Slow work, by kind."""
    return {KIND: PhotoTrade(api, files).trade()}
