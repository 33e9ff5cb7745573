"""The review as reviewers see it: queue, card, decisions, and what happens when two are at it."""

from __future__ import annotations

import asyncio

import pytest

from domain.people import Role
from domain.registration import Status
from tests.chat import PATIENCE, Someone
from tests.registration.examples import LI, ZHANG, particulars
from tests.registration.review_town import application, appoint, hand_in, mend
from tests.town import Town

NUMBER = ZHANG.number


async def photos(someone: Someone) -> int:
    """How many photos stand in the chat."""
    return sum("photo" in message for message in await someone.messages())


async def has_photos(someone: Someone, count: int) -> None:
    """Wait until so many photos stand in the chat."""
    async with asyncio.timeout(PATIENCE):
        while await photos(someone) != count:
            await asyncio.sleep(0.05)


async def no_longer_sees(someone: Someone, text: str) -> None:
    """Wait until the text has left the chat."""
    async with asyncio.timeout(PATIENCE):
        while text in await screen_text(someone):
            await asyncio.sleep(0.05)


async def screen_text(someone: Someone) -> str:
    """Everything that the bot's messages in the chat say."""
    return "\n".join(
        str(message.get("text") or message.get("caption"))
        for message in await someone.messages()
        if "out" not in message
    )


async def take_first(town: Town) -> Someone:
    """The first reviewer has the next card before him."""
    await town.wang.say("/start")
    await town.wang.sees("待初审")
    await town.wang.press("看下一件")
    await town.wang.sees("初审", "已为您锁定 10 分钟")
    return town.wang


async def test_an_approval_takes_two_taps_from_home_and_two_people(town: Town) -> None:
    number = await hand_in(town)
    await town.wang.sees("新报名", "待初审 1 件")
    await take_first(town)
    shown = await town.wang.sees("张＊", "男", "1990 年生", NUMBER[-4:], "条件 4b", "符合", "≥ 3 年")
    assert NUMBER not in shown
    await town.wang.press("✅ 通过")
    await town.wang.sees("初审通过", "已转给复审员", "没有别的待审报名了")
    await town.liu.sees("待复审 1 件")
    await town.liu.press("看下一件")
    await town.liu.sees("复审", "张＊")
    await town.liu.press("✅ 通过")
    await town.liu.sees("已通过", "已通知考生")
    await town.zhang.sees("报名审核通过")
    assert (await application(town, number)).status is Status.APPROVED


async def test_the_photo_stands_above_the_card_and_leaves_with_the_decision(town: Town) -> None:
    await hand_in(town)
    await take_first(town)
    await has_photos(town.wang, 1)
    await town.wang.press("✅ 通过")
    await town.wang.sees("初审通过")
    await has_photos(town.wang, 0)


async def test_the_next_card_has_the_next_photo(town: Town) -> None:
    await hand_in(town, 1001)
    await hand_in(town, 1002)
    await take_first(town)
    first = (await town.wang.messages())[-1]["photo"][-1]["file_unique_id"]
    await town.wang.press("✅ 通过")
    await town.wang.press("下一件")
    await town.wang.sees("李＊", LI.number[-4:])
    shown = [message for message in await town.wang.messages() if "photo" in message]
    assert [message["photo"][-1]["file_unique_id"] for message in shown] != [first]
    assert len(shown) == 1


async def test_the_full_number_is_shown_for_one_press_and_written_down(town: Town) -> None:
    await hand_in(town)
    await take_first(town)
    await town.wang.press("看完整证件号")
    assert "张伟" in await town.wang.told(NUMBER)
    await town.settle()
    assert NUMBER not in await screen_text(town.wang)
    await town.wang.press("✅ 通过")
    await town.wang.sees("初审通过")


async def test_everything_stated_is_on_the_other_side_of_the_card(town: Town) -> None:
    await hand_in(town)
    await take_first(town)
    await town.wang.press("看全部内容")
    await town.wang.sees("示例电力公司", "2022 年 1 月 – 至今", "高中", "S000011000123215000017", "138****8000")
    await has_photos(town.wang, 1)
    await town.wang.press("回到这份报名")
    await town.wang.sees("条件 4b", "已为您锁定")
    await has_photos(town.wang, 1)


