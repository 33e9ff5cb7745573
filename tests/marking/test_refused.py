"""Sheets that are not taken: twice, of another room, of who did not sit, too early or late, by who may not mark."""

from __future__ import annotations

import pytest

from bot.app.staff import work_at
from domain.people import Role, dismiss_chat
from domain.planning import Attendance
from domain.staffing import DutyStatus
from domain.standards import BatchStatus, Part
from tests.marking.scene import GOOD, mark_all, open_first, practical, sat, set_status, sheets
from tests.stage import set_stage
from tests.town import NAMES, Town


async def test_a_doubled_press_submits_one_sheet(town: Town) -> None:
    stage = await sat(town, candidates=2)
    await open_first(town)
    await town.zheng.say(GOOD)
    await town.zheng.press("提交", times=3)
    await town.zheng.sees("A-002　已评 1／2")
    await town.settle()
    assert len(await sheets(town, stage)) == 1


async def test_a_sheet_is_submitted_once(town: Town) -> None:
    """By an old button it is told that it is done, and stays as it was."""
    stage = await sat(town, candidates=1)
    await mark_all(town, "zheng", 1)
    await town.zheng.press_data(f"sheet:{practical(stage).id}")
    await town.zheng.told("A-001 您已经评过了")
    assert [sheet.marks for sheet in await sheets(town, stage)] == [(25, 24, 16, 16)]


async def test_a_candidate_of_another_room_is_refused(town: Town) -> None:
    """Neither an examiner who serves elsewhere, nor the theory of one's own candidate."""
    stage = await sat(town)
    await town.han.press_data(f"sheet:{practical(stage).id}")
    await town.han.told("不在您考评的场次里")
    await town.zheng.press_data(f"sheet:{stage.bookings[Part.THEORY][0].id}")
    await town.zheng.told("不在您考评的场次里")
    await town.han.say("/mark")
    await town.han.sees("现在没有要您评分的考生")


async def test_who_declined_the_duty_does_not_mark(town: Town) -> None:
    stage = await sat(town)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        for duty in await work.staffing.duties(stage.sittings[Part.PRACTICAL].id):
            duty.status = DutyStatus.OFFERED
    await town.zheng.press_data(f"sheet:{practical(stage).id}")
    await town.zheng.told("不在您考评的场次里")


async def test_an_absent_candidate_is_not_on_the_list_and_gets_no_mark(town: Town) -> None:
    stage = await sat(town, candidates=3, absent=1)
    await town.zheng.say("/mark")
    await town.zheng.sees("已评 0／2")
    assert not [label for label in await town.zheng.buttons() if "A-003" in label]
    await town.zheng.press_data(f"sheet:{practical(stage, 2).id}")
    await town.zheng.told("缺考，或者这一科已作废")


async def test_a_part_voided_meanwhile_is_not_marked(town: Town) -> None:
    stage = await sat(town)
    await open_first(town)
    await town.zheng.say(GOOD)
    await town.zheng.sees("合计")
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        (await work.planning.booking(practical(stage).id)).attendance = Attendance.VOID
    await town.zheng.press("提交")
    await town.zheng.told("已作废")
    assert await sheets(town, stage) == []


async def test_nobody_marks_before_the_sitting_has_begun(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.IN_EXAM, candidates=1)
    await town.zheng.say("/mark")
    await town.zheng.sees("现在没有要您评分的考生")
    await town.zheng.press_data(f"sheet:{practical(stage).id}")
    await town.zheng.told("还没有开考")


async def test_an_examiner_marks_while_the_sitting_is_under_way(town: Town) -> None:
    await sat(town, candidates=1, over=False)
    await mark_all(town, "zheng", 1)


async def test_the_button_of_dismissed_staff_does_nothing(town: Town) -> None:
    stage = await sat(town)
    await open_first(town)
    await town.zheng.say(GOOD)
    await town.zheng.sees("合计")
    card = (await town.zheng.messages())[-1]
    data = card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        await dismiss_chat(work, NAMES["zheng"], Role.EXAMINER)
    await town.settle()
    await town.zheng.press_data(data, on=card["message_id"])
    await town.zheng.told("没有做这件事的权限")
    assert await sheets(town, stage) == []
    await town.zheng.press_data(f"sheet:{practical(stage).id}")
    await town.zheng.told("没有做这件事的权限")


async def test_nothing_is_marked_after_summarising(town: Town) -> None:
    stage = await sat(town)
    await open_first(town)
    await town.zheng.say(GOOD)
    await town.zheng.sees("合计")
    await set_status(town, stage, BatchStatus.SUMMARISED)
    await town.zheng.press("提交")
    await town.zheng.told("成绩已经汇总")
    assert await sheets(town, stage) == []


@pytest.mark.parametrize("who", ["sun", "yang", "chen", "zhang"])
async def test_only_examiners_mark(town: Town, who: str) -> None:
    stage = await sat(town, candidates=1)
    await getattr(town, who).say("/start")
    await getattr(town, who).sees("您好")
    await getattr(town, who).press_data(f"sheet:{practical(stage).id}")
    await getattr(town, who).told("没有做这件事的权限")
