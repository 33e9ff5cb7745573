"""Ends of the page's tests: a real sandbox, a scripted bot, a real browser; each test has its own people and window."""

import asyncio
import os
import shutil
from collections.abc import AsyncIterator
from contextlib import suppress
from pathlib import Path

import aiohttp
import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, async_playwright

from tests.page.scripted_bot import ScriptedBot
from tests.page.town import Town, Windows

CALM = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking")
CALMER = ("--disable-component-update", "--disable-sync")
NAMES = ("chromium", "chromium-browser", "google-chrome")


def find_chromium() -> str | None:
    """The browser of $JIANDING_CHROMIUM, else the first one on PATH."""
    named = os.environ.get("JIANDING_CHROMIUM")
    if named:
        return named if Path(named).exists() else None
    return next((found for found in map(shutil.which, NAMES) if found), None)


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def browser() -> AsyncIterator[Browser]:
    """A headless Chromium."""
    executable = find_chromium()
    if executable is None:
        pytest.skip("no Chromium found: set JIANDING_CHROMIUM or install one of " + ", ".join(NAMES))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=[*CALM, *CALMER])
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def town() -> AsyncIterator[Town]:
    """A sandbox with its bot."""
    async with Town.open() as town, aiohttp.ClientSession() as http:
        town.http = http
        polling = asyncio.create_task(town.bot.run())
        yield town
        polling.cancel()
        with suppress(asyncio.CancelledError):
            await polling


@pytest.fixture
def bot(town: Town) -> ScriptedBot:
    return town.bot


@pytest_asyncio.fixture(loop_scope="module")
async def windows(browser: Browser, town: Town) -> AsyncIterator[Windows]:
    """Opens pages; at the end, none of them may have complained or asked anybody but the sandbox."""
    contexts: list[BrowserContext] = []
    opened = Windows(browser, town, contexts)
    yield opened
    for context in contexts:
        await context.close()
    assert opened.complaints == []
