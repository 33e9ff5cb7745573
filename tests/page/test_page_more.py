"""The web chat in a real browser: albums, polls, groups, codes that are scanned, links into a story, the drawer."""

import json
from typing import Any

import pytest
from playwright.async_api import Page

from tests.page.cards import at_card
from tests.page.contents import fill_chat, fill_group, qr
from tests.page.scripted_bot import ScriptedBot
from tests.page.town import PHONE, Town, Window, Windows, expect

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def drawer(window: Window, tab: str) -> Page:
    """Open the builders' drawer at a tab."""
    await window.page.locator(".bar").get_by_role("button", name="页面菜单").click()
    await window.page.get_by_role("menuitem", name="开发者面板").click()
    await window.page.get_by_role("tab", name=tab).click()
    return window.page


async def filled(windows: Windows, town: Town, **context: Any) -> tuple[Window, dict[str, Any]]:
    """A window on a chat that holds one of everything."""
    person = await town.person()
    await fill_chat(town, town.sandbox.person(person["id"]))
    window = await windows.open(at=person, **context)
    await expect(window.pane().locator(".message").first).to_be_attached()
    return window, person


async def test_an_album_is_one_bubble_with_a_grid(windows: Windows, town: Town) -> None:
    window, _ = await filled(windows, town)
    album = window.pane().locator(".album")
    await expect(album).to_have_count(1)
    await expect(album.locator("img")).to_have_count(3)
    await album.locator("button").nth(1).click()
    await expect(window.page.get_by_role("dialog").locator("img")).to_be_visible()


async def test_everything_that_plays_has_a_player_and_a_name(windows: Windows, town: Town) -> None:
    window, _ = await filled(windows, town)
    await expect(window.pane().locator("audio")).to_have_count(2)
    await expect(window.pane().locator("video")).to_have_count(3)
    for player in await window.pane().locator("audio, video").all():
        assert await player.get_attribute("aria-label")


async def test_the_pinned_message_stands_above_and_leads_there(windows: Windows, town: Town) -> None:
    window, _ = await filled(windows, town)
    await window.pane().locator(".pinned").click()
    await expect(window.pane().locator(".message", has_text="您好").first).to_be_in_viewport()


async def test_results_are_told_in_words_too(windows: Windows, town: Town) -> None:
    """100 % and "your vote" are read aloud; in a quiz also which answer was right."""
    window, _ = await filled(windows, town)
    polls = window.pane().locator(".poll")
    await expect(polls.nth(0).locator("li").nth(0)).to_contain_text("100%满意 您选的")
    await expect(polls.nth(2).locator("li").nth(0)).to_contain_text("正确答案")
    await expect(polls.nth(2)).to_contain_text("先断电。")
    await expect(polls.nth(1).get_by_role("checkbox")).to_have_count(2)


async def test_a_group_shows_who_says_what(windows: Windows, town: Town) -> None:
    """The group stands below the person in the list; senders have names, service messages are lines."""
    people = [town.sandbox.person((await town.person())["id"]) for _ in range(2)]
    group = fill_group(town.sandbox, people)
    window = await windows.open(at={"id": people[0].id})
    line = window.page.locator(f'li[data-key="{people[0].id}@{group.id}"]')
    await expect(line.locator(".unread")).to_have_text("2")
    await line.locator(".person").click()
    await expect(window.pane().locator(".status")).to_contain_text("审核工作群")
    await expect(window.pane().locator(".sender")).to_have_text([people[1].first_name, "Sandbox Bot"])
    await expect(window.pane().locator(".service")).to_have_text(f"{people[0].first_name}建立了群组")
    await window.say("收到")
    await expect(window.pane().locator(".message.out").last).to_contain_text("收到")


async def test_a_link_opens_two_chats_ready_for_a_story(windows: Windows, town: Town) -> None:
    """#/person@peer/person@peer; the bot may be named; the page gives such a link itself."""
    people = [town.sandbox.person((await town.person())["id"]) for _ in range(2)]
    group = fill_group(town.sandbox, people)
    username = town.sandbox.first_bot.user["username"]
    window = await windows.open(
        at={"id": f"{people[0].id}@{username}/{people[1].id}@{group.id}"},
        permissions=["clipboard-read", "clipboard-write"],
    )
    await expect(window.page.locator(".pane")).to_have_count(2)
    await expect(window.pane(0).get_by_role("button", name="开始", exact=True)).to_be_visible()
    await expect(window.pane(1)).to_contain_text("大家好")
    await window.page.locator(".bar").get_by_role("button", name="页面菜单").click()
    await window.page.get_by_role("menuitem", name="复制当前窗口的链接").click()
    await expect(window.page.locator(".toast")).to_be_visible()
    copied = await window.page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{town.base}/#/{people[0].id}/{people[1].id}@{group.id}"


