"""How somebody reaches a chat of a sandbox: over HTTP, or whatever else does what `Line` says."""

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from io import BytesIO
from typing import Protocol

import aiohttp

from sandbox.wire import Json

File = tuple[str, bytes]  # its name and what is in it
News = tuple[int, Sequence[Json]]  # the number of the last event, and what is new


class NotDone(AssertionError):  # noqa: N818 - reads as what happened
    """What was to be done cannot be done; the text says why."""


class Line(Protocol):
    """One person's way to one chat."""

    async def do(self, deed: str, given: Json, files: Sequence[File] = ()) -> Json:
        """Do it: what POST {deed} answers. Raises NotDone."""

    async def news(self, after: int, seconds: float, beyond: int = 0) -> News:
        """The events after that number; waits so many seconds when there is none, or none `beyond` another number."""

    async def screen(self) -> Json:
        """The chat as it stands."""

    async def fetch(self, address: str) -> bytes:
        """The file that stands as `url` or `thumb_url` in a message."""


@dataclass(frozen=True)
class HttpLine:
    """Over HTTP; `place` is the chat's address: `{sandbox}/people/{id}`, or `/chats/{peer}` behind it."""

    http: aiohttp.ClientSession
    address: str
    place: str

    async def do(self, deed: str, given: Json, files: Sequence[File] = ()) -> Json:
        """POST {deed}: JSON, or a form when there are files."""
        body = {"data": _form(given, files)} if files else {"json": given}
        async with self.http.post(f"{self.place}/{deed}", **body) as answer:
            done: Json = await answer.json()
            if answer.status != HTTPStatus.OK:
                raise NotDone(done["error"])
        return done

    async def news(self, after: int, seconds: float, beyond: int = 0) -> News:
        """GET chat?after=SEQ&wait=SECONDS&beyond=SEQ."""
        found = await self._get(f"{self.place}/chat?after={after}&wait={seconds}&beyond={beyond}")
        return found["seq"], found["events"]

    async def screen(self) -> Json:
        """GET screen."""
        return await self._get(f"{self.place}/screen")

    async def fetch(self, address: str) -> bytes:
        """GET /files/{file_unique_id}."""
        async with self.http.get(f"{self.address}{address}") as answer:
            return await answer.read()

    async def _get(self, url: str) -> Json:
        async with self.http.get(url) as answer:
            found: Json = await answer.json()
            if answer.status != HTTPStatus.OK:
                raise NotDone(found["error"])
        return found


def _form(given: Json, files: Sequence[File]) -> aiohttp.FormData:
    form = aiohttp.FormData({name: str(value) for name, value in given.items()})
    for name, content in files:
        form.add_field("file", BytesIO(content), filename=name)
    return form
