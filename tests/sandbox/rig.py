"""What a test of the sandbox holds in its hands: both sides over HTTP, answers held against the specification."""

import io
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from sandbox import Sandbox, Setup, serve
from sandbox.wire.specification import check_result, check_update, names

ANN, BOB = 101, 102
PEOPLE: list[dict[str, Any]] = [
    {"id": ANN, "first_name": "安", "last_name": "李", "username": "ann", "phone": "8613800000101"},
    {"id": BOB, "first_name": "Bob", "language_code": "en"},
]


class Rig:
    """A running sandbox. `bot` calls the Bot API, `do` acts for a person, `see` looks."""

    def __init__(self, sandbox: Sandbox, base: str, http: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.base = base
        self.api = f"{base}/bot{sandbox.token}"
        self.http = http

    @property
    def bot_id(self) -> int:
        """The id of the first bot."""
        return self.sandbox.first_bot.id

    async def bot(self, method: str, files: dict[str, tuple[str, bytes]] | None = None, **params: Any) -> Any:
        """The whole answer of a call: JSON, or multipart when there are files."""
        body: Any = {"json": params} if files is None else {"data": form_of(params, files)}
        async with self.http.post(f"{self.api}/{method}", **body) as response:
            answer = await response.json()
        if answer["ok"]:
            assert check_result(names()[method.lower()], answer["result"]) == []
        else:
            assert answer["error_code"] == response.status
        return answer

    async def ok(self, method: str, **params: Any) -> Any:
        """The result of a call that succeeds."""
        answer = await self.bot(method, **params)
        assert answer["ok"], answer
        return answer["result"]

    async def error(self, method: str, **params: Any) -> str:
        """The description of a call that fails."""
        answer = await self.bot(method, **params)
        assert not answer["ok"], answer
        return str(answer["description"])

    async def updates(self, **params: Any) -> list[Any]:
        """getUpdates, each update checked."""
        found = await self.ok("getUpdates", **params)
        assert [wrong for update in found for wrong in check_update(update)] == []
        return list(found)

    async def do(self, person: int, deed: str, **given: Any) -> Any:
        """POST /people/{id}/{deed}."""
        return await self.post(f"/people/{person}/{deed}", **given)

    async def post(self, path: str, **given: Any) -> Any:
        status, answer = await self.request("POST", path, json=given)
        assert status == 200, answer
        return answer

    async def see(self, path: str) -> Any:
        status, answer = await self.request("GET", path)
        assert status == 200, answer
        return answer

    async def request(self, method: str, path: str, **more: Any) -> tuple[int, Any]:
        async with self.http.request(method, self.base + path, **more) as response:
            return response.status, await response.json()

    async def hello(self, person: int = ANN) -> None:
        """The person presses Start; the bot has seen it."""
        posted = await self.do(person, "start")
        await self.updates(offset=posted["update_id"] + 1)


def form_of(params: dict[str, Any], files: dict[str, tuple[str, bytes]]) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    for name, value in params.items():
        form.add_field(name, str(value))
    for name, (file_name, content) in files.items():
        form.add_field(name, io.BytesIO(content), filename=file_name)
    return form


@asynccontextmanager
async def running(setup: Setup | None = None, path: Path | None = None) -> AsyncIterator[Rig]:
    """A sandbox with two people, served."""
    sandbox = Sandbox(path=path, people=PEOPLE, setup=setup)
    async with serve(sandbox) as base, aiohttp.ClientSession() as http:
        yield Rig(sandbox, base, http)
