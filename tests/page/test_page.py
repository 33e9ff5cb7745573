"""The web chat in a real browser against a real sandbox: what somebody does, and what they then see."""

import pytest

from tests.page.cards import at_card, key
from tests.page.scripted_bot import ScriptedBot
from tests.page.town import Town, Windows, expect

pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_newcomer_is_told_what_to_do_and_starts(windows: Windows, town: Town) -> None:
    """One line says what to do; one click chooses a person, one more starts."""
    person = await town.person()
    window = await windows.open()
    await expect(window.page.locator(".empty p")).to_contain_text("按「开始」")
    await window.choose(person)
    await window.press("开始")
    await window.sees("您好，请选择")
    await expect(window.pane().locator(".start:visible")).to_have_count(0)


async def test_text_goes_out_and_the_answer_comes_in(windows: Windows, town: Town) -> None:
    window, _ = await at_card(windows, town)
    await window.say("第一行")
    await window.sees("收到：第一行")
    await expect(window.pane().locator(".message.out").last).to_contain_text("第一行")
    await expect(window.pane().get_by_role("textbox")).to_have_value("")


async def test_a_text_over_the_limit_is_split(windows: Windows, town: Town) -> None:
    """4,100 characters become two messages, as in the real apps; a long answer stays within the chat."""
    window, _ = await at_card(windows, town)
    await window.say("字" * 4100)
    await window.sees("收到：字字字字")
    await expect(window.pane().locator(".message.out")).to_have_count(3)
    await window.say("long")
    await window.sees("鉴定鉴定")
    assert await window.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


async def test_entities_are_drawn_and_markup_is_only_text(windows: Windows, town: Town) -> None:
    """Offsets are UTF-16 (an emoji stands in front); a message cannot bring elements of its own."""
    window, _ = await at_card(windows, town)
    await window.say("rich")
    message = await window.sees("粗体")
    drawn = {
        "strong": "粗体",
        "em": "斜体",
        "u": "下划",
        "s": "删除",
        "blockquote": "引用",
        "pre": "x = 1",
        ".words > code": "代码",
    }
    for tag, text in drawn.items():
        await expect(message.locator(tag)).to_have_text(text)
    await expect(message.get_by_role("link", name="链接")).to_have_attribute("rel", "noopener noreferrer")
    await expect(message).to_contain_text("<img src=x>")
    await expect(message.locator("img")).to_have_count(0)
    await message.get_by_role("button", name="点开查看隐藏的文字").click()
    await expect(message.get_by_text("谜底")).to_be_visible()


async def test_a_pressed_button_waits_and_the_answer_is_a_toast(windows: Windows, town: Town, bot: ScriptedBot) -> None:
    window, _ = await at_card(windows, town)
    card = await window.sees("您好，请选择")
    bot.slow.clear()
    await key(card, "保存").click()
    await expect(card.locator(".key.waits")).to_have_count(1)
    bot.slow.set()
    await expect(window.pane().locator(".toast")).to_have_text("已保存")
    await expect(card.locator(".key.waits")).to_have_count(0)


async def test_an_alert_is_a_window_of_its_own(windows: Windows, town: Town) -> None:
    window, _ = await at_card(windows, town)
    await key(await window.sees("您好，请选择"), "撤回").click()
    dialog = window.page.get_by_role("dialog")
    await expect(dialog).to_contain_text("撤回以后不能再报名")
    await window.page.keyboard.press("Enter")
    await expect(dialog).to_have_count(0)


async def test_edits_happen_in_place_and_deleted_messages_go(windows: Windows, town: Town) -> None:
    window, _ = await at_card(windows, town)
    await key(await window.sees("您好，请选择"), "改一改").click()
    card = await window.sees("已经改好")
    await expect(card).not_to_contain_text("已编辑")  # as in the real apps: a bot's card carries no such mark
    await expect(window.pane().locator(".message")).to_have_count(2)
    await key(card, "删掉").click()
    await expect(window.pane().locator(".message")).to_have_count(1)


