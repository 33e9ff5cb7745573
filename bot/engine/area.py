"""An area of the product in the chat: what it answers, asks, shows at home, and does slowly.

The composition root knows each area by these; see the list of areas in `bot/app/areas.py`.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.engine.dialogue import Dialogue
from bot.engine.jobs import JobHandler
from bot.engine.rendering import Renderer
from bot.engine.request import BotApi
from bot.engine.router import Router
from config.model import Settings
from storage.engine.database import Database
from storage.engine.files import FileStore
from storage.work import StoredWork, WorkSettings

if TYPE_CHECKING:
    from bot.people.home import SectionOf  # the people are an area themselves


@dataclass(frozen=True)
class JobTools:
    """What slow work is done with: Telegram, files, the database (read at a moment), settings and texts."""

    api: BotApi
    files: FileStore
    database: Database
    work_settings: WorkSettings
    settings: Settings
    renderer: Renderer
    now: Callable[[], datetime]

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[StoredWork]:
        """A unit of work that only reads, beside the turns."""
        async with self.database.read() as connection:
            work = StoredWork(connection, self.now(), self.work_settings)
            try:
                yield work
            except BaseException:
                await work.abandon()
                raise
            await work.complete()  # what was read stays readable


JobHandlers = Callable[[JobTools], Mapping[str, JobHandler]]


def _no_job_handlers(_workshop: JobTools) -> Mapping[str, JobHandler]:
    return {}


@dataclass(frozen=True)
class Area:
    """One area: its routers in reading order, dialogues, sections of the home card, events that steps wait for.

    `job_handlers` makes its slow work by kind; `goals` are what a consent may have been asked for, by name.
    """

    routers: Sequence[Router] = ()
    dialogues: Sequence[Dialogue] = ()
    sections: Sequence[SectionOf] = ()
    events: Sequence[type] = ()
    job_handlers: JobHandlers = _no_job_handlers
    goals: Mapping[str, Any] = field(default_factory=dict)
