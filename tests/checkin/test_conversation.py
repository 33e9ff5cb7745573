"""At the door, by chatting: scanning is opening the ticket's link, and one press lets somebody in."""

from __future__ import annotations

import asyncio
import dataclasses
from datetime import timedelta

from bot.app.staff import work_at
from domain.marking import codes_of
from domain.people import Role, dismiss_chat
from domain.planning import Attendance
from domain.standards import BatchStatus, Part
from sandbox import Someone
from tests.documents.samples import portrait, saved
from tests.stage import Stage, name_of, set_stage
from tests.town import NAMES, Town


async def at_the_door(town: Town, candidates: int = 2, minutes: int = -20) -> Stage:
    """Tickets are issued; so many minutes after the theory sitting begins, or before."""
    stage = await set_stage(town, BatchStatus.TICKETS_ISSUED, candidates)
    await go_to(town, stage, minutes)
    return stage


async def go_to(town: Town, stage: Stage, minutes: int, part: Part = Part.THEORY) -> None:
    moment = stage.sittings[part].starts_at + timedelta(minutes=minutes)
    await town.pass_time(seconds=(moment - town.now).total_seconds() + 1)  # the clock is set by whole seconds


async def scan(who: Someone, stage: Stage, number: int = 0) -> None:
    """What the phone's camera does with a ticket's code."""
    await who.say(f"/start in_{stage.tickets[number].token}")


async def attendance(town: Town, stage: Stage, number: int = 0) -> Attendance | None:
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        return (await work.planning.booking(stage.bookings[Part.THEORY][number].id)).attendance


async def test_a_candidate_is_let_in_by_one_press_and_gets_his_receipt(town: Town) -> None:
    stage = await at_the_door(town)
    last = stage.applications[0].particulars.identity.number[-4:]
    await scan(town.sun, stage)
    seen = await town.sun.sees(name_of(0), f"证件末四位 {last}", "1 座", "09:00")
    assert stage.applications[0].particulars.identity.number not in seen
    assert await attendance(town, stage) is None, "the scan alone admits nobody"
    taps = len(town.sun.deeds)
    await town.sun.press("人证一致")
    await town.sun.sees("已入场", name_of(0), "已到 1／2")
    assert len(town.sun.deeds) - taps == 1
    await town.person(stage.chat(0)).sees("签到成功", "08:40", "1 座")
    assert await attendance(town, stage) is Attendance.PRESENT


async def test_at_the_practical_the_receipt_tells_the_code_for_the_examiners(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.TICKETS_ISSUED, candidates=2)
    await go_to(town, stage, -20, Part.PRACTICAL)
    await scan(town.sun, stage)
    await town.sun.press("人证一致")
    seen = await town.person(stage.chat(0)).sees("签到成功", "您的评分代码是")
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        sitting = await work.planning.sitting(stage.sittings[Part.PRACTICAL].id)
        codes = await codes_of(work, sitting)
    assert codes[stage.bookings[Part.PRACTICAL][0].id] in seen


async def test_the_photo_stands_above_the_question_and_the_card_changes_in_place(town: Town) -> None:
    stage = await at_the_door(town)
    photo = await town.centre.parts.files.put(saved(portrait((295, 413))))
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        one = await work.registration.application(stage.applications[0].id)
        one.particulars = dataclasses.replace(one.particulars, photo=photo)
    await scan(town.sun, stage)
    await town.sun.sees("本人与照片、证件一致吗")
    card = (await town.sun.messages())[-1]
    assert "photo" in card
    await town.sun.press("人证一致")
    await town.sun.sees("已入场")
    after = (await town.sun.messages())[-1]
    assert (after["message_id"], "photo" in after) == (card["message_id"], True)
    assert not [label for label in await town.sun.buttons() if "人证一致" in label]


async def test_without_a_photo_the_paper_alone_is_compared_and_the_card_says_so(town: Town) -> None:
    stage = await at_the_door(town)
    await scan(town.sun, stage)
    await town.sun.sees("没有照片，请只核对证件原件")