async def test_the_contact_button_asks_first(windows: Windows, town: Town) -> None:
    """As in the real apps: nothing is shared before the person has agreed."""
    window, person = await at_card(windows, town)
    await window.say("/phone")
    await window.press("发送我的手机号")
    dialog = window.page.get_by_role("dialog")
    await expect(dialog).to_contain_text(person["phone"])
    await dialog.get_by_role("button", name="取消").click()
    await expect(window.pane().locator(".message", has_text="号码")).to_have_count(0)
    await window.press("发送我的手机号")
    await dialog.get_by_role("button", name="发送手机号").click()
    await window.sees(f"号码 {person['phone']}")
    await expect(window.pane().locator(".reply-rows")).to_have_count(0)


async def test_a_keyboard_folds_and_a_one_time_keyboard_goes(windows: Windows, town: Town) -> None:
    window, _ = await at_card(windows, town)
    await window.say("/phone")
    keys = window.pane().locator(".reply-rows .key")
    await expect(keys).to_have_count(3)
    await window.press("收起按钮")
    await expect(keys).to_have_count(0)
    await window.press("显示按钮")
    await window.press("以后再填")
    await window.sees("收到：以后再填")
    await expect(keys).to_have_count(0)


async def test_a_sample_photo_goes_in_one_tap(windows: Windows, town: Town) -> None:
    """The good sample arrives at the bot with an ID photo's pixels; a tap on the answer enlarges it."""
    window, _ = await at_card(windows, town)
    await window.attach("示例证件照")
    await window.page.locator("[data-sample=good]").click()
    message = await window.sees("照片 590×826")
    picture = message.locator("img")
    await expect(picture).to_have_js_property("complete", value=True)
    assert await picture.evaluate("image => image.naturalWidth") > 0
    await picture.click()
    await expect(window.page.get_by_role("dialog").locator("img")).to_be_visible()
    await window.page.keyboard.press("Escape")
    await expect(window.page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(("kind", "white"), [("good", True), ("blue", False)])
async def test_the_samples_have_the_border_they_promise(windows: Windows, town: Town, kind: str, white: bool) -> None:
    """The upper border of the good sample is white; the blue one is the control."""
    window, _ = await at_card(windows, town)
    look = """async kind => {
      const picture = await createImageBitmap(await (await fetch(`/samples/${kind}.jpg`)).blob());
      const canvas = new OffscreenCanvas(picture.width, picture.height);
      const pen = canvas.getContext("2d", { willReadFrequently: true });
      pen.drawImage(picture, 0, 0);
      const { width, height } = picture;
      const strips = [[0, 0, width, 20], [0, 0, 20, height], [width - 20, 0, 20, height]];
      const darkest = strip => pen.getImageData(...strip).data.reduce((low, each) => Math.min(low, each));
      return Math.min(...strips.map(darkest));
    }"""
    assert (await window.page.evaluate(look, kind) >= 245) is white


async def test_a_file_is_shown_before_it_goes(windows: Windows, town: Town) -> None:
    """A file that is no picture goes as a document, with its caption, and can be opened."""
    window, _ = await at_card(windows, town)
    async with window.page.expect_file_chooser() as choosing:
        await window.attach("文件")
    await (await choosing.value).set_files(
        {"name": "单位证明.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"}
    )
    dialog = window.page.get_by_role("dialog")
    await dialog.get_by_role("textbox").fill("盖章的")
    await dialog.get_by_role("button", name="发送文件").click()
    await window.sees("收到 document")
    sent = window.pane().locator(".message.out").last
    await expect(sent).to_contain_text("盖章的")
    address = await sent.get_by_role("link", name="单位证明.pdf").get_attribute("href")
    assert await (await window.page.request.get(town.base + str(address))).body() == b"%PDF-1.4"


async def test_a_pasted_picture_goes_as_a_photo(windows: Windows, town: Town) -> None:
    window, _ = await at_card(windows, town)
    paste = """async () => {
      const data = new DataTransfer();
      data.items.add(new File([await (await fetch("/samples/size.jpg")).blob()], "a.jpg", { type: "image/jpeg" }));
      const paste = new ClipboardEvent("paste", { clipboardData: data, cancelable: true });
      document.querySelector("textarea").dispatchEvent(paste);
    }"""
    await window.page.evaluate(paste)
    await window.page.get_by_role("dialog").get_by_role("button", name="发送照片").click()
    await window.sees("照片 640×480")
