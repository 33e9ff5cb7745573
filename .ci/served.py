"""Whether what is installed beside this Python serves: `served.py sandbox` or `served.py demo`.

It is run by the Python of a clean environment, in a folder from which the repository cannot be imported.
"""

import asyncio
import os
import re
import sys
from importlib.util import find_spec
from pathlib import Path

import aiohttp

from sandbox import Someone

BESIDE = Path(sys.prefix) / "bin"
COMMANDS = {
    "sandbox": (sys.executable, "-m", "sandbox", "--port", "0"),
    "demo": (str(BESIDE / "jianding"), "demo", "--port", "0", "--no-browser", "--data", "demo"),
}
NOT_NEEDED = ("sqlalchemy", "highspy", "reportlab", "telegram", "bot")
STARTING = 90  # seconds; the first start compiles what it imports


async def serve(what: str) -> None:
    """Start it, let somebody look, and let it end."""
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    program = await asyncio.create_subprocess_exec(*COMMANDS[what], stdout=asyncio.subprocess.PIPE, env=environment)
    try:
        async with aiohttp.ClientSession() as http:
            await LOOKS[what](http, await announced(program))
    finally:
        program.terminate()
        await program.wait()


async def announced(program: asyncio.subprocess.Process) -> str:
    """The address that it prints."""
    assert program.stdout is not None
    async with asyncio.timeout(STARTING):
        while line := await program.stdout.readline():
            if found := re.search(r"http://127\.0\.0\.1:\d+", line.decode()):
                return found[0]
    raise SystemExit("it has ended without an address")


async def look_at_sandbox(http: aiohttp.ClientSession, address: str) -> None:
    """The page, and an answer of the Bot API; nothing is installed that the sandbox does not need."""
    if found := [name for name in NOT_NEEDED if find_spec(name)]:
        raise SystemExit(f"the sandbox drags along {found}")
    async with http.get(address) as page, http.get(f"{address}/page/main.js") as script:
        assert (page.status, script.status) == (200, 200)
    async with http.get(f"{address}/bots") as bots:
        token = (await bots.json())["bots"][0]["token"]
    async with http.get(f"{address}/bot{token}/getMe") as answer:
        assert (await answer.json())["ok"]


async def look_at_demo(http: aiohttp.ClientSession, address: str) -> None:
    """A candidate is greeted and asked, staff have their work before them."""
    zhang = await Someone.at(http, address, 1001).say("/start")
    await zhang.sees("张伟")
    await zhang.press("现在报名")
    await zhang.sees("报名须知")
    await Someone.at(http, address, 2001).sees("王芳")


LOOKS = {"sandbox": look_at_sandbox, "demo": look_at_demo}

if __name__ == "__main__":
    asyncio.run(serve(sys.argv[1]))
    sys.stdout.write(f"The wheel serves: {sys.argv[1]}.\n")
