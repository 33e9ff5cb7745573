"""Kept connections to the Bot API: one request at a time on each, read by httptools."""

from __future__ import annotations

import asyncio
import ssl
from functools import lru_cache, partial
from typing import NamedTuple, cast
from urllib.parse import urlsplit

from httptools import HttpParserError, HttpResponseParser
from telegram.error import NetworkError, TimedOut

HTTPS = "https"
MOST_BYTES = 1 << 26  # of an answer
KEPT = 64  # connections to one server that wait for their next request


class TooLong(Exception):  # noqa: N818 - says what it is
    """An answer is longer than what was allowed."""


class Server(NamedTuple):
    """Whom to talk to."""

    scheme: str
    host: str
    port: int


class Line(asyncio.Protocol):
    """One connection. Ask again only when the last answer has come and `usable` holds."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop  # asking asyncio for it each time is a system call
        self._transport: asyncio.WriteTransport | None = None
        self._parser = HttpResponseParser(self)
        self._answer: asyncio.Future[tuple[int, bytes]] | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._body: list[bytes] = []
        self._room = 0
        self.usable = True

    def ask(self, request: bytes, seconds: float, most: int = MOST_BYTES) -> asyncio.Future[tuple[int, bytes]]:
        """Send a request; the answer's status and body to come, or NetworkError, TimedOut, or TooLong past `most`."""
        assert self._transport is not None
        self._room = most
        self._answer = self._loop.create_future()
        self._alarm = self._loop.call_later(seconds, self._fail, TimedOut())
        self._transport.write(request)
        return self._answer

    def close(self) -> None:
        """Hang up."""
        self.usable = False
        if self._transport is not None:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Part of asyncio's protocol."""
        self._transport = cast("asyncio.WriteTransport", transport)  # uvloop's is one without saying so

    def data_received(self, data: bytes) -> None:
        """Part of asyncio's protocol."""
        try:
            self._parser.feed_data(data)
        except HttpParserError as broken:
            self._fail(NetworkError(f"no HTTP: {broken}"))
            self.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Part of asyncio's protocol."""
        self.usable = False
        self._fail(NetworkError(f"the connection was lost: {exc}" if exc else "the server hung up"))

    def on_body(self, body: bytes) -> None:
        """Part of the parser's protocol."""
        self._body.append(body)
        self._room -= len(body)
        if self._room < 0:
            self._fail(TooLong())
            self.close()

    def on_message_complete(self) -> None:
        """Part of the parser's protocol."""
        whole, self._body = b"".join(self._body), []
        self.usable = self.usable and self._parser.should_keep_alive()
        if (answer := self._waiting()) is not None:
            answer.set_result((self._parser.get_status_code(), whole))

    def _fail(self, error: NetworkError | TooLong) -> None:
        if (answer := self._waiting()) is not None:
            answer.set_exception(error)

    def _waiting(self) -> asyncio.Future[tuple[int, bytes]] | None:
        """The answer that is still waited for, whose alarm is called off."""
        if self._alarm is not None:
            self._alarm.cancel()
        return self._answer if self._answer is not None and not self._answer.done() else None


class Lines:
    """Connections to servers, kept for the next request."""

    def __init__(self) -> None:
        self._free: dict[Server, list[Line]] = {}

    async def post(self, url: str, body: bytes, seconds: float) -> tuple[int, bytes]:
        """POST JSON; status and body of the answer. Raises TimedOut, NetworkError."""
        server, head = _parsed(url)
        return await self._exchange(server, b"%b%d\r\n\r\n%b" % (head, len(body), body), seconds, MOST_BYTES)

    async def get(self, url: str, most: int, seconds: float) -> tuple[int, bytes]:
        """GET; status and body of the answer. Raises TooLong past `most` bytes, TimedOut, NetworkError."""
        server, path, host = _split(url)
        return await self._exchange(server, f"GET {path} HTTP/1.1\r\nHost: {host}\r\n\r\n".encode(), seconds, most)

    async def _exchange(self, server: Server, request: bytes, seconds: float, most: int) -> tuple[int, bytes]:
        line = self._kept(server) or await _connected(server, seconds)
        try:
            answer = await line.ask(request, seconds, most)
        except BaseException:
            line.close()
            raise
        self._keep(server, line)
        return answer

    def close(self) -> None:
        """Hang up everywhere."""
        for lines in self._free.values():
            for line in lines:
                line.close()
        self._free.clear()

    def _keep(self, server: Server, line: Line) -> None:
        free = self._free.setdefault(server, [])
        if line.usable and len(free) < KEPT:
            free.append(line)
        else:
            line.close()

    def _kept(self, server: Server) -> Line | None:
        free = self._free.get(server, [])
        while free:
            if (line := free.pop()).usable:
                return line
        return None


async def _connected(server: Server, seconds: float) -> Line:
    secure = _trust() if server.scheme == HTTPS else None
    loop = asyncio.get_running_loop()
    try:
        async with asyncio.timeout(seconds):
            _, line = await loop.create_connection(partial(Line, loop), server.host, server.port, ssl=secure)
    except TimeoutError as late:
        raise TimedOut from late
    except OSError as broken:
        raise NetworkError(f"{type(broken).__name__}: {broken}") from broken
    return line


@lru_cache(maxsize=1)
def _trust() -> ssl.SSLContext:
    return ssl.create_default_context()


@lru_cache(maxsize=256)
def _parsed(url: str) -> tuple[Server, bytes]:
    """The server, and the head of a request up to the number of its bytes."""
    server, path, host = _split(url)
    kind = "Content-Type: application/json"
    lines = [f"POST {path} HTTP/1.1", f"Host: {host}", kind, "Content-Length: "]
    return server, "\r\n".join(lines).encode()


def _split(url: str) -> tuple[Server, str, str]:
    """The server, the path, and the host as the server knows itself."""
    parts = urlsplit(url)
    port = parts.port or (443 if parts.scheme == HTTPS else 80)
    return Server(parts.scheme, parts.hostname or "", port), parts.path, parts.netloc
