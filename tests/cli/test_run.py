"""`jianding run`: one process against the Bot API, until it is told to stop."""

from __future__ import annotations

import asyncio
import os
import signal
import socket
from pathlib import Path

import aiohttp
import pytest

from bot.app.running import run
from sandbox import Sandbox, Someone, serve
from tests.town import settings_for


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


async def up(http: aiohttp.ClientSession, port: int, running: asyncio.Task[None]) -> None:
    """Wait until the process serves, or has ended: however long a busy machine takes to start it."""
    while not running.done():
        try:
            await http.get(f"http://127.0.0.1:{port}/health")
        except aiohttp.ClientConnectionError:
            await asyncio.sleep(0.05)
        else:
            return


async def test_it_answers_by_polling_says_that_it_is_well_and_stops_cleanly(database_url: str, tmp_path: Path) -> None:
    port = free_port()
    sandbox = Sandbox(people=[{"id": 1001, "first_name": "张伟"}])
    async with serve(sandbox) as address, aiohttp.ClientSession() as http:
        settings = settings_for(database_url, address, tmp_path, {"JIANDING_WEB__PORT": str(port)})
        running = asyncio.create_task(run(settings))
        await up(http, port, running)
        zhang = Someone.at(http, address, 1001)
        await zhang.say("/start")
        await zhang.sees("张伟，您好")
        async with http.get(f"http://127.0.0.1:{port}/health") as answer:
            assert (await answer.json())["ok"] is True
        os.kill(os.getpid(), signal.SIGTERM)
        async with asyncio.timeout(10):
            await running


async def test_a_taken_port_is_an_error_not_a_silence(tmp_path: Path) -> None:
    sandbox = Sandbox()
    async with serve(sandbox) as address:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            url = f"sqlite+aiosqlite:///{tmp_path / 'a.sqlite3'}"
            settings = settings_for(url, address, tmp_path, {"JIANDING_WEB__PORT": port})
            with pytest.raises(OSError, match="in use"):
                await run(settings)
