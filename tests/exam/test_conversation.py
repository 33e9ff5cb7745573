"""The room card, by chatting: the server's clock, minutes for all, incidents signed by two, absentees at the end."""

from __future__ import annotations

from datetime import timedelta

from bot.app.staff import work_at
from domain.people import Role, dismiss_chat
from domain.planning import Attendance
from domain.standards import BatchStatus, Part
from tests.stage import Stage, name_of, set_stage
from tests.town import NAMES, Town


async def in_the_room(town: Town, minutes: int = 0, *, here: int = 2) -> Stage:
    """Three candidates, the first ones let in; so many minutes after the theory sitting should begin."""
    stage = await set_stage(town, BatchStatus.TICKETS_ISSUED, 3)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        for booking in stage.bookings[Part.THEORY][:here]:
            await work.planning.attend(booking.id, Attendance.PRESENT)
    await go_to(town, stage, minutes)
    return stage


async def go_to(town: Town, stage: Stage, minutes: int) -> None:
    moment = stage.sittings[Part.THEORY].starts_at + timedelta(minutes=minutes)
    await town.pass_time(seconds=(moment - town.now).total_seconds() + 1)  # the clock is set by whole seconds


async def begin(town: Town) -> None:
    await town.sun.say("/room")
    await town.sun.press("理论知识")
    await town.sun.press("开始考试")
    await town.sun.sees("09:00 开考", "10:30 结束", "还剩 90 分钟")


async def attendances(town: Town, stage: Stage) -> list[Attendance | None]:
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        found = await work.planning.bookings(stage.sittings[Part.THEORY].id)
        return [each.attendance for each in found]


async def test_a_sitting_from_the_first_minute_to_the_last(town: Town) -> None:
    stage = await in_the_room(town)
    await begin(town)
    await town.pass_time(minutes=10)
    await town.sun.press("全场加 5 分钟")
    await town.sun.sees("10:35 结束", "还剩 85 分钟", "已加 5 分钟")
    await go_to(town, stage, 81)
    await town.zhou.sees("10:35 结束", "还剩 1")
    await go_to(town, stage, 96)
    await town.sun.press("结束考试")
    await town.sun.sees("没有到场的座位：3", "记为缺考")
    await town.sun.press("确定结束")
    await town.sun.sees("10:36 考试结束", "实到 2", "缺考 1")
    assert await attendances(town, stage) == [Attendance.PRESENT, Attendance.PRESENT, Attendance.ABSENT]


async def test_it_does_not_begin_before_its_time(town: Town) -> None:
    await in_the_room(town, -1)
    await town.sun.say("/room")
    await town.sun.press("理论知识")
    await town.sun.press("开始考试")
    await town.sun.told("还没有到开考时间")


async def test_it_is_begun_once(town: Town) -> None:
    stage = await in_the_room(town)
    await begin(town)
    await town.zhou.press_data(f"room_start:{stage.sittings[Part.THEORY].id}")
    await town.zhou.told("09:00 已经开考了")


async def test_a_doubled_press_adds_minutes_once(town: Town) -> None:
    await in_the_room(town)
    await begin(town)
    await town.sun.press("全场加 10 分钟", times=2)
    await town.settle()
    await town.sun.sees("已加 10 分钟")
    await town.sun.does_not_see("已加 20 分钟")


async def test_it_does_not_end_while_nobody_may_leave(town: Town) -> None:
    stage = await in_the_room(town)
    await begin(town)
    await go_to(town, stage, 29)
    await town.sun.press("结束考试")
    await town.sun.sees("最早 09:30 才能结束")
    await town.sun.press("确定结束")
    await town.sun.told("最早 09:30")
    assert await attendances(town, stage) == [Attendance.PRESENT, Attendance.PRESENT, None]
    await go_to(town, stage, 31)
    await town.sun.press("确定结束")
    await town.sun.sees("09:31 考试结束")


async def test_before_the_time_is_up_the_minutes_left_are_said(town: Town) -> None:
    stage = await in_the_room(town)
    await begin(town)
    await go_to(town, stage, 61)
    await town.sun.press("结束考试")
    await town.sun.sees("时间还没有到，还剩")


async def record(town: Town, kind: str, seat: str) -> None:
    await town.sun.press("记录情况")
    await town.sun.press(kind)
    await town.sun.sees("是哪位考生")
    await town.sun.say(seat)
    await town.sun.say("9:20 查看夹带的纸条，当场收缴")
    await town.sun.sees("请核对", name_of(1), "夹带的纸条")
    await town.sun.press("✅ 记录")
    await town.sun.sees("等待第二人签字")


async def test_an_incident_has_two_signatures(town: Town) -> None:
    stage = await in_the_room(town)
    await begin(town)
    await record(town, "作弊", "2")
    assert (await attendances(town, stage))[1] is Attendance.PRESENT
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        (incident,) = await work.exam.incidents(stage.sittings[Part.THEORY].id)
    await town.sun.press_data(f"sign:{incident.id}")
    await town.sun.told("要由另一名监考员签字")
    await town.zhou.sees("请您签字确认", name_of(1), "孙丽", "这一科不计成绩")
    await town.zhou.press("签字确认")
    await town.zhou.sees("两人已签字")
    assert (await attendances(town, stage))[1] is Attendance.VOID


async def test_misconduct_is_somebodys_and_seats_are_checked(town: Town) -> None:
    await in_the_room(town)
    await begin(town)
    await town.sun.press("记录情况")
    await town.sun.press("作弊")
    await town.sun.sees("是哪位考生")
    assert not [label for label in await town.sun.buttons() if "不涉及考生" in label]
    await town.sun.say("40")
    await town.sun.sees("没有 40 座的考生")


async def test_an_emergency_may_be_nobodys(town: Town) -> None:
    await in_the_room(town)
    await begin(town)
    await town.sun.press("记录情况")
    await town.sun.press("突发")
    await town.sun.press("不涉及考生")
    await town.sun.say("停电 5 分钟")
    await town.sun.press("✅ 记录")
    await town.sun.sees("等待第二人签字")


async def test_another_room_is_not_mine(town: Town) -> None:
    stage = await in_the_room(town)
    key = stage.sittings[Part.THEORY].id
    for data in (f"room:{key}", f"room_start:{key}", f"room_over:{key}", f"incident:{key}", f"room_add:{key}:5:0"):
        await town.wu.press_data(data)
        await town.wu.told("这一场不是您监考")
        await town.zheng.press_data(data)
        await town.zheng.told("没有做这件事的权限")


async def test_the_button_of_a_withdrawn_role_does_nothing(town: Town) -> None:
    await in_the_room(town)
    await town.sun.say("/room")
    await town.sun.press("理论知识")
    await town.sun.sees("还没有开考")
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        await dismiss_chat(work, NAMES["sun"], Role.INVIGILATOR)
    await town.sun.press("开始考试")
    await town.sun.told("没有做这件事的权限")
