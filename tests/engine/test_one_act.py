"""What a person edits is heard or kindly declined; what one act sends in several messages is answered once."""

from __future__ import annotations

import pytest

from sandbox import Someone
from tests.documents.samples import portrait, saved
from tests.engine.trouble import sqlite
from tests.registration.filling import ID_NUMBER, consent, fill
from tests.town import Town

EARLIER = "您改的是前面的消息"
OUTSIDE = "您改了以前的消息"
PASTE = "示例单位" * 1024


async def at(town: Town, question: str) -> Someone:
    """Zhang, being asked this."""
    await consent(town.zhang)
    await fill(town.zhang, until=question)
    return town.zhang


async def said_by_bot(who: Someone) -> list[str]:
    return [seen.text for seen in await who.shown() if seen.by != who.id]


async def own(who: Someone) -> list[str]:
    return [seen.text for seen in await who.shown() if seen.by == who.id]


async def test_an_answer_mended_by_editing_is_heard(town: Town) -> None:
    zhang = await at(town, "单位叫什么")
    await zhang.say("厂")
    await zhang.sees("单位")
    await zhang.edit("厂", "示例电力公司")
    await zhang.sees("从哪年哪月开始")


async def test_an_earlier_answer_that_is_edited_is_declined_and_does_not_stay(town: Town) -> None:
    zhang = await at(town, "请输入姓名")
    await zhang.say("张伟")
    await zhang.sees("请输入身份证号码")
    await zhang.edit("张伟", ID_NUMBER)
    await zhang.sees(EARLIER)
    await town.settle()
    assert ID_NUMBER not in await own(zhang)
    await zhang.say(ID_NUMBER)
    await zhang.sees("请核对出生日期")


@sqlite
async def test_an_answer_gone_back_to_is_mended_by_editing(town: Town) -> None:
    zhang = await at(town, "单位叫什么")
    await zhang.say("示例电力公司")
    await zhang.sees("从哪年哪月开始")
    await zhang.press("上一步")
    await zhang.sees("单位叫什么")
    await zhang.edit("示例电力公司", "示例机械公司")
    await zhang.sees("从哪年哪月开始")


@sqlite
async def test_an_edit_that_looks_like_a_command_is_not_obeyed(town: Town) -> None:
    zhang = await at(town, "单位叫什么")
    await zhang.say("厂")
    await zhang.sees("单位")
    await zhang.edit("厂", "/start")
    await zhang.sees(EARLIER)


@sqlite
async def test_outside_a_dialogue_an_edit_gets_one_word(town: Town) -> None:
    li = town.li
    await li.say("/start")
    await li.sees("您好")
    await li.say("你好")
    await li.sees("我没看懂")
    await li.edit("你好", "你们好")
    await li.sees(OUTSIDE)
    before = await said_by_bot(li)
    await li.edit("你们好", "大家好")
    await town.settle()
    assert await said_by_bot(li) == before
    await li.say("在吗")
    await li.sees("我没看懂")
    await li.edit("大家好", f"我的号码 {ID_NUMBER}")
    await li.sees(OUTSIDE)
    await town.settle()
    assert not [text for text in await own(li) if ID_NUMBER in text]


@sqlite
async def test_an_edit_of_long_ago_is_not_answered(town: Town) -> None:
    li = town.li
    await li.say("/start")
    await li.say("你好")
    await li.sees("我没看懂")
    await town.settle()
    before = await said_by_bot(li)
    await town.centre.close()
    await li.edit("你好", "你们好")
    town.sandbox.clock.advance(7 * 3600)
    await town.restart()
    await town.settle()
    assert await said_by_bot(li) == before


async def test_the_rest_of_a_long_paste_is_no_answer(town: Town) -> None:
    zhang = await at(town, "单位叫什么")
    await zhang.say(PASTE + PASTE + "第二部分")
    await zhang.sees("太长")
    await town.settle()
    told = [text for text in await said_by_bot(zhang) if "太长" in text]
    assert len(told) == 1
    await zhang.say("示例电力公司")
    await zhang.sees("从哪年哪月开始")


