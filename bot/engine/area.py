"""A word of the product in the chat: what it answers, asks, shows at home, and does slowly.

The composition root knows each word by these; see the list of words in `bot/app/areas.py`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.engine.dialogue import Dialogue
from bot.engine.jobs import Trade
from bot.engine.rendering import Renderer
from bot.engine.request import BotApi
from bot.engine.router import Desk
from config.model import Settings
from storage.engine.database import Database
from storage.engine.files import FileStore
from storage.work import Ground, StoredWork

if TYPE_CHECKING:
    from bot.people.home import SectionOf  # the people are a word themselves


@dataclass(frozen=True)
class Workshop:
    """What slow work is done with: Telegram, files, the database (read at a moment), settings and texts."""

    api: BotApi
    files: FileStore
    database: Database
    ground: Ground
    settings: Settings
    renderer: Renderer
    now: Callable[[], datetime]

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[StoredWork]:
        """A unit of work that only reads, beside the turns."""
        async with self.database.read() as connection:
            work = StoredWork(connection, self.now(), self.ground)
            try:
                yield work
            except BaseException:
                await work.abandon()
                raise
            await work.complete()  # what was read stays readable


Trades = Callable[[Workshop], Mapping[str, Trade]]


def _no_trades(_workshop: Workshop) -> Mapping[str, Trade]:
    return {}


@dataclass(frozen=True)
class Word:
    """One word: its desks in reading order, dialogues, sections of the home card, events that steps wait for.

    `trades` makes its slow work by kind; `goals` are what a consent may have been asked for, by name.
    """

    desks: Sequence[Desk] = ()
    dialogues: Sequence[Dialogue] = ()
    sections: Sequence[SectionOf] = ()
    events: Sequence[type] = ()
    trades: Trades = _no_trades
    goals: Mapping[str, Any] = field(default_factory=dict)
