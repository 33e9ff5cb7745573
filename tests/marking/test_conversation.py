"""An examiner marks by chatting: by code, alone, one message and one press for each candidate, once and for good."""

from __future__ import annotations

import pytest

from bot.app.staff import work_at
from domain.exam import RoomRecord
from domain.planning import Attendance
from domain.standards import BatchStatus, Part
from tests.marking.scene import GOOD, OTHER, mark_all, open_first, practical, sat, sheets
from tests.stage import EXAMINERS, Stage, name_of, set_stage
from tests.town import Town


async def test_a_sheet_takes_one_message_and_one_press_and_the_next_comes_by_itself(town: Town) -> None:
    stage = await sat(town, candidates=3)
    await open_first(town)
    before = len(town.zheng.deeds)
    await town.zheng.say(GOOD)
    await town.zheng.sees("A-001", "合计 81 分")
    await town.zheng.press("提交 A-001：81 分")
    await town.zheng.sees("A-001 已交，81 分", "A-002　已评 1／3")
    assert town.zheng.deeds[before:] == ["say", "press"]
    (kept,) = await sheets(town, stage)
    assert (kept.booking_id, kept.marks, kept.vetoed) == (practical(stage).id, (25, 24, 16, 16), ())


async def test_the_next_after_a_code_is_the_one_behind_it(town: Town) -> None:
    await sat(town, candidates=3)
    await town.zheng.say("/mark")
    await town.zheng.press("A-002")
    await town.zheng.say(GOOD)
    await town.zheng.press("提交 A-002")
    await town.zheng.sees("A-003　已评 1／3")
    await town.zheng.say(GOOD)
    await town.zheng.press("提交 A-003")
    await town.zheng.sees("A-001　已评 2／3")


async def test_an_examiner_never_sees_who_it_is(town: Town) -> None:
    """Neither name nor ticket number, on any card."""
    stage = await sat(town, candidates=2)
    await mark_all(town, "zheng", 2)
    await town.zheng.say("/todo")
    await town.settle()
    shown = [str(message) for message in await town.zheng.messages()] + await town.zheng.buttons()
    secrets = [name_of(n) for n in range(2)] + [ticket.number for ticket in stage.tickets]
    assert any("A-002" in text for text in shown)
    assert not [secret for secret in secrets for text in shown if secret in text]


async def test_the_home_card_says_what_waits_and_leads_there(town: Town) -> None:
    await sat(town, candidates=2)
    await town.zheng.say("/todo")
    await town.zheng.sees("等您评分", "已评 0／2")
    await town.zheng.press("评分")
    await town.zheng.press("A-002")
    await town.zheng.sees("A-002")


async def test_a_veto_is_pressed_before_submitting_and_can_be_taken_back(town: Town) -> None:
    stage = await sat(town)
    await open_first(town)
    await town.zheng.say(GOOD)
    await town.zheng.press("★ 否决：安全文明操作")
    await town.zheng.sees("否决：安全文明操作 → 整科不合格")
    await town.zheng.press("取消否决")
    await town.zheng.press("★ 否决：安全文明操作")
    await town.zheng.press("提交 A-001：81 分，否决")
    await town.zheng.sees("A-002")
    assert [sheet.vetoed for sheet in await sheets(town, stage)] == [("4",)]
    await town.zheng.say(GOOD)
    await town.zheng.press("提交 A-002：81 分")
    await town.settle()
    assert [sheet.vetoed for sheet in await sheets(town, stage)] == [("4",), ()]


async def test_full_width_digits_and_commas_are_read(town: Town) -> None:
    stage = await sat(town)
    await open_first(town)
    await town.zheng.say("２５，２４、１６　１６")
    await town.zheng.press("提交")
    await town.settle()
    assert [sheet.marks for sheet in await sheets(town, stage)] == [(25, 24, 16, 16)]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("25 24 16", "要 4 个分数，您写了 3 个"),
        ("25 24 16 16 1", "您写了 5 个"),
        ("25 31 16 16", "第 2 项“接线”最多 30 分，您写了 31"),
        ("很好", "不是分数的内容"),
    ],
)
async def test_marks_that_cannot_be_are_answered_exactly_and_nothing_typed_is_lost(
    town: Town, text: str, answer: str
) -> None:
    """Before there are marks, and when there are: those stay."""
    stage = await sat(town)
    await open_first(town)
    await town.zheng.say(text)
    assert "24 24 16 16" in await town.zheng.sees(answer)
    await town.zheng.say(GOOD)
    await town.zheng.sees("合计 81 分")
    await town.zheng.say(text)
    await town.settle()
    assert answer in str((await town.zheng.messages())[-1])
    assert await sheets(town, stage) == []
    await town.zheng.press("提交 A-001：81 分")
    await town.settle()
    assert [sheet.marks for sheet in await sheets(town, stage)] == [(25, 24, 16, 16)]


