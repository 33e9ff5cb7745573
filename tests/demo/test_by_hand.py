"""A whole registration by hand on the demo's page, on a phone and on a desk: typed, tapped and seen, nothing else."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from playwright.async_api import Browser, Locator, Page, async_playwright, expect

from bot.app.foundation import renderer
from bot.tools.filling import WAY, Filling
from bot.tools.tour.cast import Candidate
from domain.language import OFFICIAL
from tests.demo.test_playing import playing
from tests.page.conftest import CALM, CALMER, find_chromium

PATIENCE = 15_000
PHONE: dict[str, object] = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
DESK: dict[str, object] = {"viewport": {"width": 1280, "height": 800}}
ZHANG, WANG = 1001, 2001
WHO = Candidate(6)


class Hand:
    """Somebody before the page; `chat` is the first or the second one that is open."""

    def __init__(self, page: Page, chat: int = 0) -> None:
        self.page = page
        self.pane = page.locator(".pane").nth(chat)

    def button(self, words: str) -> Locator:
        return self.pane.get_by_role("button", name=re.compile(rf"(^|\s){re.escape(words)}")).last

    async def press(self, *words: str) -> None:
        for each in words:
            await self.button(each).click()

    async def say(self, text: str) -> None:
        await self.pane.get_by_role("textbox").fill(text)
        await self.press("发送")

    async def sees(self, text: str) -> None:
        await expect(self.pane.locator(".message.in", has_text=text).last).to_be_visible(timeout=PATIENCE)

    async def share_contact(self) -> None:
        await self.press("发送我的手机号")
        await self.confirm("发送手机号")

    async def send_photo(self, _content: bytes) -> None:
        """The sample that the page offers."""
        await send_sample(self, "合格")

    async def confirm(self, words: str) -> None:
        """Press a button of the dialog that came up."""
        await self.page.get_by_role("dialog").get_by_role("button", name=words).first.click()


@asynccontextmanager
async def opened(browser: Browser, address: str, device: dict[str, object]) -> AsyncIterator[Page]:
    """The page; at the end, the browser must not have complained of anything."""
    complaints: list[str] = []
    context = await browser.new_context(**{"locale": "zh-CN", "reduced_motion": "reduce", **device})  # type: ignore[arg-type]
    page = await context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(address)
    yield page
    await context.close()
    assert complaints == []


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    executable = find_chromium()
    if executable is None:
        pytest.skip("no Chromium found")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=[*CALM, *CALMER])
        yield browser
        await browser.close()


async def register(zhang: Hand) -> None:
    await zhang.press("开始", "现在报名")
    for title in ("报名须知", "身份证件号码", "本人照片", "信息出境"):
        await zhang.sees(title)
        await zhang.press("同意")
    filling = Filling(renderer(), OFFICIAL, {"name": "张伟", "id_number": WHO.id_number}, bytes)
    for prompt in WAY:
        await zhang.sees(prompt.chinese)
        if prompt.step == "id_number":
            await zhang.say(WHO.mistyped)
            await zhang.sees("最后一位")
        if prompt.step == "photo":
            await send_sample(zhang, "蓝色背景")
            await zhang.sees("白")
        await filling.answer(zhang, prompt)
    await zhang.sees("您符合四级／中级工的申报条件")
    await zhang.press("内容属实，提交")
    await zhang.sees("报名已提交")


async def send_sample(zhang: Hand, name: str) -> None:
    await zhang.press("附件")
    await zhang.page.get_by_role("menuitem", name="示例证件照").click()
    await zhang.confirm(name)


async def test_on_a_phone(browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    async with (
        playing(tmp_path / "demo", capsys) as (_, address, _),
        opened(browser, f"{address}/#/{ZHANG}", PHONE) as page,
    ):
        await register(Hand(page))


async def test_on_a_desk_with_the_reviewer_beside(
    browser: Browser, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place = f"/#/{ZHANG}/{WANG}"
    async with playing(tmp_path / "demo", capsys) as (_, address, _), opened(browser, address + place, DESK) as page:
        zhang, wang = Hand(page), Hand(page, 1)
        await register(zhang)
        await wang.press("看下一件")
        await wang.sees("条件 4a")
        await wang.press("通过")
        await wang.sees("通过")
        await zhang.press("看我填的内容")
        await zhang.sees("初审通过")
