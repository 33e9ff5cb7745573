"""Small servers that behave as servers, and what stands before them, do on bad days."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager, suppress

Piece = bytes | float | None


class Scripted:
    """Answers each request with the next of some scripts: pieces to send; None hangs up, a number waits (seconds)."""

    def __init__(self, scripts: Sequence[Sequence[Piece]]) -> None:
        self._scripts = list(scripts)
        self.connections = 0
        self.port = 0
        self.heard: list[bytes] = []
        self.talks: list[asyncio.Future[None]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

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


@asynccontextmanager
async def scripted(*scripts: Sequence[Piece]) -> AsyncIterator[Scripted]:
    """A server that follows scripts."""
    server = Scripted(scripts)
    running = await asyncio.start_server(server.serve, "127.0.0.1", 0)
    server.port = running.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        running.close()
        if server.talks:
            await asyncio.wait(server.talks, timeout=1)
        await asyncio.sleep(0.01)


class ForgetfulRouter:
    """Passes connections on to a port; once it has forgotten them, it swallows what comes on those it had."""

    def __init__(self, port: int) -> None:
        self._far = port
        self._generation = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self.url = ""

    def forget(self) -> None:
        self._generation += 1

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        born = self._generation
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self._far)

        async def pump(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
            try:
                while data := await source.read(65536):
                    if born == self._generation:
                        target.write(data)
                        await target.drain()
            finally:
                far_writer.close()
                writer.close()

        for pair in ((reader, far_writer), (far_reader, writer)):
            self._tasks.add(asyncio.create_task(pump(*pair)))

    async def close(self) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.sleep(0.01)


@asynccontextmanager
async def forgetful_router(port: int) -> AsyncIterator[ForgetfulRouter]:
    """A router before that port."""
    router = ForgetfulRouter(port)
    running = await asyncio.start_server(router.serve, "127.0.0.1", 0)
    router.url = f"http://127.0.0.1:{running.sockets[0].getsockname()[1]}"
    try:
        yield router
    finally:
        running.close()
        await router.close()


@contextmanager
def swallowing_port() -> Iterator[int]:
    """A port that neither takes nor refuses connections: its queue is full."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as full:
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(full.getsockname())
        try:
            yield full.getsockname()[1]
        finally:
            for filler in fillers:
                filler.close()
