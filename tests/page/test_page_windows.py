"""The web chat in a real browser: menus, windows side by side, phones, languages, the clock, a server that restarts."""

import re
from urllib.parse import urlsplit

import pytest

from sandbox import Sandbox, serve
from tests.page.cards import at_card, key
from tests.page.scripted_bot import ScriptedBot
from tests.page.town import PHONE, Town, Windows, expect

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_commands_are_offered_while_a_slash_is_typed(windows: Windows, town: Town, bot: ScriptedBot) -> None:
    await bot.call(
        "setMyCommands",
        commands=[{"command": "start", "description": "首页"}, {"command": "phone", "description": "手机号"}],
    )
    window, _ = await at_card(windows, town)
    line = window.pane().get_by_role("textbox")
    await line.press_sequentially("/")
    await expect(window.page.get_by_role("option")).to_have_count(2)
    await line.press_sequentially("ph")
    await expect(window.page.get_by_role("option")).to_have_count(1)
    await line.press("Enter")
    await window.sees("请发手机号")


async def test_replies_edits_and_forwards(windows: Windows, town: Town, bot: ScriptedBot) -> None:
    window, _ = await at_card(windows, town)
    await (await window.sees("您好，请选择")).locator(".bubble").click(button="right", position={"x": 5, "y": 5})
    await window.page.get_by_role("menuitem", name="回复").click()
    await window.say("好的")
    await window.sees("回复 您好，请选择")
    await window.pane().get_by_role("textbox").press("ArrowUp")
    await window.say("好的！")
    await expect(window.pane().locator(".message.out").last).to_contain_text("已编辑")
    await (await window.sees("您好，请选择")).locator(".bubble").click(button="right", position={"x": 5, "y": 5})
    await window.page.get_by_role("menuitem", name="转发").click()
    await expect(window.pane().locator(".message.out").last).to_contain_text("转发自")
    assert any("forward_origin" in update.get("message", {}) for update in bot.seen)


async def test_typing_is_seen(windows: Windows, town: Town, bot: ScriptedBot) -> None:
    window, _ = await at_card(windows, town)
    bot.slow.clear()
    await window.say("typing")
    await expect(window.pane().locator(".status")).to_have_text("正在输入…")
    bot.slow.set()
    await window.sees("写好了")
    await expect(window.pane().locator(".status")).to_contain_text("正在和")


async def test_the_clock_winds_forward_and_back(windows: Windows, town: Town) -> None:
    window = await windows.open(at=await town.started())
    clock = window.page.locator(".clock")
    before = await clock.locator("time").text_content() or ""

    async def wind(step: str) -> None:
        await clock.click()
        await window.page.get_by_role("menuitem", name=step).click()

    await wind("往后拨 1 天")
    await expect(clock).not_to_contain_text(before.split(" ")[0])
    await wind("往后拨 1 小时")
    answer = await (await window.page.request.get(town.base + "/clock")).json()
    assert answer["offset_seconds"] == 25 * 3600
    await wind("回到现在")
    await expect(clock).to_contain_text(before.split(" ")[0])


async def test_two_chats_stand_side_by_side_and_others_count_their_news(windows: Windows, town: Town) -> None:
    """One window, two people at once; what comes for a third is counted in the list."""
    reviewer, third = await town.person("reviewer"), await town.person()
    window, _ = await at_card(windows, town)
    await window.page.get_by_role("button", name="第二个窗口").click()
    await window.page.locator(".choice", has_text=reviewer["first_name"]).click()
    await window.press("开始", chat=1)
    await window.sees("您好，请选择", chat=1)
    await window.say("我是审核员", chat=1)
    await window.sees("收到：我是审核员", chat=1)
    await expect(window.pane(0)).not_to_contain_text("我是审核员")
    await town.post(f"/people/{third['id']}/say", {"text": "/start"})
    await expect(window.page.locator(f'li[data-person="{third["id"]}"] .unread')).to_have_text("1")
    await window.page.get_by_role("button", name="关掉第二个窗口").click()
    await expect(window.page.locator(".pane")).to_have_count(1)


async def test_an_empty_chat_shows_what_the_bot_can_do(windows: Windows, town: Town, bot: ScriptedBot) -> None:
    await bot.call("setMyDescription", description="我帮您报名。")
    window = await windows.open(at=await town.person())
    await expect(window.pane().locator(".welcome")).to_contain_text("Sandbox Bot能做什么？")
    await expect(window.pane().locator(".description")).to_have_text("我帮您报名。")
    await bot.call("setMyDescription", description="")
    await window.press("开始")
    await expect(window.pane().locator(".welcome")).to_be_hidden()


async def test_one_click_opens_a_candidate_and_a_reviewer(windows: Windows, town: Town) -> None:
    await town.person()
    await town.person("first_reviewer")
    window = await windows.open()
    await window.page.get_by_role("button", name="同时打开两个人的聊天").click()
    await expect(window.page.locator(".pane .role")).to_have_count(2)
    await expect(window.pane(0).locator(".role")).to_have_text("考生")


