"""What has no room where it should stand: the room is made small here, so that the usual texts outgrow it."""

from __future__ import annotations

import pytest

from bot.engine import turn
from tests.reviewing.review_town import hand_in
from tests.town import Town


async def test_a_message_that_is_too_long_goes_in_several_and_the_last_has_the_buttons(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of it is lost, and the way on stands at its end."""
    await town.zhang.say("/help")
    whole = await town.zhang.sees("需要帮助")
    monkeypatch.setattr(turn, "TEXT_LIMIT", 100)
    before = len(await town.zhang.messages())
    await town.zhang.say("/help")
    await town.zhang.sees(whole.rsplit("\n", 1)[-1])
    said = (await town.zhang.messages())[before + 1 :]
    assert "".join(m["text"] for m in said).replace("\n", "") == whole.replace("\n", "")
    assert [bool(m.get("reply_markup")) for m in said] == [False] * (len(said) - 1) + [True]
    assert len(said) > 1
    await town.zhang.press("首页")
    await town.zhang.sees("现在可以报名")


async def test_a_note_that_is_too_long_is_said(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    await town.zhang.press_data("nonsense")
    short = await town.zhang.told("")
    monkeypatch.setattr(turn, "TOAST_LIMIT", 5)
    await town.zhang.press_data("nonsense")
    await town.zhang.sees(short)


async def test_a_caption_that_is_too_long_follows_its_photo(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The card of an application: its decisions stand under the text."""
    await hand_in(town)
    monkeypatch.setattr(turn, "CAPTION_LIMIT", 50)
    await town.wang.say("/queue")
    await town.wang.press("看下一件")
    await town.wang.sees("已为您锁定 10 分钟")
    *_, photo, text = await town.wang.messages()
    assert (bool(photo.get("photo")), photo.get("caption"), bool(text.get("text"))) == (True, None, True)
    assert any("通过" in button for button in await town.wang.buttons())
