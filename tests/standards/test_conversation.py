"""A planner plans a batch by chatting: suggestions, refusals, the summary, the draft and its board."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app.staff import work_at
from domain.local import local_date
from domain.standards import BatchStatus
from tests.standards.planning import answer_all, drafts, newest, pick_levels, plan_batch
from tests.town import Town


async def test_a_batch_is_planned_and_kept_as_a_draft(town: Town) -> None:
    await plan_batch(town.zhao)
    batch = await newest(town)
    assert (batch.occupation, batch.edition, batch.levels) == ("6-31-01-03", "2023", (5, 4))
    assert (batch.status, batch.places) == (BatchStatus.DRAFT, None)
    assert local_date(batch.closes_at) == local_date(town.now) + timedelta(days=20)
    assert batch.exam_on.weekday() == 5
    assert batch.exam_on >= local_date(batch.closes_at) + timedelta(days=20)


async def test_the_summary_shows_what_the_standard_brings(town: Town) -> None:
    await answer_all(town.zhao)
    await town.zhao.sees(
        "四级／中级工",
        "理论知识 90 分钟，技能操作 150 分钟",
        "每科 60 分合格",
        "430 元",
        "监考 1:15",
        "考评 1:5，至少 3 人",
    )


async def test_the_board_shows_the_draft_and_its_next_step(town: Town) -> None:
    await plan_batch(town.zhao)
    await town.zhao.press("批次进度")
    seen = await town.zhao.sees("发布通知")
    assert "✅ 1 项目和标准" in seen
    assert "🕓 2 发布通知" in seen
    assert any("📢 公告" in label for label in await town.zhao.buttons())
    await town.zhao.say("/start")
    await town.zhao.sees("1 个批次等您办理下一步")


async def test_candidates_are_not_offered_a_draft(town: Town) -> None:
    await plan_batch(town.zhao)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        offered = {offer.batch_id for offer in await work.standards.offers(town.now)}
    assert offered
    assert (await newest(town)).id not in offered
    await town.zhang.say("/start")
    await town.zhang.press_data(f"register:{(await newest(town)).id}")
    await town.zhang.told("找不到了")


async def test_two_quick_ticks_both_count_and_a_doubled_one_counts_once(town: Town) -> None:
    zhao = town.zhao
    await zhao.say("/batch")
    await zhao.press("电工")
    await zhao.press("2023 版")
    await zhao.press("▫️ 五级", times=2)
    await zhao.press("▫️ 三级")
    await zhao.sees("考哪些级别")
    await zhao.press("选好了（2 个级别）")
    await zhao.sees("什么时候开始报名")


async def test_levels_can_be_typed_and_unknown_ones_are_refused(town: Town) -> None:
    zhao = town.zhao
    await zhao.say("/batch")
    await zhao.press("电工")
    await zhao.press("2023 版")
    await zhao.say("全部")
    await zhao.sees("请按下面的按钮选择")
    await zhao.say("7")
    await zhao.sees("请至少选一个级别")
    await zhao.say("4、3")
    await zhao.sees("什么时候开始报名")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("后天吧", "没看懂这个日期"),
        ("2020-01-01", "已经过去了"),
        ("2020年13月1日", "没看懂这个日期"),
    ],
)
async def test_a_bad_date_is_asked_again(town: Town, typed: str, told: str) -> None:
    zhao = town.zhao
    await zhao.say("/batch")
    await zhao.press("焊工")
    await zhao.press("2023 版")
    await pick_levels(zhao)
    await zhao.sees("什么时候开始报名")
    await zhao.say(typed)
    await zhao.sees(told)
    await zhao.press("现在就开始")
    await zhao.sees("什么时候截止")


async def until_the_exam_day(town: Town) -> None:
    await town.zhao.say("/batch")
    await town.zhao.press("电工")
    await town.zhao.press("2023 版")
    await pick_levels(town.zhao)
    await town.zhao.press("现在就开始")
    await town.zhao.press("（20 天）")
    await town.zhao.sees("哪一天考试")


async def test_an_exam_on_a_holiday_or_before_closing_is_refused(town: Town) -> None:
    await until_the_exam_day(town)
    await town.zhao.say(f"{town.now.year + 1}-10-01")
    await town.zhao.sees("法定节假日")
    await town.zhao.say((local_date(town.now) + timedelta(days=20)).isoformat())
    await town.zhao.sees("要在报名截止", "之后")
    await town.zhao.press("（周日）")
    await town.zhao.sees("限多少人")


async def test_a_closing_before_the_opening_is_refused(town: Town) -> None:
    zhao, today = town.zhao, local_date(town.now)
    await zhao.say("/batch")
    await zhao.press("电工")
    await zhao.press("2018 版")
    await pick_levels(zhao)
    await zhao.say(f"{today + timedelta(days=9)} 10:30")
    await zhao.sees("什么时候截止")
    await zhao.say((today + timedelta(days=3)).isoformat())
    await zhao.sees("报名不能在开始前就截止")
    await zhao.press("（10 天）")
    await zhao.sees("哪一天考试")


async def test_an_edited_closing_asks_for_the_exam_day_again(town: Town) -> None:
    zhao = town.zhao
    await answer_all(zhao)
    await zhao.press("✏️ 截止时间")
    await zhao.say((local_date(town.now) + timedelta(days=90)).isoformat())
    await zhao.sees("哪一天考试")
    await zhao.press("（周六）")
    await zhao.press("✏️ 名额")
    await zhao.say("很多")
    await zhao.sees("请输入 1 到")
    await zhao.say("120 人")
    await zhao.sees("名额：120 人")
    await zhao.press("存为草稿")
    await zhao.sees("已存为草稿")
    assert (await newest(town)).places == 120


async def test_keeping_twice_makes_one_batch(town: Town) -> None:
    await answer_all(town.zhao)
    await town.zhao.press("存为草稿", times=2)
    await town.zhao.sees("已存为草稿")
    await town.settle()
    assert await drafts(town) == 1


async def test_a_batch_begun_is_gone_on_with_after_a_restart(town: Town) -> None:
    await until_the_exam_day(town)
    await town.zhao.press("先存着")
    await town.restart()
    await town.zhao.say("/start")
    await town.zhao.sees("有一个批次填到一半")
    await town.zhao.press("继续填这个批次")
    await town.zhao.sees("哪一天考试")


async def test_a_draft_is_put_right_and_an_older_view_of_it_is_refused(town: Town) -> None:
    zhao, chen = town.zhao, town.chen
    await plan_batch(zhao)
    batch = await newest(town)
    await chen.say("/start")
    await chen.press_data(f"batch_edit:{batch.id}")
    await chen.sees("带来的")
    await zhao.press("看公告并发布")
    await zhao.press("改批次")
    await zhao.press("✏️ 名额")
    await zhao.say("60")
    await zhao.sees("名额：60 人")
    await zhao.press("存为草稿")
    await zhao.sees("已存为草稿")
    await chen.press("存为草稿")
    await chen.told("刚刚有了变化")
    changed = await newest(town)
    assert (changed.id, changed.number, changed.places) == (batch.id, batch.number, 60)


async def test_a_draft_is_given_up_once(town: Town) -> None:
    zhao = town.zhao
    await plan_batch(zhao)
    batch = await newest(town)
    await zhao.press("看公告并发布")
    await zhao.press("放弃草稿")
    await zhao.press("确定放弃")
    await zhao.sees("已放弃")
    assert (await newest(town)).status is BatchStatus.CANCELLED
    await zhao.press_data(f"batch_edit:{batch.id}")
    await zhao.told("已经做过了")


@pytest.mark.parametrize("who", ["wang", "zheng", "zhang"])
async def test_only_planners_and_the_director_plan(town: Town, who: str) -> None:
    await getattr(town, who).say("/start")
    await getattr(town, who).press_data("batch_new")
    await getattr(town, who).told("没有做这件事的权限")
    assert "batch" not in await getattr(town, who).commands()
    assert await drafts(town) == 0