async def test_a_return_names_fields_with_reasons_and_shows_what_the_candidate_will_see(town: Town) -> None:
    number = await hand_in(town)
    await take_first(town)
    await town.wang.press("退回修改")
    await town.wang.sees("哪几项需要考生补正")
    await town.wang.press("▫️ 照片")
    await town.wang.press("▫️ 工作经历")
    await town.wang.press("▫️ 手机号")
    await town.wang.press("☑️ 手机号")
    await town.wang.press("继续（选了 2 项）")
    await town.wang.sees("工作经历：为什么要补正")
    await town.wang.say("单位写 <全称>，\n 和公章一致")
    await town.wang.sees("照片：为什么要补正")
    await town.wang.press("背景不是白色")
    preview = await town.wang.sees("考生将收到", "需要补正 2 处", "照片：", "白", "单位写 <全称>， 和公章一致")
    await town.wang.press("确认退回")
    await town.wang.sees("已退回补正", "张＊")
    told = await town.zhang.sees("需要补正 2 处", "白", "单位写 <全称>")
    assert told.strip() in preview
    await has_photos(town.wang, 0)
    assert (await application(town, number)).status is Status.RETURNED


async def test_a_mended_application_comes_back_with_its_count_of_returns(town: Town) -> None:
    number = await hand_in(town)
    await take_first(town)
    for label in ("退回修改", "▫️ 手机号", "继续", "打不通", "确认退回"):
        await town.wang.press(label)
    await town.wang.sees("已退回补正")
    await mend(town, number, phone="13900139000")
    await town.wang.sees("📥")
    await town.wang.press("看下一件")
    await town.wang.sees("退回过 1 次")


async def test_reasons_can_be_changed_before_the_return(town: Town) -> None:
    await hand_in(town)
    await take_first(town)
    for label in (
        "退回修改",
        "▫️ 照片",
        "▫️ 姓名",
        "继续",
        "与证件不一致",
        "不清晰",
        "改原因",
        "照片：不清晰",
    ):
        await town.wang.press(label)
    await town.wang.sees("照片：为什么要补正")
    await town.wang.press("尺寸")
    await town.wang.sees("考生将收到", "尺寸", "与证件")


async def test_one_can_go_back_to_the_card_from_a_return(town: Town) -> None:
    await hand_in(town)
    await take_first(town)
    await town.wang.press("退回修改")
    await town.wang.sees("哪几项需要考生补正")
    await town.wang.press("回到这份报名")
    await town.wang.sees("条件 4b", "已为您锁定")
    await no_longer_sees(town.wang, "哪几项需要考生补正")
    await has_photos(town.wang, 1)
    await town.wang.press("✅ 通过")
    await town.wang.sees("初审通过")


async def test_a_rejection_has_a_reason_and_is_confirmed(town: Town) -> None:
    number = await hand_in(town)
    await take_first(town)
    await town.wang.press("不通过")
    await town.wang.sees("为什么不通过", "最终决定")
    await town.wang.press("重复报名")
    await town.wang.sees("考生将收到", "重复报名", "不能撤销")
    assert (await application(town, number)).status is Status.SUBMITTED
    await town.wang.press("确认不通过")
    await town.wang.sees("不通过", "已通知考生")
    await town.zhang.sees("未通过", "重复报名")


async def test_words_too_long_are_refused_and_the_question_stays(town: Town) -> None:
    await hand_in(town)
    await take_first(town)
    await town.wang.press("不通过")
    await town.wang.sees("为什么不通过")
    await town.wang.say("长" * 301)
    await town.wang.sees("301")
    await town.wang.press("在禁考期内")
    await town.wang.sees("考生将收到")


