"""The programs as people start them: each in a process of its own, on the event loop that it takes by itself."""

from __future__ import annotations

import asyncio
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

from bot.tools.bench.site import site_in
from sandbox import Sandbox, Someone, serve
from tests.cli.test_run import free_port

STARTED = re.compile(rb"http://127\.0\.0\.1:\d+")
START_SECONDS = 60.0


@asynccontextmanager
async def program(*arguments: str, settings: Mapping[str, str] | None = None) -> AsyncIterator[str]:
    """`jianding …`, from the first address that it tells until it has stopped at Ctrl-C."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("JIANDING_")}
    running = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from bot.app.cli import main; main()",
        *arguments,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=environment | dict(settings or {}),
    )
    assert running.stdout is not None
    said = b""
    try:
        async with asyncio.timeout(START_SECONDS):
            while not (address := STARTED.search(said)):
                line = await running.stdout.readline()
                assert line, said.decode()
                said += line
        yield address[0].decode()
    finally:
        if running.returncode is None:
            running.send_signal(signal.SIGINT)
        rest, _ = await running.communicate()
    assert b"Traceback" not in said + rest, (said + rest).decode()


async def test_the_demo_answers_on_its_page(tmp_path: Path) -> None:
    demo = program("demo", "--port", "0", "--no-browser", "--data", str(tmp_path / "demo"))
    async with demo as address, aiohttp.ClientSession() as http:
        zhang = Someone.at(http, address, 1001)
        await zhang.say("/start")
        await zhang.sees("张伟，您好")


async def test_the_centre_answers_and_is_well(tmp_path: Path) -> None:
    sandbox = Sandbox(people=[{"id": 1001, "first_name": "张伟"}])
    port = str(free_port())
    async with serve(sandbox) as telegram, aiohttp.ClientSession() as http:
        settings = dict(site_in(tmp_path, telegram).environment)
        settings |= {"JIANDING_WEB__PORT": port, "JIANDING_LOG__LEVEL": "info"}
        async with program("run", settings=settings) as address:
            zhang = Someone.at(http, telegram, 1001)
            await zhang.say("/start")
            await zhang.sees("张伟，您好")
            async with http.get(f"{address}/health") as answer:
                assert (await answer.json())["ok"] is True
