"""Playing the demo: one address to open, everything kept between runs, a clock that can be wound forward."""

from __future__ import annotations

import shutil
import socket
import webbrowser
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path

from bot.app.centre import Centre
from bot.app.keys import write_keys
from bot.app.main import open_centre
from bot.app.running import stop_event
from bot.app.staff import work_at
from bot.tools.demo.example import PEOPLE, hire, put_in
from bot.tools.demo.hall import setup
from bot.web.app import web_app
from bot.web.server import served
from config.model import Settings
from config.settings import load_settings
from domain.people import Role
from sandbox import TOKEN, Sandbox, serve
from sandbox.chats.person import Person

LOCALHOST = "127.0.0.1"
STAFF = frozenset(Role) - {Role.CANDIDATE}
GREETING = """
  Jianding · 鉴定   {address}

  Open the address above; play candidate and staff there. 打开上面的网址，扮演考生和工作人员。
  Everything is kept in {folder}/ (make demo RESET=1 starts afresh). Ctrl-C stops.
"""


@dataclass(frozen=True)
class DemoOptions:
    """How the demo is played."""

    port: int
    folder: Path
    reset: bool
    browser: bool


async def play(options: DemoOptions) -> None:
    """Run sandbox and centre until Ctrl-C. Raises OSError when the port is taken."""
    asked = stop_event()
    if options.reset and options.folder.exists():
        shutil.rmtree(options.folder)
    sandbox = Sandbox(
        path=options.folder / "sandbox",
        people=[somebody.in_sandbox() for somebody in PEOPLE],
        setup=setup(),
    )
    async with serve(sandbox, options.port) as address, AsyncExitStack() as pages:
        public = options.port + 1 if options.port and _is_free(options.port + 1) else None
        centre = await _centre(sandbox, demo_settings(options.folder, address, public))
        try:
            if public:
                await pages.enter_async_context(served(web_app(centre), LOCALHOST, public))
            print(GREETING.format(address=address, folder=options.folder), flush=True)
            if options.browser:
                webbrowser.open(address)
            await asked.wait()
            print("\n  Stopping …", flush=True)
        finally:
            await centre.close()


async def _centre(sandbox: Sandbox, settings: Settings) -> Centre:
    centre = await open_centre(settings, sandbox.clock.now)
    await put_in(centre.parts.database, settings, sandbox, sandbox.clock.now())

    async def tick(_offset: int) -> None:
        # At once: who winds the clock looks for what came due, and not a tick later.
        await centre.parts.due_tick.run()

    async def come(person: Person) -> None:
        """Whoever is made on the page as staff is staff, also after a reset of the sandbox; then they say hello."""
        if person.role_hint in STAFF:
            async with work_at(centre.parts.database, settings, sandbox.clock.now()) as work:
                await hire(work, person.id, person.first_name, Role(person.role_hint))
            sandbox.say(person.id, "/start")

    sandbox.clock.on_advance = tick
    sandbox.on_person = come
    await centre.start()
    return centre


def _is_free(port: int) -> bool:
    with socket.socket() as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((LOCALHOST, port))
        except (OSError, OverflowError):
            return False
    return True


def demo_settings(folder: Path, address: str, public: int | None = None) -> Settings:
    """Settings of the demo: everything in one folder, keys made there at the first run.

    `public` is the port where certificates are verified; without one, their codes lead to the bot.
    """
    keys = folder / "keys.toml"
    if not keys.exists():
        write_keys(keys)
    given = {
        "JIANDING_TOKEN": TOKEN,
        "JIANDING_API_BASE_URL": address,
        "JIANDING_DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'jianding.sqlite3'}",
        "JIANDING_DATA_DIR": str(folder),
        "JIANDING_KEYS_FILE": str(keys),
        "JIANDING_LIMITS__CHAT_PER_SECOND": "10",  # the sandbox does not hurry, and whoever plays should not wait
    }
    if public:
        given["JIANDING_WEB__PUBLIC_URL"] = f"http://{LOCALHOST}:{public}"
    return load_settings(None, given)