async def test_the_second_scan_names_moment_room_and_clerk(town: Town) -> None:
    stage = await at_the_door(town)
    await scan(town.sun, stage)
    await town.sun.press("人证一致")
    await town.sun.sees("已入场")
    await town.pass_time(minutes=2)
    await scan(town.zhou, stage)
    await town.zhou.sees("08:40 已经入场", "1 座", "由 孙丽 核对", name_of(0))


async def test_the_same_code_on_two_phones_lets_one_in(town: Town) -> None:
    stage = await at_the_door(town)
    for who in (town.sun, town.zhou):
        await scan(who, stage)
        await who.sees(name_of(0), "一致吗")
    await asyncio.gather(town.sun.press("人证一致"), town.zhou.press("人证一致"))
    await town.settle()
    texts = ["\n".join(m.get("text", "") for m in await who.messages()) for who in (town.sun, town.zhou)]
    assert sorted("✅ 已入场" in text for text in texts) == [False, True]
    assert sorted("已经入场" in text for text in texts) == [False, True]
    receipts = [m for m in await town.person(stage.chat(0)).messages() if "签到成功" in m.get("text", "")]
    assert len(receipts) == 1


async def test_no_match_is_noted_told_to_the_planner_and_shown_at_the_next_scan(town: Town) -> None:
    stage = await at_the_door(town)
    await scan(town.sun, stage)
    await town.sun.press("不一致")
    await town.sun.sees("人证不符，没有入场")
    await town.zhao.sees("人证不符", name_of(0), "孙丽")
    assert await attendance(town, stage) is None
    await scan(town.zhou, stage)
    await town.zhou.sees("08:40 孙丽 判定过“人证不符”")


async def test_wrong_day_too_early_and_too_late(town: Town) -> None:
    stage = await at_the_door(town, minutes=-24 * 60)
    await scan(town.sun, stage)
    await town.sun.sees("还没有到入场时间", "08:30 开始入场")
    await go_to(town, stage, -31)
    await scan(town.sun, stage)
    await town.sun.sees("还没有到入场时间")
    await go_to(town, stage, 31)
    await scan(town.sun, stage)
    await town.sun.sees("已过入场时限", "09:30")
    assert await attendance(town, stage) is None


async def test_who_comes_late_is_let_in_as_late(town: Town) -> None:
    stage = await at_the_door(town, minutes=29)
    await scan(town.sun, stage)
    await town.sun.sees("按迟到入场")
    await town.sun.press("人证一致")
    await town.sun.sees("已入场", "（迟到）")
    await town.person(stage.chat(0)).sees("签到成功", "（迟到）")
    assert await attendance(town, stage) is Attendance.LATE


async def test_the_code_of_another_batch_says_so(town: Town) -> None:
    stage = await at_the_door(town, minutes=-24 * 60)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        for duty in await work.staffing.duties_of_batch(stage.batch.id):
            await work.staffing.forget(duty)  # so that they watch the other batch alone
    other = await set_stage(town, BatchStatus.TICKETS_ISSUED, 1)
    await go_to(town, other, -20)
    await scan(town.sun, stage, 1)
    await town.sun.sees("这是 2026 年第 9 批的准考证", "2 座")


async def test_an_unknown_code_and_an_unapproved_person(town: Town) -> None:
    await at_the_door(town)
    await town.sun.say("/start in_nothing")
    await town.sun.sees("没有找到这张准考证")
    await town.sun.say("/checkin")
    await town.sun.press("按姓名或准考证号找")
    await town.sun.say("张伟")  # has registered for nothing
    await town.sun.sees("没有找到这张准考证")


async def test_a_candidate_is_found_by_name_or_number(town: Town) -> None:
    stage = await at_the_door(town)
    for wanted in (name_of(1), stage.tickets[1].number):
        await town.sun.say("/checkin")
        await town.sun.sees("已到 0／2", name_of(0), name_of(1))
        await town.sun.press("按姓名或准考证号找")
        await town.sun.say(wanted)
        await town.sun.sees(name_of(1), "2 座", "一致吗")


