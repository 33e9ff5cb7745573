"""The web chat in a real browser: groups that people found, join by a link, add to and leave."""

import pytest

from tests.page.cards import at_card
from tests.page.scripted_bot import ScriptedBot
from tests.page.town import Town, Window, Windows, expect

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def found(window: Window, title: str, *members: str) -> None:
    """Make a group with the bot and these people; its chat opens."""
    page = window.page
    await page.get_by_role("button", name="新建其他").click()
    await page.get_by_role("menuitem", name="新群组").click()
    dialog = page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill(title)
    for name in members:
        await dialog.get_by_role("checkbox", name=name).check()
    await dialog.get_by_role("button", name="新建").click()
    await expect(window.pane().locator(".status")).to_contain_text(title)


async def item(window: Window, name: str) -> None:
    """Choose from the menu of the chat."""
    await window.pane().get_by_role("button", name="更多").click()
    await window.page.get_by_role("menuitem", name=name).click()


async def test_a_group_is_founded_and_the_bot_answers_there(windows: Windows, town: Town, bot: ScriptedBot) -> None:
    other = await town.person()
    window, person = await at_card(windows, town)
    await found(window, "审核工作群", other["first_name"])
    await expect(window.pane().locator(".status")).to_contain_text("3 位成员")
    await window.say("/start")
    await window.sees("您好，请选择")
    await window.press("保存")
    await expect(window.pane().locator(".toast")).to_have_text("已保存")
    assert bot.seen[-1]["callback_query"]["message"]["chat"]["title"] == "审核工作群"
    assert bot.seen[-1]["callback_query"]["from"]["id"] == person["id"]


async def test_members_are_added_promoted_demoted_and_removed(windows: Windows, town: Town) -> None:
    other = await town.person()
    window, _ = await at_card(windows, town)
    await found(window, "值班群")
    dialog = window.page.get_by_role("dialog")
    for deed, told in (
        ("添加成员", "邀请"),
        ("设为管理员", None),
        ("取消管理员", None),
        ("设为管理员", None),
        ("移出成员", "移出了群组"),
    ):
        await item(window, deed)
        await dialog.get_by_role("button", name=other["first_name"]).click()
        await expect(dialog).to_have_count(0)
        if told:
            await expect(window.pane().locator(".service").last).to_contain_text(told)
        else:
            await expect(window.pane().locator(".toast")).to_have_count(0)
    await expect(window.pane().locator(".status")).to_contain_text("2 位成员")


async def test_a_startgroup_link_brings_the_bot_into_a_group(windows: Windows, town: Town, bot: ScriptedBot) -> None:
    """Who opens it chooses one of the own groups; the bot comes in and hears its payload there."""
    window, person = await at_card(windows, town)
    link = f"https://t.me/{town.sandbox.first_bot.user['username']}?startgroup=room_7"
    await bot.say(person["id"], f"请选择群组 {link}")
    dialog = window.page.get_by_role("dialog")

    async def follow() -> None:
        await window.pane().get_by_role("link", name=link).click()
        await dialog.get_by_role("button", name="本人").click()

    await follow()
    await expect(window.pane().locator(".toast")).to_have_text("还没有群组，请先新建。")
    await town.post("/groups", {"title": "阅卷群", "by": person["id"], "members": []})
    await town.post("/groups", {"title": "另一个群", "by": person["id"], "members": []})
    await window.page.reload()
    await follow()
    await expect(dialog.locator(".choice b")).to_have_text(["阅卷群", "另一个群"])
    await dialog.get_by_role("button", name="阅卷群").click()
    await expect(window.pane().locator(".status")).to_contain_text("阅卷群")
    await expect(window.pane().locator(".message.out")).to_contain_text("/start@sandbox_bot room_7")


async def test_an_invite_link_leads_in_and_the_menu_out(windows: Windows, town: Town, bot: ScriptedBot) -> None:
    """The link that the bot gives is opened by whoever is chosen; the chat of a group that was left closes."""
    other = await town.started()
    window, person = await at_card(windows, town)
    await found(window, "考场群")
    group = int((await window.pane().get_attribute("data-key") or "").partition("@")[2])
    founder = f"/people/{person['id']}/chats/{group}"
    await town.post(f"{founder}/promote", {"who": town.sandbox.first_bot.id})
    link = (await bot.call("createChatInviteLink", chat_id=group))["result"]["invite_link"]
    await bot.say(other["id"], f"请加入 {link}")
    window = await windows.open(at=other)
    await window.pane().get_by_role("link", name=link).click()
    await window.page.get_by_role("dialog").get_by_role("button", name="本人").click()
    await expect(window.pane().locator(".status")).to_contain_text("考场群")
    windows.expected = "404"  # what the chat asks for is no longer there
    await item(window, "退出群组")
    await window.page.get_by_role("dialog").get_by_role("button", name="退出群组").click()
    await expect(window.page.locator(".pane.empty")).to_be_visible()


async def test_a_new_bot_is_a_short_form(windows: Windows, town: Town) -> None:
    window, _ = await at_card(windows, town)
    await window.page.get_by_role("button", name="新建其他").click()
    await window.page.get_by_role("menuitem", name="新机器人").click()
    dialog = window.page.get_by_role("dialog")
    await dialog.get_by_label("名字", exact=True).fill("验证")
    await dialog.get_by_label("用户名").fill("verify_bot")
    await dialog.get_by_role("button", name="新建").click()
    await expect(window.pane().locator(".status")).to_have_text("正在和验证聊天")
    await window.press("开始")
    await expect(window.pane().locator(".message.out")).to_contain_text("/start")
    assert town.sandbox.bot_by("verify_bot") is not None
