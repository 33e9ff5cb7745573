"""A whole town for a test: sandbox, centre and people in one loop, over real HTTP; time moves when the test says so."""

from __future__ import annotations

import asyncio
import base64
import math
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import aiohttp
from sqlalchemy import func, select

from bot.app.centre import Centre
from bot.app.main import open_centre
from bot.app.staff import operator_database
from bot.tools.demo.example import PEOPLE, put_in
from bot.web.app import web_app
from bot.web.server import served
from config.model import Centre as CentreFacts
from config.model import Settings
from config.settings import load_settings
from domain.local import LOCAL
from sandbox import TOKEN, Sandbox, Someone, serve
from storage.engine.broadcasts import BroadcastState, broadcast
from storage.engine.inbox import InboxState, inbox
from storage.engine.jobs import JobState, job
from storage.engine.outbox import OutboxState, outbox
from tests.content import Content

PATIENCE = 60.0  # ends what hangs
BEGINS = datetime(2026, 11, 26, 10, tzinfo=LOCAL)  # a Thursday of which the tests know what follows
NAMES = {
    "zhang": 1001,
    "li": 1002,
    "wang": 2001,
    "liu": 2002,
    "chen": 3001,
    "zhao": 3002,
    "sun": 4001,
    "zhou": 4002,
    "wu": 4003,
    "zheng": 5001,
    "feng": 5002,
    "jiang": 5003,
    "han": 5004,
    "yang": 6001,
    "zhu": 6002,
    "qin": 6003,
    "xu": 7001,
    "he": 8001,
}


LEFT = select(
    select(func.count()).where(inbox.c.state == int(InboxState.WAITING)).scalar_subquery()
    + select(func.count()).where(job.c.state == int(JobState.OPEN)).scalar_subquery()
    + select(func.count()).where(outbox.c.state <= int(OutboxState.SENDING)).scalar_subquery()
    + select(func.count()).where(broadcast.c.state == int(BroadcastState.GOING)).scalar_subquery()
)


@dataclass
class Town:
    """The centre, the sandbox, and who lives there."""

    sandbox: Sandbox
    address: str
    settings: Settings
    http: aiohttp.ClientSession
    centre: Centre
    people: dict[int, Someone] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Someone:
        if name not in NAMES:
            raise AttributeError(name)
        return self.person(NAMES[name])

    def person(self, person_id: int) -> Someone:
        """Somebody who lives here."""
        return self.people.setdefault(person_id, Someone.at(self.http, self.address, person_id))

    def newcomer(self, name: str) -> Someone:
        """Somebody new in town."""
        return self.person(self.sandbox.add_person({"first_name": name}).id)

    @property
    def now(self) -> datetime:
        """The town's clock."""
        return self.sandbox.clock.now()

    async def pass_time(self, **time: float) -> None:
        """Let time go by once what is under way has ended, and what is due come."""
        await self.settle()
        self.sandbox.clock.advance(int(timedelta(**time).total_seconds()))
        await self.centre.parts.due_tick.run()
        await self.settle()

    async def settle(self) -> None:
        """Wait until nothing is waiting: no update, no job, no call."""
        try:
            async with asyncio.timeout(PATIENCE):
                while await self._busy():
                    self.centre.wake_all()
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise AssertionError(f"still waiting: {await self._stuck()}") from None

    async def _stuck(self) -> list[str]:
        """What jobs and calls complain of."""
        async with self.centre.parts.database.read() as connection:
            jobs = (await connection.execute(select(job.c.kind, job.c.error).where(job.c.error.is_not(None)))).all()
            calls = (
                await connection.execute(select(outbox.c.method, outbox.c.error).where(outbox.c.error != ""))
            ).all()
        return [f"{name}: {error}" for name, error in [*jobs, *calls]]

    async def _busy(self) -> int:
        arriving = len(self.sandbox.updates)  # read first: what is taken meanwhile is in the database then
        async with self.centre.parts.database.read() as connection:
            return arriving + (await connection.scalar(LEFT) or 0)

    async def restart(self) -> None:
        """Stop the centre and start it again on the same database."""
        await self.centre.close()
        self.centre = await open_centre(self.settings, self.sandbox.clock.now)
        await self.centre.start()


class Nowhere:
    """A hall in which nobody is heard."""

    def say(self, person_id: int, text: str) -> None:
        """Say it to nobody."""


async def _put_in_centre(database_url: str) -> None:
    settings = settings_for(database_url, "http://127.0.0.1:1", Path(), {})
    async with operator_database(settings) as database:
        await put_in(database, settings, Nowhere(), BEGINS)


CENTRE = Content("centre", _put_in_centre)


@asynccontextmanager
async def town_on(
    database_url: str, folder: Path, more: Mapping[str, str] | None = None, port: int | None = None
) -> AsyncIterator[Town]:
    """A town on that database, at BEGINS; `more`: settings by their variable's name; `port` serves the web side too.

    The people of the demo are put in unless they are there.
    """
    sandbox = Sandbox(people=[somebody.in_sandbox() for somebody in PEOPLE])
    sandbox.clock.advance(math.ceil((BEGINS - sandbox.clock.now()).total_seconds()))
    greet(sandbox)
    async with serve(sandbox) as address, aiohttp.ClientSession() as http:
        settings = settings_for(database_url, address, folder, more or {})
        centre = await open_centre(settings, sandbox.clock.now)
        await put_in(centre.parts.database, settings, Nowhere(), BEGINS)
        town = Town(sandbox, address, settings, http, centre)
        async with AsyncExitStack() as stack:
            stack.push_async_callback(lambda: town.centre.close())  # noqa: PLW0108 - the centre may be another one by then
            if port is not None:
                await stack.enter_async_context(served(web_app(centre), "127.0.0.1", port))
            await centre.start()
            await town.settle()
            yield town


def greet(sandbox: Sandbox) -> None:
    """Let staff have said hello: that took a fifth of all tests' time. The tests of the demo see it."""
    for somebody in PEOPLE:
        if somebody.role is not None:
            sandbox.private(sandbox.first_bot, sandbox.person(somebody.id)).started = True


def facts_of_centre() -> CentreFacts:
    """The centre of the default settings, as texts show it."""
    return load_settings(None, {}).centre


def settings_for(database_url: str, address: str, folder: Path, more: Mapping[str, str]) -> Settings:
    """Settings of a test: keys of its process, no limits of pace unless asked for."""
    given = {
        "JIANDING_TOKEN": TOKEN,
        "JIANDING_API_BASE_URL": address,
        "JIANDING_DATABASE_URL": database_url,
        "JIANDING_DATA_DIR": str(folder),
        "JIANDING_KEYS__CURRENT": "k1",
        "JIANDING_KEYS__RING__K1": _key("k1"),
        "JIANDING_KEYS__INDEX": _key("index"),
        "JIANDING_LIMITS__OVERALL_PER_SECOND": "10000",
        "JIANDING_LIMITS__CHAT_PER_SECOND": "10000",
    }
    return load_settings(None, {**given, **more})


@cache
def _key(_name: str) -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()