async def test_the_second_of_two_reviewers_is_told_who_was_first(town: Town) -> None:
    await hand_in(town)
    await appoint(town, 3001, Role.FIRST_REVIEWER)
    await take_first(town)
    old = (await town.wang.messages())[-1]
    await town.pass_time(minutes=11)
    await town.chen.say("/queue")
    await town.chen.press("看下一件")
    await town.chen.sees("初审")
    await town.wang.press_old(old, old["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    await town.wang.told("另一位审核员正在看")
    await town.chen.press("✅ 通过")
    await town.chen.sees("初审通过")
    await town.wang.press_old(old, old["reply_markup"]["inline_keyboard"][0][0]["callback_data"])
    await town.wang.told("刚刚由另一位审核员处理了：初审已通过")


async def test_a_claim_that_ran_out_is_renewed_when_nobody_else_took_it(town: Town) -> None:
    await hand_in(town)
    await take_first(town)
    await town.pass_time(minutes=11)
    await town.wang.press("看完整证件号")
    await town.wang.told(NUMBER)
    await town.wang.press("✅ 通过")
    await town.wang.sees("初审通过")


async def test_five_presses_of_approve_are_one_approval(town: Town) -> None:
    number = await hand_in(town)
    await take_first(town)
    await town.wang.press("✅ 通过", times=5)
    await town.wang.sees("初审通过")
    await town.wang.told("您已经处理过")
    await town.settle()
    assert (await application(town, number)).status is Status.FIRST_PASSED
    assert (await screen_text(town.wang)).count("初审通过") == 1


async def test_what_one_holds_is_offered_again_and_can_be_put_back(town: Town) -> None:
    await hand_in(town)
    await take_first(town)
    await town.wang.say("/queue")
    await town.wang.sees("手上还有 1 件")
    await town.wang.press("继续手上的这件")
    await town.wang.sees("条件 4b")
    await town.wang.press("放回队列")
    await town.wang.sees("待初审 1 件", "张＊")
    assert await photos(town.wang) <= 1


async def test_nobody_reviews_his_own_or_both_times(town: Town) -> None:
    await appoint(town, 2001, Role.SECOND_REVIEWER)
    await hand_in(town, 2001)
    await town.wang.say("/queue")
    await town.wang.sees("没有待审的报名")
    await hand_in(town, 1001)
    await take_first(town)
    await town.wang.press("✅ 通过")
    await town.wang.sees("初审通过", "没有别的待审报名了")
    await town.wang.say("/queue")
    await town.wang.sees("没有待审的报名")


async def test_several_new_applications_are_one_note(town: Town) -> None:
    for chat_id in (1001, 1002, 2001):
        await hand_in(town, chat_id)
    assert (await screen_text(town.wang)).count("📥") == 1


async def test_no_note_while_a_card_is_in_hand(town: Town) -> None:
    await hand_in(town, 1001)
    await take_first(town)
    before = (await screen_text(town.wang)).count("📥")
    await hand_in(town, 1002)
    assert (await screen_text(town.wang)).count("📥") == before
    assert "✅ 通过" in await town.wang.buttons()


async def test_the_limit_of_returns_is_said_before_anything_is_asked(town: Town) -> None:
    number = await hand_in(town)
    for phone in ("13900139000", "13900139001", "13900139002"):
        await town.wang.say("/queue")
        for label in ("看下一件", "退回修改", "▫️ 手机号", "继续", "打不通", "确认退回"):
            await town.wang.press(label)
        await town.wang.sees("已退回补正")
        await town.settle()
        await mend(town, number, phone=phone)
    await take_first(town)
    await town.wang.press("退回修改")
    await town.wang.told("已经退回过 3 次")


@pytest.mark.parametrize(
    "data", ["approve", "approve:x:1", "approve:1", "materials:1:1:99", "approve:999999:1", "next:1:2:3"]
)
async def test_forged_presses_do_nothing(town: Town, data: str) -> None:
    number = await hand_in(town)
    await town.wang.say("/queue")
    await town.wang.sees("待初审")
    await town.wang.press_data(data)
    await town.settle()
    assert (await application(town, number)).status is Status.SUBMITTED


async def test_candidates_do_not_get_near_it(town: Town) -> None:
    number = await hand_in(town)
    found = await application(town, number)
    for data in (f"approve:{number}:{found.version}", f"full_id:{number}:{found.version}", "next", "queue", "overview"):
        await town.li.say("/start")
        await town.li.press_data(data)
        await town.li.told("没有")
    await town.settle()
    assert NUMBER[-4:] not in await screen_text(town.li)
    assert (await application(town, number)).status is Status.SUBMITTED


async def test_the_director_sees_counts_and_nobody(town: Town) -> None:
    await hand_in(town)
    await town.chen.say("/start")
    await town.chen.sees("电工", "报名 1", "在审 1")
    await town.chen.press("批次总览")
    shown = await town.chen.sees("批次总览", "待初审 1", "通过 0", "焊工")
    assert "张" not in shown


async def test_in_english(town: Town) -> None:
    await hand_in(town, spells=particulars().spells)
    await town.wang.say("/language")
    await town.wang.press("English")
    await town.wang.press("Take the next one")
    await town.wang.sees("First review", "yours for 10 min", "Clause 4b", "met")
    await town.wang.press("Return")
    await town.wang.press("Photo")
    await town.wang.press("Go on (1 ticked)")
    await town.wang.press("Not sharp")
    await town.wang.sees("The candidate will see")
    await town.wang.press("Return it")
    await town.wang.sees("Returned")


async def test_after_a_quiet_time_another_note_comes(town: Town) -> None:
    await hand_in(town, 1001)
    await town.pass_time(hours=5)
    await hand_in(town, 1002)
    assert (await screen_text(town.wang)).count("📥") == 2
