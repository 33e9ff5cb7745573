"""Kept connections: answers in pieces, servers that hang up, that are late, that talk no HTTP."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager, suppress

import pytest
from telegram.error import NetworkError, TimedOut

from bot.engine.wire import Lines, TooLong

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"
CHUNKED = b"HTTP/1.1 429 Too Many\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n"
CLOSING = b"HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"


class Server:
    """Answers each request with the next of some scripts: pieces to send; None hangs up, a number waits (seconds)."""

    def __init__(self, scripts: Sequence[Sequence[bytes | float | None]]) -> None:
        self._scripts = list(scripts)
        self.connections = 0
        self.port = 0
        self.heard: list[bytes] = []
        self.talks: list[asyncio.Future[None]] = []

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        self.talks.append(asyncio.ensure_future(self._talk(reader, writer)))
        with suppress(asyncio.IncompleteReadError, ConnectionError):
            await self.talks[-1]
        writer.close()

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while head := await reader.readuntil(b"\r\n\r\n"):
            length = int((*head.lower().split(b"content-length: "), b"0")[1].split(b"\r\n")[0])
            self.heard.append(head + await reader.readexactly(length))
            for piece in self._scripts.pop(0):
                if piece is None:
                    return
                if isinstance(piece, bytes):
                    writer.write(piece)
                    await writer.drain()
                await asyncio.sleep(0.01 if isinstance(piece, bytes) else piece)


Post = Callable[[float], Awaitable[tuple[int, bytes]]]


@asynccontextmanager
async def talking(*scripts: Sequence[bytes | float | None]) -> AsyncIterator[tuple[Server, Post]]:
    """A server that follows scripts, and how to post to it."""
    server, lines = Server(scripts), Lines()
    running = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = running.sockets[0].getsockname()[1]
    try:
        yield server, lambda seconds: lines.post(f"http://127.0.0.1:{server.port}/bot1:x/getMe", b'{"a":1}', seconds)
    finally:
        lines.close()
        running.close()
        await asyncio.wait(server.talks, timeout=1)
        await asyncio.sleep(0.01)


async def test_a_connection_is_kept_for_the_next_call() -> None:
    async with talking([ANSWER], [ANSWER[:20], ANSWER[20:]], [CHUNKED]) as (server, post):
        assert [await post(5) for _ in range(3)] == [(200, b"ok"), (200, b"ok"), (429, b"abcde")]
        assert server.connections == 1
    head, _, body = server.heard[0].partition(b"\r\n\r\n")
    assert head.startswith(b"POST /bot1:x/getMe HTTP/1.1\r\nHost: 127.0.0.1:")
    assert body == b'{"a":1}'


async def test_a_file_is_fetched_up_to_the_most_that_was_allowed() -> None:
    """What is longer is cut off, and its connection is not used again."""
    async with talking([ANSWER], [CHUNKED], [ANSWER]) as (server, post):
        url = f"http://127.0.0.1:{server.port}/file/photo.jpg"
        lines = Lines()
        assert await lines.get(url, 2, 5) == (200, b"ok")
        with pytest.raises(TooLong):
            await lines.get(url, 4, 5)
        assert await post(5) == (200, b"ok")
        assert server.connections == 2
        lines.close()
    assert server.heard[0].startswith(b"GET /file/photo.jpg HTTP/1.1\r\nHost: 127.0.0.1:")


async def test_calls_at_once_have_a_connection_each() -> None:
    async with talking([0.05, ANSWER], [0.05, ANSWER]) as (server, post):
        assert set(await asyncio.gather(post(5), post(5))) == {(200, b"ok")}
        assert server.connections == 2


async def test_what_the_server_closes_is_not_used_again() -> None:
    async with talking([CLOSING, None], [ANSWER]) as (server, post):
        assert [await post(5), await post(5)] == [(200, b"ok"), (200, b"ok")]
        assert server.connections == 2


@pytest.mark.parametrize("script", [[None], [ANSWER[:30], None], [b"no HTTP at all\r\n\r\n"]])
async def test_no_whole_answer_is_a_network_error(script: Sequence[bytes | None]) -> None:
    async with talking(script, [ANSWER]) as (_, post):
        with pytest.raises(NetworkError):
            await post(5)
        assert await post(5) == (200, b"ok")


async def test_a_late_answer_is_told_and_never_taken_for_the_next() -> None:
    async with talking([0.3, ANSWER], [CHUNKED]) as (server, post):
        with pytest.raises(TimedOut):
            await post(0.05)
        assert await post(5) == (429, b"abcde")
        assert server.connections == 2


async def test_nobody_listens() -> None:
    with pytest.raises(NetworkError):
        await Lines().post("http://127.0.0.1:9/bot1:x/getMe", b"{}", 5)
