"""Putting the stage together: sandbox, centre and web page on a database of their own, staff, rooms, stock, cards."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

import aiohttp

from bot.app.centre import Centre
from bot.app.foundation import OtherKeys
from bot.app.main import open_centre
from bot.app.staff import work_at
from bot.tools.bench.site import site_in
from bot.tools.demo.equipment import equip
from bot.tools.demo.example import employ
from bot.tools.demo.hall import setup
from bot.tools.tour.cast import CANDIDATES, MORE_STAFF, STAFF
from bot.tools.tour.stage import Camera, Places, Stage, no_camera
from bot.web.app import web_app
from bot.web.server import served
from config.settings import load_settings
from domain.local import LOCAL, local_date
from domain.people import Role
from domain.staffing import Card, CardKind
from sandbox import Sandbox, serve
from storage.work import StoredWork

LOCALHOST = "127.0.0.1"
BEGINS = time(10)  # when the story begins: no quiet hours, whatever the machine's clock says
LEVELS, VALID_UNTIL = (5, 4, 3), date(2099, 12, 31)
KINDS = {Role.INVIGILATOR: CardKind.INVIGILATOR, Role.EXAMINER: CardKind.EXAMINER}


class InUse(Exception):  # noqa: N818 - says what is wrong
    """The database has batches already: the tour plays in an empty one."""


@dataclass(frozen=True)
class Play:
    """How the tour is played: the folder for what people are handed, the URL of an empty database, who takes pictures.

    Without a URL it plays in SQLite, in a folder that is gone afterwards.
    """

    kept: Path
    database_url: str | None = None
    camera: Camera = no_camera


@asynccontextmanager
async def stage_in(data: Path, play: Play) -> AsyncIterator[Stage]:
    """A stage whose centre keeps all it has in the folder `data`. Raises InUse."""
    people = [*(one.in_sandbox() for one in STAFF), *(one.in_sandbox() for one in CANDIDATES)]
    sandbox = Sandbox(people=people, setup=setup())
    sandbox.clock.advance(_until_the_morning(sandbox.clock.now()))
    async with serve(sandbox) as address, aiohttp.ClientSession() as http, AsyncExitStack() as stack:
        public = f"http://{LOCALHOST}:{_free_port()}"
        site = site_in(data, address, play.database_url)
        settings = load_settings(None, {**site.environment, "JIANDING_WEB__PUBLIC_URL": public})
        try:
            centre = await open_centre(settings, sandbox.clock.now)
        except OtherKeys:
            # Its own keys are new each time: a database that knows others has been used.
            raise InUse from None
        stack.push_async_callback(centre.close)
        await stack.enter_async_context(served(web_app(centre), LOCALHOST, int(public.rpartition(":")[2])))
        await _furnish(centre, sandbox)
        await centre.start()
        stage = Stage(sandbox, centre, http, Places(address, public, play.kept, play.camera))
        await stage.settle()
        yield stage


def _until_the_morning(now: datetime) -> int:
    """Seconds to the next morning."""
    return int((datetime.combine(local_date(now) + timedelta(days=1), BEGINS, LOCAL) - now).total_seconds())


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind((LOCALHOST, 0))
        return int(tried.getsockname()[1])


async def _furnish(centre: Centre, sandbox: Sandbox) -> None:
    """What an operator does before the first batch: roles by `jianding appoint`; rooms, stock and cards."""
    async with work_at(centre.parts.database, centre.parts.settings, sandbox.clock.now()) as work:
        if await work.standards.batches():
            raise InUse
        await employ(work, sandbox, STAFF)
        await equip(work)
        for somebody in MORE_STAFF:
            await _give_card(work, somebody.id, somebody.role)


async def _give_card(work: StoredWork, chat: int, role: Role | None) -> None:
    person = await work.people.by_chat(chat)
    assert person is not None
    assert role is not None
    work.staffing.add(Card(person.id, KINDS[role], f"T{chat}", (), LEVELS, VALID_UNTIL))
    await work.staffing.flush()
