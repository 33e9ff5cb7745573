"""The web chat in a real browser: albums, voices and documents that somebody sends; forwards, pins, deletions."""

import pytest
from playwright.async_api import FilePayload

from sandbox.media.portraits import portrait
from sandbox.media.samples import make_voice
from tests.page.cards import at_card
from tests.page.contents import fill_group
from tests.page.scripted_bot import ScriptedBot
from tests.page.town import Town, Window, Windows, expect

pytestmark = pytest.mark.asyncio(loop_scope="module")

PICTURES: list[FilePayload] = [
    {"name": f"{kind}.jpg", "mimeType": "image/jpeg", "buffer": portrait(kind)} for kind in ("good", "blue")
]


async def choose(window: Window, name: str, *files: FilePayload) -> None:
    """Choose files from the paper-clip's menu."""
    async with window.page.expect_file_chooser() as choosing:
        await window.attach(name)
    await (await choosing.value).set_files([*files])


async def menu(window: Window, text: str, item: str) -> None:
    """Choose from the menu of a message."""
    bubble = (await window.sees(text)).locator(".bubble")
    await bubble.click(button="right", position={"x": 5, "y": 5})
    await window.page.get_by_role("menuitem", name=item, exact=True).click()


async def test_several_pictures_go_as_an_album(windows: Windows, town: Town, bot: ScriptedBot) -> None:
    window, _ = await at_card(windows, town)
    await choose(window, "照片或视频", *PICTURES)
    dialog = window.page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("两张")
    await dialog.get_by_role("button", name="发送").click()
    album = window.pane().locator(".message.out", has_text="两张")
    await expect(album.locator(".album img")).to_have_count(2)
    await window.sees("照片 590×826")
    groups = {update["message"].get("media_group_id") for update in bot.seen[-2:]}
    assert len(groups) == 1
    assert groups != {None}


async def test_pictures_go_as_files_when_asked(windows: Windows, town: Town) -> None:
    window, _ = await at_card(windows, town)
    await choose(window, "照片或视频", PICTURES[0])
    dialog = window.page.get_by_role("dialog")
    await dialog.get_by_role("checkbox", name="以文件发送").check()
    await dialog.get_by_role("button", name="发送照片").click()
    await window.sees("收到 document")


async def test_a_voice_is_a_chosen_file(windows: Windows, town: Town) -> None:
    window, _ = await at_card(windows, town)
    await choose(window, "语音（选一个音频文件）", {"name": "a.ogg", "mimeType": "audio/ogg", "buffer": make_voice(2)})
    await window.page.get_by_role("dialog").get_by_role("button", name="发送").click()
    await window.sees("收到 voice")
    await expect(window.pane().locator(".message.out").last.locator("audio")).to_have_count(1)


async def test_a_pdf_opens_in_a_tab_of_its_own(windows: Windows, town: Town) -> None:
    """It is shown and not downloaded; what a browser cannot show is downloaded under its name."""
    window, _ = await at_card(windows, town)
    pdf: FilePayload = {"name": "证明.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    sheet: FilePayload = {"name": "名单.xlsx", "mimeType": "application/vnd.ms-excel", "buffer": b"PK"}
    await choose(window, "文件", pdf, sheet)
    await window.page.get_by_role("dialog").get_by_role("button", name="发送").click()
    shown = window.pane().get_by_role("link", name="证明.pdf")
    assert await shown.get_attribute("download") is None
    answer = await window.page.request.get(town.base + str(await shown.get_attribute("href")))
    assert answer.headers["content-disposition"] == "inline"
    await expect(window.pane().get_by_role("link", name="名单.xlsx")).to_have_attribute("download", "名单.xlsx")


async def test_a_message_is_forwarded_into_another_chat(windows: Windows, town: Town) -> None:
    """With more than one chat it is asked which."""
    window, person = await at_card(windows, town)
    group = fill_group(town.sandbox, [town.sandbox.person(person["id"])])
    await expect(window.page.locator(f'li[data-key="{person["id"]}@{group.id}"]')).to_be_visible()
    await menu(window, "您好，请选择", "转发")
    await window.page.get_by_role("dialog").get_by_role("button", name="审核工作群").click()
    await expect(window.pane().locator(".toast")).to_have_text("已转发")
    last = list(group.messages.values())[-1].message
    assert last["forward_origin"]["sender_user"]["is_bot"]


async def test_a_message_is_pinned_and_let_go(windows: Windows, town: Town) -> None:
    window, _ = await at_card(windows, town)
    await menu(window, "您好，请选择", "置顶")
    await expect(window.pane().locator(".pinned")).to_contain_text("您好，请选择")
    await expect(window.pane().locator(".service")).to_contain_text("置顶了")
    await menu(window, "您好，请选择", "取消置顶")
    await expect(window.pane().locator(".pinned")).to_be_hidden()


async def test_a_message_is_deleted(windows: Windows, town: Town) -> None:
    window, _ = await at_card(windows, town)
    await window.say("写错了")
    await window.sees("收到：写错了")
    await menu(window, "写错了", "删除")
    await expect(window.pane().locator(".message")).to_have_count(3)