@sqlite
async def test_what_is_said_later_or_is_a_command_is_no_rest(town: Town) -> None:
    zhang = await at(town, "单位叫什么")
    await zhang.say(PASTE)
    await zhang.sees("太长")
    await zhang.say("/help")
    await zhang.sees("需要帮助")
    await zhang.say("/start")
    await zhang.press("继续填写")
    await zhang.say(PASTE)
    await zhang.sees("太长")
    await town.pass_time(seconds=5)
    await zhang.say("示例电力公司")
    await zhang.sees("从哪年哪月开始")


@sqlite
async def test_the_rest_of_a_paste_is_known_after_a_restart(town: Town) -> None:
    zhang = await at(town, "单位叫什么")
    await zhang.say(PASTE)
    await zhang.sees("太长")
    await town.restart()
    await zhang.say("第二部分")
    await town.settle()
    assert not [text for text in await said_by_bot(zhang) if "从哪年哪月开始" in text]


@sqlite
async def test_the_rest_of_a_paste_where_a_number_was_asked_does_not_stay(town: Town) -> None:
    zhang = await at(town, "请输入身份证号码")
    await zhang.say(PASTE + ID_NUMBER)
    await zhang.sees("太长")
    await town.settle()
    assert not [text for text in await own(zhang) if ID_NUMBER in text or text == PASTE]


@sqlite
async def test_an_album_where_words_are_asked_is_answered_once(town: Town) -> None:
    zhang = await at(town, "单位叫什么")
    await zhang.send_album(saved(portrait()), saved(portrait()), saved(portrait()))
    await zhang.sees("需要您打字")
    await town.settle()
    assert len([text for text in await said_by_bot(zhang) if "需要您打字" in text]) == 1


async def test_of_an_album_where_a_photo_is_asked_the_first_is_taken(town: Town) -> None:
    zhang = await at(town, "照片")
    await town.settle()
    before = len(await said_by_bot(zhang))
    await zhang.send_album(saved(portrait()), saved(portrait()))
    await town.settle()
    one = (await said_by_bot(zhang))[before:]
    assert len(one) == 1, one


@sqlite
async def test_keys_of_a_dialogue_that_another_replaced_are_taken_away(town: Town) -> None:
    zhang = await at(town, "手机")
    assert "📱 发送我的手机号" in await zhang.buttons()
    await zhang.say("/verify")
    await zhang.sees("证书编号")
    await town.settle()
    assert "📱 发送我的手机号" not in await zhang.buttons()


@sqlite
@pytest.mark.parametrize("said", ["138", "/help"])
async def test_keys_of_a_question_in_force_stay(town: Town, said: str) -> None:
    zhang = await at(town, "手机")
    await zhang.say(said)
    await town.settle()
    assert "📱 发送我的手机号" in await zhang.buttons()


@sqlite
@pytest.mark.parametrize(("to", "answered"), [("@other_bot", 0), ("@SANDBOX_bot", 1), ("", 1)])
async def test_commands_for_other_bots_are_not_answered(town: Town, to: str, answered: int) -> None:
    group = await group_of_bots(town)
    there = Someone.at(town.http, town.address, 2001, group)
    await there.say(f"/stats{to}")
    await town.settle()
    shown = await there.messages()
    assert len([one for one in shown if one["from"].get("username") == "sandbox_bot" and one.get("text")]) == answered


async def group_of_bots(town: Town) -> int:
    """A group in which Wang, this bot and another are."""
    for path, body in (
        ("bots", {"username": "other_bot"}),
        ("bots/sandbox_bot", {"can_read_all_group_messages": True}),
    ):
        async with town.http.post(f"{town.address}/{path}", json=body) as answer:
            assert answer.status == 200
    async with town.http.post(
        f"{town.address}/groups", json={"title": "g", "by": 2001, "type": "supergroup"}
    ) as answer:
        peer = (await answer.json())["peer"]
    for bot in ("sandbox_bot", "other_bot"):
        await Someone.at(town.http, town.address, 2001, peer).do("add", who=bot)
    return int(peer)
