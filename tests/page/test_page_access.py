"""Whether everybody can use the page: axe finds nothing on any screen, in both themes, at both widths."""

from typing import Any, Literal

import pytest
from axe_playwright_python.async_playwright import Axe  # type: ignore[import-untyped]
from playwright.async_api import Page

from tests.page.contents import fill_chat, fill_group
from tests.page.town import DESKTOP, PHONE, Town, Window, Windows, expect

pytestmark = pytest.mark.asyncio(loop_scope="module")

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
LOOKS = pytest.mark.parametrize(
    ("theme", "viewport"), [("light", DESKTOP), ("dark", DESKTOP), ("light", PHONE), ("dark", PHONE)]
)
Theme = Literal["light", "dark"]


async def violations(page: Page) -> list[str]:
    """What axe has against the page: rule and place."""
    found = await Axe().run(page, options=RULES)
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]


async def open_everything(windows: Windows, town: Town, theme: Theme, viewport: Any) -> Window:
    """A window on a chat with one of everything, and beside it a group."""
    people = [town.sandbox.person((await town.person())["id"]) for _ in range(2)]
    await fill_chat(town, people[0])
    group = fill_group(town.sandbox, people)
    window = await windows.open(
        {"id": f"{people[0].id}/{people[1].id}@{group.id}"}, color_scheme=theme, viewport=viewport
    )
    await expect(window.page.locator(".message").first).to_be_attached()
    return window


@LOOKS
async def test_list_chat_and_group(windows: Windows, town: Town, theme: Theme, viewport: Any) -> None:
    window = await open_everything(windows, town, theme, viewport)
    assert await violations(window.page) == []
    await window.page.locator(".bar .language").click()
    await expect(window.page.locator("html")).to_have_attribute("lang", "en")
    assert await violations(window.page) == []
    await window.page.evaluate("location.hash = '#/'")
    await expect(window.page.locator(".pane.empty")).to_be_attached()
    assert await violations(window.page) == []


@LOOKS
async def test_menus_dialogs_and_the_drawer(windows: Windows, town: Town, theme: Theme, viewport: Any) -> None:
    window = await open_everything(windows, town, theme, viewport)
    page, pane = window.page, window.page.locator(".pane.active")
    await pane.get_by_role("button", name="附件").click()
    assert await violations(page) == []
    for item in ("示例证件照", "扫二维码", "名片", "投票"):
        if await page.get_by_role("menu").count() == 0:
            await pane.get_by_role("button", name="附件").click()
        await page.get_by_role("menuitem", name=item, exact=True).click()
        await expect(page.get_by_role("dialog")).to_be_visible()
        assert await violations(page) == [], item
        await page.keyboard.press("Escape")
    await page.locator(".bar").get_by_role("button", name="页面菜单").click()
    await page.get_by_role("menuitem", name="开发者面板").click()
    for tab in ("更新", "调用", "故障", "时间"):
        await page.get_by_role("tab", name=tab).click()
        assert await violations(page) == [], tab


async def test_axe_would_tell(windows: Windows, town: Town) -> None:
    """The control: a picture without words and grey on grey are found."""
    window = await windows.open(at=await town.started())
    await window.page.evaluate("""() => {
      const wrong = document.createElement("p");
      wrong.append(document.createElement("img"), "grey");
      Object.assign(wrong.style, { color: "#999", background: "#aaa" });
      document.querySelector(".pane").append(wrong);
    }""")
    told = " ".join(await violations(window.page))
    assert "image-alt" in told
    assert "color-contrast" in told
