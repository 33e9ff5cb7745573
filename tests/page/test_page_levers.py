"""The web chat in a real browser: a file that is dropped, and the drawer's buttons that shake the server."""

import asyncio
import base64

import pytest

from sandbox import Sandbox, serve
from sandbox.media.portraits import portrait
from tests.page.cards import at_card
from tests.page.test_page_more import drawer
from tests.page.town import Town, Windows, expect

pytestmark = pytest.mark.asyncio(loop_scope="module")

CARRY = """
  const bytes = Uint8Array.from(atob(encoded), (letter) => letter.charCodeAt(0));
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([bytes], "me.jpg", { type: "image/jpeg" }));
"""
PASTE = f"""([line, encoded]) => {{ {CARRY}
  line.dispatchEvent(new ClipboardEvent("paste", {{ clipboardData: dataTransfer, bubbles: true, cancelable: true }}));
}}"""
DROP = f"""([pane, encoded]) => {{ {CARRY}
  for (const kind of ["dragover", "drop"])
    pane.dispatchEvent(new DragEvent(kind, {{ dataTransfer, bubbles: true, cancelable: true }}));
}}"""


async def test_a_picture_is_dropped_into_the_chat(windows: Windows, town: Town) -> None:
    window, _ = await at_card(windows, town)
    pane = await window.pane().element_handle()
    await window.page.evaluate(DROP, [pane, base64.b64encode(portrait("good")).decode()])
    await window.page.get_by_role("dialog").get_by_role("button", name="发送").click()
    await expect(window.pane().locator(".message.out img")).to_be_visible()


async def test_a_picture_is_pasted_into_the_writing_line(windows: Windows, town: Town) -> None:
    window, _ = await at_card(windows, town)
    line = await window.pane().get_by_role("textbox").element_handle()
    await window.page.evaluate(PASTE, [line, base64.b64encode(portrait("good")).decode()])
    await window.page.get_by_role("dialog").get_by_role("button", name="发送").click()
    await expect(window.pane().locator(".message.out img")).to_be_visible()


async def test_the_drawer_delivers_again_restarts_and_resets(windows: Windows) -> None:
    sandbox = Sandbox(people=[{"id": 42, "first_name": "开发"}])
    async with serve(sandbox) as base:
        said = sandbox.say(42, "一")["update_id"]
        sandbox.updates.confirm(said + 1)
        poll = asyncio.create_task(sandbox.first_bot.updates.wait(20))
        window = await windows.open(at={"id": 42}, base=base)
        page = await drawer(window, "故障")
        await page.get_by_role("button", name="重发更新").click()
        await asyncio.wait_for(poll, 5)
        assert [update.id for update in sandbox.updates.pick(0, 9)] == [said]
        poll = asyncio.create_task(sandbox.first_bot.updates.wait(20))
        await asyncio.sleep(0)
        await page.get_by_role("button", name="重启").click()
        await asyncio.wait_for(poll, 5)
        await page.get_by_role("button", name="全部清空").click()
        await page.get_by_role("dialog").get_by_role("button", name="全部清空").click()
        await expect(page.get_by_role("dialog")).to_have_count(0)
        await expect(window.pane().locator(".message")).to_have_count(0)
        assert sandbox.screen_of(42).messages == {}
        windows.expected = "ERR_CONNECTION_REFUSED"  # the sandbox goes before the window