async def test_marks_typed_again_replace_those_before(town: Town) -> None:
    stage = await sat(town)
    await open_first(town)
    await town.zheng.say(OTHER)
    await town.zheng.sees("合计 60 分")
    await town.zheng.say(GOOD)
    await town.zheng.sees("合计 81 分")
    await town.zheng.press("提交")
    await town.settle()
    assert [sum(sheet.marks) for sheet in await sheets(town, stage)] == [81]


async def test_what_was_typed_is_there_after_a_look_at_the_list_and_a_restart(town: Town) -> None:
    await sat(town)
    await open_first(town)
    await town.zheng.say(GOOD)
    await town.zheng.sees("合计 81 分")
    await town.zheng.press("上一步")
    await town.zheng.press("全部编号")
    await town.restart()
    await town.zheng.press("A-001")
    await town.zheng.press("不改")
    await town.zheng.sees("合计 81 分")


async def test_no_examiner_sees_anothers_marks(town: Town) -> None:
    """Not even when they have marked themselves, nor the leader; and the progress tells a count only."""
    await sat(town, candidates=1)
    await mark_all(town, "feng", 1)
    await town.zheng.say("/mark")
    await town.zheng.sees("已评 0／1")
    await town.zheng.press("A-001")
    await town.zheng.sees("已评 0／1")
    await town.zheng.say(OTHER)
    await town.zheng.press("提交")
    await town.zheng.sees("60 分", "谁也看不到分数")
    await town.zheng.does_not_see("81")
    await town.feng.does_not_see("60 分")


async def test_the_board_counts_what_is_outstanding_and_the_clerks_hear_when_all_is_in(town: Town) -> None:
    """Three examiners, two candidates who sat no theory: six sheets."""
    stage = await sat(town, candidates=2)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        for booking in stage.bookings[Part.THEORY]:
            (await work.planning.booking(booking.id)).attendance = Attendance.ABSENT
    await town.chen.say("/board")
    await town.chen.press("2026 年第 9 批")
    await town.chen.sees("待交评分和登分 6")
    for name in EXAMINERS:
        await town.yang.does_not_see("分数全部交齐")
        await mark_all(town, name, 2)
    await town.settle()
    await town.yang.sees("分数全部交齐")
    await town.chen.press("刷新")
    await town.settle()
    await town.chen.sees("🕓 10 考评打分")
    await town.chen.does_not_see("待交评分和登分")


async def end(town: Town, stage: Stage, part: Part) -> None:
    """An invigilator ends a sitting that is under way."""
    await town.sun.press_data(f"room_finish:{stage.sittings[part].id}")
    await town.sun.press("确定结束")
    await town.sun.sees("考试结束")
    await town.settle()


async def test_the_end_of_a_sitting_tells_whoever_marks_it(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.IN_EXAM, candidates=2)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        for part, sitting in stage.sittings.items():
            work.exam.add(RoomRecord(sitting.id, town.now, 1))
            await work.planning.attend(stage.bookings[part][0].id, Attendance.PRESENT)
    await town.pass_time(days=3)
    await end(town, stage, Part.PRACTICAL)
    await town.zheng.sees("考试结束，请您评分", "还有 1 位")
    await town.yang.does_not_see("登分")
    await end(town, stage, Part.THEORY)
    await town.yang.sees("理论考试结束，可以登分了")
    await town.zhu.sees("理论考试结束，可以登分了")
    await town.han.does_not_see("请您评分")
    await town.zheng.press("评分")
    await town.zheng.press("A-001")
    await town.zheng.sees("A-001")
