"""A reviewer's decisions: approve, return with reasons, reject; what is shown before and after."""

from __future__ import annotations

from domain.registration import Status
from tests.registration.examples import ZHANG, particulars
from tests.reviewing.review_town import (
    application,
    hand_in,
    has_photos,
    mend,
    no_longer_sees,
    screen_text,
    stands,
    take_first,
)
from tests.town import Town

NUMBER = ZHANG.number


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


async def test_the_limit_of_returns_is_said_before_anything_is_asked(town: Town) -> None:
    number = await hand_in(town)
    for phone in ("13900139000", "13900139001", "13900139002"):
        await town.wang.say("/queue")
        for label in ("看下一件", "退回修改", "▫️ 手机号", "继续", "打不通", "确认退回"):
            await town.wang.press(label)
        await stands(town, number, Status.RETURNED)
        await mend(town, number, phone=phone)
    await take_first(town)
    await town.wang.press("退回修改")
    await town.wang.told("已经退回过 3 次")


async def test_in_english(town: Town) -> None:
    await hand_in(town, spells=particulars().spells)
    await town.wang.say("/language")
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


async def test_a_return_begun_is_kept_while_one_looks_elsewhere(town: Town) -> None:
    await hand_in(town)
    await take_first(town)
    await town.wang.press("退回修改")
    await town.wang.press("▫️ 照片")
    await town.wang.press("▫️ 姓名")
    await (await town.wang.say("/queue")).press("继续手上的这件")
    await town.wang.sees("已为您锁定", "条件 4b")
    await town.wang.press("退回修改")
    await town.wang.press("继续（选了 2 项）")
    await town.wang.sees("姓名：为什么要补正")
