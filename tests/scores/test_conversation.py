"""From marks to scores by chatting: summary, audit, release, one's own score, the public list."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.local import LOCAL
from domain.people import Role, dismiss_chat
from domain.scores import Result
from domain.standards import BatchStatus, Part
from tests.scores.marked import (
    also,
    at,
    audited,
    marked,
    open_card,
    released,
    round_of,
    status,
    summarised,
)
from tests.town import NAMES, Town


async def test_scores_are_summarised_audited_released_and_each_is_told_his_own(town: Town) -> None:
    stage = await released(town)
    first, second = town.person(stage.chat(0)), town.person(stage.chat(1))
    told = await first.sees("合格 🎉", "理论知识　86.5", "技能操作　86", "公示到", "可以申请复核", "证书大约")
    assert "未合格" not in told
    told = await second.sees("本次未合格", "86.5 ✅ 保留到", "54（差 6 分）", "您只需补考技能操作")
    assert "失分最多的是：布线（10／30）" in told
    assert "证书" not in told
    assert await status(town, stage) is BatchStatus.RELEASED


async def test_the_score_is_there_at_any_time_and_by_criterion(town: Town) -> None:
    stage = await released(town)
    await town.pass_time(days=40)
    second = town.person(stage.chat(1))
    await second.say("/score")
    shown = await second.sees("本次未合格", "54")
    assert "公示到" not in shown
    assert "申请复核" not in "".join((await second.buttons())[:3])
    await second.press("看得分明细")
    detail = await second.sees("布线　10／30", "接线　12／30", "安全文明操作 ★　16／20")
    assert not [name for name in ("郑勇", "冯军", "蒋平") if name in detail]


async def test_english_is_there_for_whoever_wants_it(town: Town) -> None:
    stage = await released(town)
    second = town.person(stage.chat(1))
    await second.say("/start")
    await second.say("/language")
    await second.press("English")
    await second.say("/score")
    await second.sees("not passed this time", "Practical 54 (6 short)", "You only retake Practical")


async def test_before_the_release_there_is_nothing_to_see(town: Town) -> None:
    stage = await audited(town)
    first = town.person(stage.chat(0))
    await first.say("/score")
    await first.sees("现在没有已公布的成绩")
    await first.press_data(f"score:{stage.applications[0].id}")
    await first.told("没有已公布的成绩")
    await first.press_data(f"public:{stage.batch.id}")
    await first.told("不在公示期")


async def test_anothers_score_is_not_for_me(town: Town) -> None:
    stage = await released(town)
    first = town.person(stage.chat(0))
    for press in ("score", "score_detail", "recheck"):
        await first.press_data(f"{press}:{stage.applications[1].id}")
        await first.told("没有已公布的成绩")
    await first.does_not_see("54")


async def test_what_is_outstanding_stops_the_summary(town: Town) -> None:
    stage = await marked(town)
    async with at(town) as work:
        sheet = (await work.marking.sheets(stage.sittings[Part.PRACTICAL].id))[0]
        await work.unit.session.delete(sheet)
        entry = (await work.marking.entries(stage.sittings[Part.THEORY].id))[1]
        entry.tenths = 100
    await open_card(town, "yang")
    await town.yang.sees("还不能汇总", "技能评分 1 份", "不一致 1 份")
    assert not [label for label in await town.yang.buttons() if "汇总" in label]
    await town.yang.press_data(f"scores_sum:{stage.batch.id}")
    await town.yang.told("缺考评员评分 1 份")
    assert await status(town, stage) is BatchStatus.MARKING


async def test_every_finding_is_settled_with_a_word_before_the_audit_is_passed(town: Town) -> None:
    stage = await summarised(town, theory={0: 605, 1: 595})
    await open_card(town, "qin")
    await town.qin.press("审核成绩")
    await town.qin.sees("待处理 2 项", "接近合格线", "60.5", "59.5")
    assert not [label for label in await town.qin.buttons() if "通过审核" in label]
    await town.qin.press_data(f"scores_pass:{stage.batch.id}")
    await town.qin.told("还有 2 项")
    await town.qin.press("处理 1")
    await town.qin.press("已核对原始试卷")
    await town.qin.sees("待处理 1 项")
    await town.qin.press("处理 1")
    await town.qin.press("写处理意见")
    await town.qin.say("字" * 301)
    await town.qin.sees("300 字以内")
    await town.qin.say("两遍录分与试卷一致")
    await town.qin.sees("2 项发现都已处理")
    await town.qin.press("通过审核")
    await town.qin.sees("等待公布")


async def test_nothing_is_released_before_the_audit(town: Town) -> None:
    stage = await summarised(town)
    await open_card(town, "chen")
    assert not [label for label in await town.chen.buttons() if "公布成绩" in label]
    for data in ("scores_now:{}", "scores_at:{}:1800000000", "scores_drop:{}"):
        await town.chen.press_data(data.format(stage.batch.id))
        await town.chen.told("现在还不能做这一步")
    assert await status(town, stage) is BatchStatus.SUMMARISED


async def test_nobody_audits_what_he_entered_or_marked(town: Town) -> None:
    stage = await summarised(town)
    for name in ("yang", "zhu", "zheng"):
        await also(town, name, Role.SCORE_AUDITOR)
        for press in ("scores_audit", "scores_pass"):
            await getattr(town, name).press_data(f"{press}:{stage.batch.id}")
            await getattr(town, name).told("要由另一个人办")
    assert await status(town, stage) is BatchStatus.SUMMARISED


async def test_whoever_audited_or_entered_does_not_release(town: Town) -> None:
    stage = await audited(town)
    for name in ("qin", "yang"):
        await also(town, name, Role.DIRECTOR)
        await getattr(town, name).press_data(f"scores_now:{stage.batch.id}")
        await getattr(town, name).told("要由另一个人办")
    assert await status(town, stage) is BatchStatus.AUDITED


async def test_no_step_is_done_twice(town: Town) -> None:
    stage = await released(town)
    await town.chen.press_data(f"scores_now:{stage.batch.id}")
    await town.chen.told("已经做过了")
    await town.yang.press_data(f"scores_sum:{stage.batch.id}")
    await town.yang.told("已经做过了")
    await town.qin.press_data(f"scores_pass:{stage.batch.id}")
    await town.qin.told("已经做过了")
    await town.settle()
    told = [m for m in await town.person(stage.chat(0)).messages() if "合格 🎉" in (m.get("text") or "")]
    assert len(told) == 1


async def test_a_release_set_for_a_time_comes_then_and_once(town: Town) -> None:
    stage = await audited(town)
    await open_card(town, "chen")
    await town.chen.press("公布成绩")
    await town.chen.press("09:00")
    await town.chen.sees("09:00 自动公布")
    done = await round_of(town, stage)
    assert done.release_at is not None
    left = (done.release_at - town.now).total_seconds()
    await town.pass_time(seconds=left - 60)
    await town.person(stage.chat(0)).does_not_see("合格 🎉")
    await town.pass_time(seconds=61)
    await town.chen.sees("成绩已按时公布")
    await town.person(stage.chat(0)).sees("合格 🎉")
    await town.pass_time(days=2)
    told = [m for m in await town.person(stage.chat(0)).messages() if "合格 🎉" in (m.get("text") or "")]
    assert len(told) == 1


async def test_a_set_time_is_typed_moved_and_taken_back(town: Town) -> None:
    stage = await audited(town)
    await open_card(town, "chen")
    await town.chen.press("公布成绩")
    await town.chen.press("另定时间")
    await town.chen.say("过几天")
    await town.chen.sees("没有看懂“过几天”")
    await town.chen.say("2020-01-01 9:00")
    await town.chen.sees("要在现在之后")
    wanted = (await town_day(town, 3)).replace("~", "10:30")
    await town.chen.say(wanted)
    await town.chen.sees("10:30 自动公布")
    await town.chen.press("公布成绩")
    await town.chen.press("取消定时")
    await town.chen.sees("公布后不能收回")
    await town.pass_time(days=5)
    assert await status(town, stage) is BatchStatus.AUDITED


async def town_day(town: Town, days: int) -> str:
    """`12-05 ~` for the day after so many days."""
    return f"{town.now.astimezone(LOCAL) + timedelta(days=days):%m-%d} ~"


async def test_a_release_by_hand_settles_the_one_that_was_set(town: Town) -> None:
    stage = await audited(town)
    await open_card(town, "chen")
    await town.chen.press("公布成绩")
    await town.chen.press("09:00")
    await town.chen.sees("自动公布")
    await town.chen.press("公布成绩")
    await town.chen.press("现在公布")
    await town.chen.sees("可以申请复核")
    await town.pass_time(days=2)
    await town.chen.does_not_see("成绩已按时公布")
    assert await status(town, stage) is BatchStatus.RELEASED


@pytest.mark.parametrize(
    ("who", "press"),
    [
        ("wang", "scores_sum"),
        ("qin", "scores_sum"),
        ("yang", "scores_audit"),
        ("chen", "scores_audit"),
        ("qin", "scores_now"),
        ("yang", "scores_now"),
        ("zheng", "scores"),
        ("zhang", "public_sheet"),
    ],
)
async def test_each_deed_is_for_its_role(town: Town, who: str, press: str) -> None:
    stage = await marked(town)
    await getattr(town, who).say("/start")
    await getattr(town, who).press_data(f"{press}:{stage.batch.id}")
    await getattr(town, who).told("没有做这件事的权限")


async def test_a_dismissed_clerks_old_button_does_nothing(town: Town) -> None:
    stage = await marked(town)
    await open_card(town, "yang")
    async with at(town) as work:
        await dismiss_chat(work, NAMES["yang"], Role.SCORE_CLERK)
    await town.yang.press("汇总成绩")
    await town.yang.told("没有做这件事的权限")
    assert await status(town, stage) is BatchStatus.MARKING


async def test_an_absent_candidate_is_told_so(town: Town) -> None:
    stage = await released(town, absent=(1,))
    await town.person(stage.chat(1)).sees("本次未合格", "理论知识　缺考", "技能操作　缺考", "下次请重新报名")


async def test_a_wrong_sum_is_found(town: Town) -> None:
    """A result that is not what the marks come to; the control is the audit of the same marks above."""
    stage = await summarised(town)
    async with at(town) as work:
        held: Result = (await work.scores.results(stage.batch.id))[0]
        held.tenths = 999
    await open_card(town, "qin")
    await town.qin.press("审核成绩")
    await town.qin.sees("待处理 1 项", "成绩与评分不符")
