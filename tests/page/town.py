"""What a test of the page holds in its hands: the sandbox with its people, and windows as somebody uses them."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Self
from urllib.parse import urlsplit

import aiohttp
from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, expect

from sandbox import TOKEN, Sandbox, Setup, serve
from tests.page.scripted_bot import ScriptedBot

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}
NUMBERS = count(1)

__all__ = ["DESKTOP", "PHONE", "ScriptedBot", "Town", "Window", "Windows", "expect"]


ROLES = (
    {"role": "candidate", "zh": "考生", "en": "Candidate"},
    {"role": "first_reviewer", "zh": "初审员", "en": "First reviewer"},
    {"role": "director", "zh": "站长", "en": "Director"},
)


@dataclass
class Town:
    """A running sandbox: `base` is its address."""

    base: str
    bot: ScriptedBot
    sandbox: Sandbox
    http: aiohttp.ClientSession = field(init=False)

    @classmethod
    @asynccontextmanager
    async def open(cls) -> AsyncIterator[Self]:
        """Serve a fresh sandbox."""
        sandbox = Sandbox(setup=Setup(roles=ROLES))
        async with serve(sandbox) as base:
            yield cls(base, ScriptedBot(f"{base}/bot{TOKEN}"), sandbox)

    async def post(self, path: str, body: dict[str, Any]) -> dict[str, Any]:
        """One call of the people side."""
        async with self.http.post(self.base + path, json=body) as answer:
            assert answer.status == 200, await answer.text()
            return dict(await answer.json())

    async def person(self, role: str = "candidate") -> dict[str, Any]:
        """Somebody nobody has met."""
        name = f"考生{next(NUMBERS):03}"
        return await self.post("/people", {"first_name": name, "language_code": "zh-hans", "role_hint": role})

    async def started(self, role: str = "candidate") -> dict[str, Any]:
        """Somebody who has pressed Start."""
        person = await self.person(role)
        await self.post(f"/people/{person['id']}/say", {"text": "/start"})
        return person


class Window:
    """A page as somebody uses it; deeds work in the first chat unless `chat` says otherwise."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def pane(self, chat: int = 0) -> Locator:
        return self.page.locator(".pane").nth(chat)

    async def choose(self, person: dict[str, Any]) -> None:
        """Become somebody by clicking in the list."""
        await self.page.locator(f'li[data-person="{person["id"]}"] .person').click()
        await expect(self.pane().locator(".pane-head")).to_contain_text(person["first_name"])

    async def say(self, text: str, chat: int = 0) -> None:
        """Type and press Enter."""
        line = self.pane(chat).get_by_role("textbox")
        await line.fill(text)
        if text.startswith("/"):
            await line.press("Escape")  # no offered command, what was typed
        await line.press("Enter")

    async def press(self, name: str, chat: int = 0) -> None:
        """Press a button or link by its words."""
        await self.pane(chat).get_by_role("button", name=name, exact=True).last.click()

    async def sees(self, text: str, chat: int = 0) -> Locator:
        """The newest message that holds `text`, once it is there."""
        message = self.pane(chat).locator(".message", has_text=text).last
        await expect(message).to_be_visible()
        return message

    async def attach(self, name: str) -> None:
        """Choose from the paper-clip's menu."""
        await self.press("附件")
        await self.page.get_by_role("menuitem", name=name, exact=True).click()


@dataclass
class Windows:
    """Opens windows on the sandbox; collects whatever the browser complains of."""

    browser: Browser
    town: Town
    contexts: list[BrowserContext]
    complaints: list[str] = field(default_factory=list)
    expected: str | None = None
    bases: set[str] = field(default_factory=set)

    async def open(self, at: dict[str, Any] | None = None, base: str | None = None, **context: Any) -> Window:
        """A fresh window (no cookies, no memory), on somebody's chat if `at` is given."""
        made = await self.browser.new_context(**{"viewport": DESKTOP, "reduced_motion": "reduce", **context})
        self.contexts.append(made)
        page = await made.new_page()
        page.set_default_timeout(5000)
        page.on("console", self.heard)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", self.asked)
        self.bases.add(base or self.town.base)
        await page.goto((base or self.town.base) + (f"/#/{at['id']}" if at else "/"))
        await page.locator(".person").first.wait_for(state="attached")
        return Window(page)

    def heard(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"} and not (self.expected and self.expected in message.text):
            self.complaints.append(message.text)

    def asked(self, request: Request) -> None:
        address = urlsplit(request.url)
        if address.scheme in {"http", "https"} and f"{address.scheme}://{address.netloc}" not in self.bases:
            self.complaints.append(f"asked {request.url}")
