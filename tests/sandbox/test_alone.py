"""`python -m sandbox`, as any bot author starts it."""

import asyncio
import re
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp

ROOT = Path(__file__).parents[2]


@asynccontextmanager
async def started(*arguments: str) -> AsyncIterator[tuple[str, str]]:
    """The program; gives its address and its greeting. It ends well when it is told to."""
    pipe = asyncio.subprocess.PIPE
    command = [sys.executable, "-m", "sandbox", "--port", "0", *arguments]
    program = await asyncio.create_subprocess_exec(*command, stdout=pipe, cwd=ROOT)
    assert program.stdout
    greeting = ""
    async with asyncio.timeout(20):
        while "Ctrl-C" not in greeting:
            greeting += (await program.stdout.readline()).decode()
    try:
        found = re.search(r"http://127\.0\.0\.1:\d+", greeting)
        assert found
        yield found[0], greeting
    finally:
        program.terminate()
        assert await asyncio.wait_for(program.wait(), 10) == 0


async def names(address: str, greeting: str) -> list[str]:
    """Who answers to the tokens of the greeting."""
    found = []
    async with aiohttp.ClientSession() as http:
        for token in re.findall(r"token (\S+)", greeting):
            async with http.get(f"{address}/bot{token}/getMe") as answer:
                found.append((await answer.json())["result"]["username"])
    return found


async def test_it_serves_a_bot_and_says_how_to_reach_it() -> None:
    async with started() as (address, greeting):
        assert await names(address, greeting) == ["sandbox_bot"]
        async with aiohttp.ClientSession() as http, http.get(address) as page:
            assert "text/html" in page.headers["Content-Type"]


async def test_more_bots_are_named_and_kept(tmp_path: Path) -> None:
    asked = ("--data", str(tmp_path), "--bot", "story_bot=77:abc", "--bot", "other_bot")
    for _ in range(2):
        async with started(*asked) as (address, greeting):
            assert "77:abc" in greeting
            assert await names(address, greeting) == ["sandbox_bot", "story_bot", "other_bot"]


async def test_a_bad_name_is_told() -> None:
    command = [sys.executable, "-m", "sandbox", "--port", "0", "--bot", "nobody"]
    pipe = asyncio.subprocess.PIPE
    program = await asyncio.create_subprocess_exec(*command, stderr=pipe, cwd=ROOT)
    _, told = await asyncio.wait_for(program.communicate(), 20)
    assert program.returncode == 1
    assert "a bot needs a username of its own" in told.decode()
