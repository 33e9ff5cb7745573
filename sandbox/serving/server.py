"""Serving a sandbox: uvicorn in the running loop, on loopback, stopping within a second."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Iterator

import uvicorn

from sandbox.serving.door import Door
from sandbox.serving.facade import Sandbox

LOOPBACK = "127.0.0.1"
KEEP_ALIVE = 75
LAST_SECOND = 1


class _Server(uvicorn.Server):
    """Leaves the signals to its host."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self._ended = asyncio.Event()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def main_loop(self) -> None:
        """Wait for the end; uvicorn's own looks for it ten times a second, to renew headers that are not sent here."""
        await self._ended.wait()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Hang up; uvicorn's own first waits a tenth of a second, which is half of what a short test takes."""
        for listening in (*self.servers, *(sockets or ())):
            listening.close()
        for connection in list(self.server_state.connections):
            connection.shutdown()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LAST_SECOND):
                while self.server_state.connections or self.server_state.tasks:  # noqa: ASYNC110 - uvicorn tells nobody
                    await asyncio.sleep(0.002)
        for task in self.server_state.tasks:
            task.cancel()
        await self.lifespan.shutdown()

    def end(self) -> None:
        """Stop serving."""
        self.should_exit = True
        self._ended.set()


@contextlib.asynccontextmanager
async def serve(sandbox: Sandbox, port: int = 0) -> AsyncIterator[str]:
    """Serve on 127.0.0.1 (port 0: any free one); gives the base address, `http://127.0.0.1:PORT`."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # else asyncio leaves Nagle on
    # So that a sandbox that is started again finds its port free, although connections of the last one linger.
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
    except OSError:
        listening.close()
        raise
    sandbox.closing = False
    server = _Server(_config(sandbox))
    task = asyncio.create_task(server.serve(sockets=[listening]))
    try:
        # uvicorn tells nobody when it is ready. Should it fail before, its error is to come out at once.
        while not server.started:
            await asyncio.sleep(0.002)
            if task.done():
                task.result()
        yield f"http://{LOOPBACK}:{listening.getsockname()[1]}"
    finally:
        # Before the server, which waits for what is under way: long polls would let it wait for its whole last second.
        sandbox.stop()
        server.end()
        await task
        sandbox.close()


def _config(sandbox: Sandbox) -> uvicorn.Config:
    return uvicorn.Config(
        sandbox.app,
        http=Door,
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="warning",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        timeout_keep_alive=KEEP_ALIVE,
        timeout_graceful_shutdown=LAST_SECOND,
    )
