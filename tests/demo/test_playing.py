"""The demo: one address, everything as it was left, afresh when asked; it stops when told to."""

from __future__ import annotations

import asyncio
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.tools.demo.playing import DemoOptions, play
from sandbox import Someone


@asynccontextmanager
async def playing(
    folder: Path, shown: pytest.CaptureFixture[str], *, reset: bool = False
) -> AsyncIterator[tuple[aiohttp.ClientSession, str, Someone]]:
    """The way to the demo, its address, and Zhang in it."""
    task = asyncio.create_task(play(DemoOptions(0, folder, reset=reset, browser=False)))
    address = await announced(shown, task)
    async with aiohttp.ClientSession() as http:
        yield http, address, Someone.at(http, address, 1001)
    signal.raise_signal(signal.SIGINT)
    async with asyncio.timeout(10):
        await task


async def announced(shown: pytest.CaptureFixture[str], task: asyncio.Task[None]) -> str:
    """The address that is printed."""
    said = ""
    async with asyncio.timeout(20):
        while not (found := re.search(r"http://\S+", said)):
            assert not task.done(), task.exception()
            await asyncio.sleep(0.05)
            said += shown.readouterr().out
    return found[0]


async def test_what_was_played_is_there_again_until_it_is_reset(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "demo"
    async with playing(folder, capsys) as (_, _, zhang):
        await zhang.say("/start")
        await zhang.press("现在报名")
        await zhang.sees("报名须知")
    async with playing(folder, capsys) as (_, _, zhang):
        assert any("报名须知" in m.get("text", "") for m in await zhang.messages())
        await zhang.press("✅ 同意")
        await zhang.sees("身份证件号码")
    async with playing(folder, capsys, reset=True) as (_, _, zhang):
        assert await zhang.messages() == []


async def test_the_page_winds_the_clock_and_the_reminder_comes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with playing(tmp_path / "demo", capsys) as (http, address, zhang):
        await zhang.say("/start")
        await zhang.press("现在报名")
        for title in ("报名须知", "身份证件号码", "本人照片", "信息出境"):
            await zhang.sees(title)
            await zhang.press("✅ 同意")
        await zhang.press("四级／中级工　430 元")
        await zhang.sees("请输入姓名")
        for _ in range(2):
            async with http.post(f"{address}/clock", json={"advance_seconds": 86400}) as answer:
                assert answer.status == 200
        await zhang.sees("报名", "填")


async def test_staff_are_there_and_the_page_opens(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with playing(tmp_path / "demo", capsys) as (http, address, _):
        async with http.get(address) as answer:
            assert "text/html" in answer.headers["Content-Type"]
        wang = Someone.at(http, address, 2001)
        await wang.sees("王芳")


async def made(http: aiohttp.ClientSession, address: str, name: str, role: str) -> Someone:
    """Somebody made on the page, with a role."""
    async with http.post(f"{address}/people", json={"first_name": name, "role_hint": role}) as answer:
        return Someone.at(http, address, (await answer.json())["id"])


async def test_who_is_made_as_staff_is_staff(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with playing(tmp_path / "demo", capsys) as (http, address, _):
        reviewer = await made(http, address, "新审", "first_reviewer")
        await reviewer.sees("新审", "没有待审的报名")
        candidate = await made(http, address, "新生", "candidate")
        await candidate.say("/start")
        await candidate.sees("报名")
        assert not any("待审" in message.get("text", "") for message in await candidate.messages())


async def test_after_a_reset_of_the_page_staff_are_there_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    async with playing(tmp_path / "demo", capsys) as (http, address, _):
        async with http.post(f"{address}/reset") as answer:
            assert answer.status == 200
        await Someone.at(http, address, 2001).sees("王芳")
