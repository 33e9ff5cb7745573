"""uvicorn in the running loop, leaving signals to its host."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import AsyncIterator, Iterator
from functools import partial
from typing import Any

import uvicorn
from starlette.applications import Starlette

from bot.engine.supervision import Supervisor, Well
from bot.web.entrance import Admitted, Entrance
from bot.web.headers import ALWAYS, Careful

STOP_SECONDS = 2


class _Server(uvicorn.Server):
    """uvicorn that leaves signals to its host, and says when it serves."""

    def __init__(self, config: uvicorn.Config, well: Well) -> None:
        super().__init__(config)
        self._well = well

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Serve, and only then say that all is well."""
        await super().startup(sockets)
        self._well()


class ServerEnded(Exception):  # noqa: N818 - says what it is
    """The web server has ended though nobody asked it to."""


class _Serving:
    """Serves an app on a socket that listens already."""

    def __init__(self, app: Starlette, listening: socket.socket) -> None:
        self._config = _config(app)
        self._listening = listening
        self._server: _Server | None = None
        self._stopping = False

    async def run(self, well: Well) -> None:
        """Serve until stopped. Raises ServerEnded, and whatever the server raises."""
        self._server = _Server(self._config, well)
        # A copy: the server closes what it is given, and whoever comes while it is begun again waits at the other.
        await self._server.serve(sockets=[self._listening.dup()])
        if not self._stopping:
            raise ServerEnded

    def stop(self) -> None:
        self._stopping = True
        if self._server is not None:
            self._server.should_exit = True


def _config(app: Starlette) -> uvicorn.Config:
    protocol: Any = partial(Admitted, entrance=getattr(app.state, "entrance", None) or Entrance())
    return uvicorn.Config(
        Careful(app),
        http=protocol,
        headers=ALWAYS,
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,  # whom to believe is a setting, and so the application's (bot/web/app.py)
        timeout_graceful_shutdown=STOP_SECONDS,
    )


@contextlib.asynccontextmanager
async def served(app: Starlette, host: str, port: int, supervisor: Supervisor | None = None) -> AsyncIterator[str]:
    """Serve the app, watched by a supervisor; gives its base address. Raises OSError when the port is taken."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, port))
        listening.listen()  # whoever comes before the server is up waits, and is not turned away
    except OSError:
        listening.close()
        raise
    serving, watch = _Serving(app, listening), supervisor or Supervisor()
    watch.start("web", serving.run, serving.stop)
    try:
        yield f"http://{host}:{listening.getsockname()[1]}"
    finally:
        await watch.end("web")
        listening.close()
