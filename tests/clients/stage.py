"""Where tales are played: a served sandbox with three people, and an example that runs against it."""

from __future__ import annotations

import asyncio
import signal
import socket
import tempfile
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from sandbox import Sandbox, Setup, serve
from sandbox.client.line import HttpLine
from tests.clients.person import PATIENCE, Json, Person
from tests.clients.program import Program

NAMES = {7001: "Ann", 7002: "Bob", 7003: "Cleo"}
PEOPLE = [
    {"id": number, "first_name": name, "username": f"{name.lower()}_talks", "language_code": "en"}
    for number, name in NAMES.items()
]
TOKEN = "7000000001:a-token-of-the-usual-length-for-clients"


@dataclass
class Stage:
    """`people` are Ann, Bob and Cleo in their chats with the bot; `steps` is what has happened."""

    sandbox: Sandbox
    address: str
    http: aiohttp.ClientSession
    folder: Path
    port: int
    command: list[str] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    programs: list[Program] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.people = [self.person(number) for number in NAMES]
        self.ann, self.bob, self.cleo = self.people

    def person(self, number: int, peer: int | None = None) -> Person:
        """A person in a chat: with the bot, or with `peer`."""
        place = f"{self.address}/people/{number}" + (f"/chats/{peer}" if peer else "")
        return Person(HttpLine(self.http, self.address, place), number, self.steps, self.alive)

    def alive(self) -> bool:
        """Whether the example runs."""
        return self.program.code is None

    @property
    def program(self) -> Program:
        """The example as it was started last."""
        return self.programs[-1]

    @property
    def web(self) -> str:
        """Where an example with a webhook listens."""
        return f"http://127.0.0.1:{self.port}"

    async def run(self) -> None:
        """Start the example."""
        log = self.folder / f"{len(self.programs)}.log"
        self.programs.append(await Program.start(self.command, log, BOT_TOKEN=self.sandbox.token))

    async def end(self, number: signal.Signals = signal.SIGTERM) -> int:
        """Stop it when it has confirmed all it got; its exit code.

        python-telegram-bot polls once more when it stops, and waits: a message lets that poll return at once.
        """
        bot, ended = self.sandbox.first_bot, asyncio.create_task(self.program.ended())
        await until(lambda: not bot.updates or ended.done())
        turn = bot.polling.turn
        self.program.send(number)
        await until(lambda: bot.polling.turn != turn or ended.done())
        if not ended.done():
            self.sandbox.say(self.cleo.id, "Bye!")
        return await ended

    async def writes(self, text: str) -> None:
        """A step: it stands in the log of the example."""
        self.steps.append("writes")
        await until(lambda: text in self.program.written())

    async def calls(self) -> list[Json]:
        """All that the example has called."""
        async with self.http.get(f"{self.address}/calls") as answer:
            found: list[Json] = (await answer.json())["calls"]
        return found

    async def get(self, path: str) -> str:
        """A step: somebody asks the example's own web server."""
        self.steps.append(path)
        async with self.http.get(self.web + path) as answer:
            assert answer.ok, answer
            return await answer.text()

    async def found(self, title: str, by: Person, members: list[int]) -> int:
        """A step: a new group; its id."""
        self.steps.append("found")
        given = {"title": title, "by": by.id, "members": members}
        async with self.http.post(f"{self.address}/groups", json=given) as answer:
            card = await answer.json()
        assert answer.ok, card
        return int(card["peer"])


async def until(true: Callable[[], bool]) -> None:
    """Wait for something of which nobody tells."""
    async with asyncio.timeout(PATIENCE):
        while not true():
            await asyncio.sleep(0.01)


def free_port() -> int:
    """A port on which nobody listens now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@asynccontextmanager
async def stage_for(command: Iterable[str]) -> AsyncIterator[Stage]:
    """A stage on which the example is not yet running; at the end nothing of it is left.

    `command`: what `play` is told, with {address}, {token}, {port}, {web}, {folder}, {ann}, {bob}, {cleo} to fill in.
    """
    sandbox = Sandbox(TOKEN, people=PEOPLE, setup=Setup(webhook_pause=0.05, conflict_pause=0.2))
    ids = {name.lower(): number for number, name in NAMES.items()}
    with tempfile.TemporaryDirectory() as folder:
        async with serve(sandbox) as address, aiohttp.ClientSession() as http:
            stage = Stage(sandbox, address, http, Path(folder), free_port())
            known = {"address": address, "token": TOKEN, "port": stage.port, "web": stage.web, "folder": folder, **ids}
            stage.command = [word.format_map(known) for word in command]
            try:
                yield stage
            finally:
                for program in stage.programs:
                    await program.kill()