async def test_a_code_seen_in_another_chat_is_scanned(windows: Windows, town: Town, bot: ScriptedBot) -> None:
    """A code that one person got opens the bot for another, with its payload."""
    _, _ = await filled(windows, town)
    window, person = await at_card(windows, town)
    await window.attach("扫二维码")
    await window.page.get_by_role("dialog").get_by_role("button", name="准考证").first.click()
    await window.sees("收到：/start seat_12")
    assert bot.seen[-1]["message"]["from"]["id"] == person["id"]


async def test_an_uploaded_code_is_scanned(windows: Windows, town: Town) -> None:
    """Whatever is no link into a bot is only shown; a picture without a code says so."""
    window, _ = await at_card(windows, town)

    async def scan(content: bytes) -> None:
        await window.attach("扫二维码")
        async with window.page.expect_file_chooser() as choosing:
            await window.page.get_by_role("dialog").get_by_role("button", name="选一张图片").click()
        await (await choosing.value).set_files({"name": "a.png", "mimeType": "image/png", "buffer": content})

    await scan(qr("https://example.org/verify/S0001"))
    await expect(window.page.get_by_role("dialog").get_by_role("link")).to_have_text("https://example.org/verify/S0001")
    await window.page.keyboard.press("Escape")
    await scan(await (await window.page.request.get(town.base + "/samples/good.jpg")).body())
    await expect(window.pane().locator(".toast")).to_have_text("这张图片里没有二维码")


async def test_the_drawer_shows_updates_and_calls_of_this_chat(windows: Windows, town: Town) -> None:
    """Other chats are left out until asked for; what unfolds is JSON, as text."""
    other = await town.started()
    window, person = await at_card(windows, town)
    page = await drawer(window, "更新")
    lines = page.locator(".traffic details")
    await expect(lines).to_have_count(1)
    await lines.first.locator("summary").click()
    told = json.loads(await lines.first.locator("pre").text_content() or "")
    assert told["update"]["message"]["from"]["id"] == person["id"]
    await window.say("<b>再见")
    await expect(lines).to_have_count(2)
    await page.get_by_role("tab", name="调用").click()
    await expect(lines.first).to_contain_text("sendMessage")
    chats = {call["chat_id"] for call in await _unfolded(page)}
    assert chats == {person["id"]}
    await page.get_by_role("checkbox", name="仅限当前聊天").uncheck()
    await expect(lines.filter(has_text="getUpdates").first).to_be_visible()
    assert other["id"] in {call.get("chat_id") for call in await _unfolded(page)}


async def _unfolded(page: Page) -> list[dict[str, Any]]:
    for line in await page.locator(".traffic summary").all():
        await line.click()
    return [json.loads(text) for text in await page.locator(".traffic pre").all_text_contents()]


async def test_a_fault_is_ordered_and_cleared(windows: Windows, town: Town, bot: ScriptedBot) -> None:
    """The next message of the bot in this chat meets a 429; what is left is cleared."""
    window, person = await at_card(windows, town)
    page = await drawer(window, "故障")
    await page.locator(".panel select").select_option("429")
    await page.get_by_label("方法").fill("sendMessage")
    await page.get_by_label("次数").fill("2")
    await page.get_by_role("checkbox", name="仅限当前聊天").check()
    await page.get_by_role("button", name="安排").click()
    await expect(page.locator(".panel li").first).to_contain_text("sendmessage × 2")
    answer = await bot.call("sendMessage", chat_id=person["id"], text="一")
    assert (answer["error_code"], answer["parameters"]) == (429, {"retry_after": 3})
    await page.get_by_role("button", name="全部取消").click()
    await expect(page.locator(".panel li")).to_have_count(0)
    assert (await bot.call("sendMessage", chat_id=person["id"], text="二"))["ok"]
    await window.sees("二")