async def test_two_of_one_name_are_told_apart_by_their_number(town: Town) -> None:
    stage = await at_the_door(town)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        one = await work.registration.application(stage.applications[0].id)
        same = dataclasses.replace(one.particulars.identity, name=name_of(1))
        one.particulars = dataclasses.replace(one.particulars, identity=same)
    await town.sun.say("/checkin")
    await town.sun.press("按姓名或准考证号找")
    await town.sun.say(name_of(1))
    await town.sun.sees("有 2 位考生叫这个名字")
    await town.sun.say(stage.tickets[0].number)
    await town.sun.sees("1 座")


async def test_a_mistake_is_undone_with_a_reason_and_the_candidate_hears_of_it(town: Town) -> None:
    stage = await at_the_door(town)
    await scan(town.sun, stage)
    await town.sun.press("人证一致")
    await scan(town.sun, stage)
    await town.sun.press("撤销")
    await town.sun.sees("为什么撤销")
    await town.sun.say("错" * 201)
    await town.sun.sees("200 字以内")
    await town.sun.press("认错了人")
    await town.sun.sees("已撤销")
    await town.person(stage.chat(0)).sees("签到已撤销")
    assert await attendance(town, stage) is None
    await scan(town.zhou, stage)
    await town.zhou.press("人证一致")
    await town.zhou.sees("已入场")


async def test_the_button_of_a_withdrawn_role_does_nothing(town: Town) -> None:
    """The card was drawn while they were an invigilator. Control: a colleague's still works."""
    stage = await at_the_door(town)
    for who in (town.sun, town.zhou):
        await scan(who, stage)
        await who.sees("一致吗")
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        await dismiss_chat(work, NAMES["sun"], Role.INVIGILATOR)
    await town.sun.press_data(f"admit:{stage.tickets[0].token}")
    await town.sun.told("没有做这件事的权限")
    assert await attendance(town, stage) is None
    await town.zhou.press("人证一致")
    await town.zhou.sees("已入场")


async def test_a_candidate_who_opens_his_own_code_is_told_what_it_is_for(town: Town) -> None:
    stage = await at_the_door(town)
    await scan(town.person(stage.chat(0)), stage, 0)
    await town.person(stage.chat(0)).sees("考试当天请出示给监考员扫描")
    await scan(town.person(stage.chat(0)), stage, 1)
    await town.person(stage.chat(0)).sees("没有做这件事的权限")


async def test_the_room_shows_who_is_missing_and_todo_leads_there(town: Town) -> None:
    stage = await at_the_door(town)
    await town.sun.say("/todo")
    await town.sun.sees("正在签到", "0／2")
    await town.sun.press("签到情况")
    await town.sun.sees(f"1 {name_of(0)}", f"2 {name_of(1)}")
    for number in (0, 1):
        await scan(town.sun, stage, number)
        await town.sun.press("人证一致")
        await town.sun.sees(name_of(number), f"已到 {number + 1}／2")
    await town.sun.press("签到情况")
    await town.sun.sees("没有还没到的人")


async def test_the_invigilator_prints_the_lists_of_his_room_only(town: Town) -> None:
    stage = await at_the_door(town)
    await town.sun.say("/checkin")
    await town.sun.press("打印名单")
    await town.sun.sees("签到表")
    names = [m["document"]["file_name"] for m in await town.sun.messages() if "document" in m]
    assert names == ["2026-9-door.pdf", "2026-9-sign-in.pdf"]
    await town.wu.press_data(f"lists_of:{stage.sittings[Part.THEORY].id}")
    await town.wu.told("不是您监考的考场")
    await town.sun.press_data(f"lists:{stage.batch.id}")
    await town.sun.told("没有做这件事的权限")
