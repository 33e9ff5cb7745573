"""What the people of the tour stand on: a sandbox, a centre with its web page, and a clock that is set forward."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

import aiohttp
from sqlalchemy import func, select

from bot.app.centre import Centre
from bot.app.staff import work_at
from bot.tools.tour.cast import STAFF, Candidate
from sandbox import NotSeen, Sandbox, Someone
from storage.engine.inbox import InboxState, inbox
from storage.engine.jobs import JobState, job
from storage.engine.outbox import OutboxState, outbox
from storage.work import StoredWork

PATIENCE = 30  # seconds in which nothing new comes
MOST_LOOKS = 3000  # more than half a minute
Camera = Callable[[str, str], Awaitable[None]]  # the name of a picture, the address of a page
NAMES = {somebody.id: somebody.name for somebody in STAFF}


def expect(holds: object, otherwise: str) -> None:
    """Raise NotSeen unless it holds; `otherwise` says what is the case then."""
    if not holds:
        raise NotSeen(otherwise)


async def no_camera(_picture: str, _address: str) -> None:
    """Nobody takes pictures."""


@dataclass(frozen=True)
class Places:
    """Addresses of the sandbox's page and of the centre's web page, and the folder for what people are handed."""

    page: str
    public: str
    kept: Path
    camera: Camera = no_camera


@dataclass
class Stage:
    """`batch_id` is whose story it is; `figures` are what the tour measured on the way, by name."""

    sandbox: Sandbox
    centre: Centre
    http: aiohttp.ClientSession
    places: Places
    batch_id: int = 0
    persons: dict[int, Someone] = field(default_factory=dict)
    figures: dict[str, int] = field(default_factory=dict)

    def staff(self, chat: int) -> Someone:
        """One of the staff, by their number at Telegram."""
        return self._person(chat, NAMES[chat])

    def candidate(self, who: Candidate) -> Someone:
        """A candidate."""
        return self._person(who.chat, who.name)

    def stranger(self, name: str) -> Someone:
        """Somebody whom the centre has never met."""
        return self._person(self.sandbox.add_person({"first_name": name}).id, name)

    def _person(self, chat: int, name: str) -> Someone:
        if chat not in self.persons:
            someone = self.persons[chat] = self.sandbox.someone(chat)
            someone.name, someone.patience = name, PATIENCE
        return self.persons[chat]

    @property
    def now(self) -> datetime:
        """The clock that everybody sees."""
        return self.sandbox.clock.now()

    def records(self) -> AbstractAsyncContextManager[StoredWork]:
        """The centre's records: to count, and to read what a camera reads from a printed code; never to write."""
        return work_at(self.centre.parts.database, self.centre.parts.settings, self.now)

    async def go_to(self, moment: datetime) -> None:
        """Set the clock to a moment (a second after it), and let come what is due."""
        self.sandbox.clock.advance(int((moment - self.now).total_seconds()) + 1)
        await self.centre.parts.due_tick.run()
        await self.settle()

    async def pass_time(self, **time: float) -> None:
        """Let so much time go by."""
        await self.go_to(self.now + timedelta(**time))

    async def settle(self) -> None:
        """Wait until no update, no job and no call is waiting. Raises NotSeen."""
        for _ in range(MOST_LOOKS):
            if not await self._busy():
                return
            self.centre.wake_all()
            await asyncio.sleep(0.01)
        raise NotSeen(f"the centre does not come to rest: {await self._complaints()}")

    async def _busy(self) -> int:
        arriving = len(self.sandbox.updates)  # read first: what is taken meanwhile is in the database then
        waiting = (
            select(func.count()).where(inbox.c.state == int(InboxState.WAITING)),
            select(func.count()).where(job.c.state == int(JobState.OPEN)),
            select(func.count()).where(outbox.c.state <= int(OutboxState.SENDING)),
        )
        async with self.centre.parts.database.read() as connection:
            return sum([await connection.scalar(each) or 0 for each in waiting], start=arriving)

    async def _complaints(self) -> list[str]:
        complaining = (
            select(job.c.kind, job.c.error).where(job.c.error.is_not(None)),
            select(outbox.c.method, outbox.c.error).where(outbox.c.error != ""),
        )
        async with self.centre.parts.database.read() as connection:
            return [f"{name}: {error}" for each in complaining for name, error in await connection.execute(each)]

    async def keep(self, name: str, whose: Someone, ending: str) -> bytes:
        """Put the newest file that a person got under this name into the folder of the tour; its bytes."""
        _, content = await whose.file(ending)
        _write(self.places.kept / name, content)
        return content

    async def show(self, picture: str, whose: Someone) -> None:
        """Here a picture of the documents is taken: of somebody's chat, as it stands in the sandbox's page."""
        await self.places.camera(picture, f"{self.places.page}/#/{whose.id}")


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


async def open_batch(person: Someone, command: str) -> None:
    """The card of the tour's batch, by way of a command that lists the batches."""
    await person.say(command)
    await person.sees("请选择批次")
    await person.press("第 1 批")