async def test_a_phone_shows_list_or_chat(windows: Windows, town: Town) -> None:
    """Nothing sticks out, everything that is pressed is 44 px or more, the arrow leads back."""
    window, _ = await at_card(windows, town, viewport=PHONE, has_touch=True)
    await expect(window.page.locator(".people")).to_be_hidden()
    assert await window.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = """() => [...document.querySelectorAll("button:not(.command-link), .key, textarea")]
      .filter(node => node.checkVisibility())
      .map(node => [node.className, node.getBoundingClientRect()])
      .filter(([, box]) => box.width < 44 || box.height < 44)
      .map(([name, box]) => `${name} ${box.width}x${box.height}`)"""
    assert await window.page.evaluate(small) == []
    await window.press("返回人员列表")
    await expect(window.page.locator(".people")).to_be_visible()
    await expect(window.page.locator(".panes")).to_be_hidden()
    assert await window.page.evaluate(small) == []


async def test_the_page_speaks_two_languages_and_remembers(windows: Windows, town: Town) -> None:
    window, _ = await at_card(windows, town)
    await window.pane().get_by_role("textbox").fill("还没写完")
    await window.page.get_by_role("button", name="Switch the page to English").click()
    await expect(window.page.get_by_role("button", name="Second chat")).to_be_visible()
    await expect(window.pane().get_by_role("textbox", name="Message")).to_have_value("还没写完")
    await window.page.reload()
    await expect(window.page.get_by_role("heading", name="People")).to_be_visible()
    await expect(window.page.locator("html")).to_have_attribute("lang", "en")
    shown = await window.page.locator(".bar, .people-head, .composer").all_inner_texts()
    assert not re.search(r"[\u4e00-\u9fff]", "".join(shown).replace("中文", ""))


async def test_a_new_person_is_one_click(windows: Windows, town: Town) -> None:
    window = await windows.open(at=await town.started())
    before = await window.page.locator("li[data-person]").count()
    await window.page.get_by_role("button", name="新考生").click()
    await expect(window.page.locator("li[data-person]")).to_have_count(before + 1)
    await expect(window.pane().get_by_role("button", name="开始", exact=True)).to_be_focused()


async def test_the_keyboard_alone_is_enough(windows: Windows, town: Town) -> None:
    """Choose, start, write, answer a card and open menus without a mouse."""
    person = await town.person()
    window = await windows.open()
    await window.page.locator(f'li[data-person="{person["id"]}"] .person').focus()
    await window.page.keyboard.press("Enter")
    await expect(window.pane().get_by_role("button", name="开始", exact=True)).to_be_focused()
    await window.page.keyboard.press("Enter")
    card = await window.sees("您好，请选择")
    await expect(window.pane().get_by_role("textbox")).to_be_focused()
    await window.page.keyboard.type("在吗")
    await window.page.keyboard.press("Enter")
    await window.sees("收到：在吗")
    clip = window.pane().get_by_role("button", name="附件")
    while not await clip.evaluate("node => node === document.activeElement"):
        await window.page.keyboard.press("Shift+Tab")
    await window.page.keyboard.press("Enter")
    await expect(window.page.get_by_role("menuitem").first).to_be_focused()
    await window.page.keyboard.press("Escape")
    await expect(window.pane().get_by_role("button", name="附件")).to_be_focused()
    await key(card, "保存").focus()
    await window.page.keyboard.press("Enter")
    await expect(window.pane().locator(".toast")).to_have_text("已保存")
    await window.pane().get_by_role("log").focus()
    await window.page.keyboard.press("ArrowUp")
    await window.page.keyboard.press("Enter")
    await expect(window.page.get_by_role("menuitem").first).to_be_focused()
    await window.page.keyboard.press("Escape")
    await expect(window.page.get_by_role("menu")).to_have_count(0)


async def test_new_messages_do_not_tear_a_reader_away(windows: Windows, town: Town) -> None:
    """Somebody who reads further up stays there and sees how many came."""
    window, person = await at_card(windows, town)
    await window.say("long")
    await window.sees("鉴定鉴定")
    log = window.pane().get_by_role("log")
    await log.evaluate("node => node.scrollTo(0, 0)")
    await expect(window.page.locator(".jump")).to_be_visible()
    await town.bot.say(person["id"], "第一条新消息")
    await expect(window.page.get_by_role("button", name="1 条新消息")).to_be_visible()
    assert await log.evaluate("node => node.scrollTop") == 0
    await window.page.get_by_role("button", name="1 条新消息").click()
    await expect(window.page.locator(".jump")).to_be_hidden()


async def test_the_page_takes_up_its_chats_again_after_a_restart(windows: Windows) -> None:
    """The sandbox goes and comes back on the same port; what was said meanwhile is there, and the stream lives."""
    sandbox = Sandbox(people=[{"id": 42, "first_name": "重启"}])
    async with serve(sandbox) as base:
        sandbox.say(42, "之前")
        window = await windows.open(at={"id": 42}, base=base)
        await window.sees("之前")
        windows.expected = "ERR_CONNECTION_REFUSED"
    await expect(window.pane().locator(".status")).to_have_text("正在重新连接…")
    sandbox.say(42, "期间")
    async with serve(sandbox, port=urlsplit(base).port or 0):
        await window.sees("期间")
        await expect(window.pane().locator(".status")).to_contain_text("正在和")
        sandbox.say(42, "之后")
        await window.sees("之后")