async def test_the_limits_are_turned_on_and_off(windows: Windows, town: Town) -> None:
    window, _ = await at_card(windows, town)
    page = await drawer(window, "故障")
    box = page.get_by_role("checkbox", name="按 Telegram 的频率限制")
    for on in (True, False):
        await box.click()
        await expect(page.locator(".toast").last).to_be_visible()
        assert (await (await page.request.get(town.base + "/limits")).json())["on"] is on


async def test_the_drawer_is_a_sheet_on_a_phone_and_closes_with_escape(windows: Windows, town: Town) -> None:
    window, _ = await at_card(windows, town, viewport=PHONE, has_touch=True)
    page = await drawer(window, "时间")
    box = await page.locator(".panel").bounding_box()
    assert box is not None
    assert (box["x"], box["width"]) == (0, 390)
    await page.keyboard.press("Escape")
    await expect(page.locator(".panel")).to_be_hidden()


async def test_the_tabs_of_the_drawer_answer_to_arrows(windows: Windows, town: Town) -> None:
    window, _ = await at_card(windows, town)
    page = await drawer(window, "更新")
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_role("tab", name="调用")).to_be_focused()
    await expect(page.get_by_role("tab", name="调用")).to_have_attribute("aria-selected", "true")


async def test_a_reaction_is_given_and_taken_back(windows: Windows, town: Town, bot: ScriptedBot) -> None:
    window, person = await at_card(windows, town)
    bubble = (await window.sees("您好，请选择")).locator(".bubble")
    await bubble.click(button="right", position={"x": 5, "y": 5})
    await window.page.get_by_role("menuitem", name="🔥").click()
    reaction = window.pane().locator(".reaction")
    await expect(reaction).to_have_text("🔥")
    await expect(reaction).to_have_attribute("aria-pressed", "true")
    await reaction.click()
    await expect(reaction).to_have_count(0)
    assert town.sandbox.person(person["id"])


async def test_a_poll_is_voted_in_and_the_vote_taken_back(windows: Windows, town: Town, bot: ScriptedBot) -> None:
    """One tap votes; several answers are ticked first; the bot hears of public votes."""
    window, person = await at_card(windows, town)
    options = [{"text": "周六"}, {"text": "周日"}]
    about = {"chat_id": person["id"], "question": "哪天？", "options": options, "is_anonymous": False}
    await bot.call("sendPoll", **about)
    poll = window.pane().locator(".poll").last
    await poll.get_by_role("button", name="周日").click()
    await expect(poll.locator("li").nth(1)).to_contain_text("100%周日 您选的")
    await poll.get_by_role("button", name="撤回投票").click()
    await expect(poll.get_by_role("button", name="周六")).to_be_visible()
    await bot.call("sendPoll", **about, allows_multiple_answers=True)
    poll = window.pane().locator(".poll").last
    for day in ("周六", "周日"):
        await poll.get_by_role("checkbox", name=day).check()
    await poll.get_by_role("button", name="投票", exact=True).click()
    await expect(poll).to_contain_text("1 人已投")
    answers = [update["poll_answer"]["option_ids"] for update in bot.seen if "poll_answer" in update]
    assert answers[-3:] == [[1], [], [0, 1]]


async def test_a_person_asks_a_poll_and_ends_it(windows: Windows, town: Town, bot: ScriptedBot) -> None:
    window, _ = await at_card(windows, town)
    await window.attach("投票")
    dialog = window.page.get_by_role("dialog")
    await dialog.get_by_label("问题").fill("午饭？")
    await dialog.get_by_label("选项，一行一个").fill("面\n饭\n")
    await dialog.get_by_role("button", name="发送").click()
    await expect(window.pane().locator(".message.out .poll")).to_contain_text("午饭？")
    await expect(window.pane().locator(".message.out .poll .option")).to_have_text(["面", "饭"])
    await window.pane().locator(".message.out .poll").click(button="right")
    await window.page.get_by_role("menuitem", name="结束投票").click()
    await expect(window.pane().locator(".message.out .poll")).to_contain_text("投票已结束")
    await window.pane().locator(".message.out .poll").click(button="right")
    await expect(window.page.get_by_role("menuitem", name="结束投票")).to_have_count(0)
