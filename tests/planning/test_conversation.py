"""From a closed registration to tickets in hand, by chatting: plan, materials, staff, tickets, reminders."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

import pytest
from pypdf import PdfReader

from bot.app.staff import work_at
from domain.planning import Ticket
from domain.staffing import DutyStatus
from domain.standards import BatchStatus, Part
from tests.stage import Stage, name_of, set_stage
from tests.town import Town

SERVING = ("sun", "zhou", "wu", "zheng", "feng", "jiang", "han")


async def open_board(town: Town, stage: Stage) -> None:
    await town.zhao.say("/board")
    await town.zhao.press("2026 年第 9 批")


async def plan(town: Town, stage: Stage) -> None:
    """As far as the materials, which are filled up."""
    await open_board(town, stage)
    await town.zhao.press("安排考试")
    await town.zhao.press("拟定方案")
    await town.zhao.sees("理论", "1 号考场")
    await town.zhao.press("核对物资")
    await town.zhao.sees("缺 ")
    await town.zhao.press("补货")
    await town.zhao.sees("库里一共有多少")
    await town.zhao.say("500")


async def arrange(town: Town, stage: Stage) -> None:
    await plan(town, stage)
    await town.zhao.press("安排人员")
    await town.zhao.sees("考评组长")
    await town.zhao.press("确认编排")
    await town.settle()


async def serving(town: Town, stage: Stage, status: DutyStatus) -> list[str]:
    """Who has a duty in this state."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        duties = await work.staffing.duties_of_batch(stage.batch.id)
        persons = [await work.people.person(duty.person_id) for duty in duties if duty.status is status]
        chats = {person.chat_id for person in persons}
    return [name for name in SERVING if getattr(town, name).id in chats]


async def accept_all(town: Town, stage: Stage) -> None:
    for name in await serving(town, stage, DutyStatus.OFFERED):
        await getattr(town, name).press("接受")
        await getattr(town, name).sees("已接受")


async def issue(town: Town, stage: Stage) -> None:
    await arrange(town, stage)
    await accept_all(town, stage)
    await open_board(town, stage)
    await town.zhao.press("发放准考证")
    await town.zhao.sees("已发给 4 名考生")
    await town.settle()


async def ticket_of(town: Town, stage: Stage, number: int) -> Ticket:
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        found = await work.planning.ticket_of(stage.applications[number].id)
    assert found is not None
    return found


async def test_a_planner_arranges_a_batch_and_candidates_get_their_tickets(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await issue(town, stage)
    first = town.person(stage.chat(0))
    ticket = await ticket_of(town, stage, 0)
    await first.sees("准考证发下来了", ticket.number, "1 座")
    await first.sees(f"准考证 {ticket.number}")
    page = PdfReader(io.BytesIO(await town.centre.parts.files.get(ticket.file or ""))).pages[0]
    text = page.extract_text()
    assert all(word in text for word in (name_of(0), ticket.number, "1 号考场", "51 号实训室", "考生须知"))
    resources: Any = page["/Resources"]
    fonts = [font.get_object() for font in resources["/Font"].values()]
    assert all("/FontFile2" in described(font) for font in fonts)


def described(font: Any) -> Any:
    """The descriptor of a font, which holds its outlines when it is embedded."""
    inner = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
    return inner["/FontDescriptor"]


async def test_the_calendar_names_both_sittings(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await issue(town, stage)
    files = [m["document"] for m in await town.person(stage.chat(0)).messages() if "document" in m]
    assert [file["file_name"].split(".")[-1] for file in files] == ["pdf", "ics"]


async def test_reminders_come_a_day_and_two_hours_before(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await issue(town, stage)
    first = town.person(stage.chat(0))
    starts = await first_start(town, stage)
    await town.pass_time(seconds=(starts - town.now).total_seconds() - 24 * 3600 + 60)
    await first.sees("明天考试", "1 号考场")
    await town.pass_time(hours=22)
    await first.sees("再过 2 小时考试")


async def first_start(town: Town, stage: Stage) -> datetime:
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        return (await work.planning.sittings(stage.batch.id))[0].starts_at


async def test_a_shortage_stops_the_plan(town: Town) -> None:
    """There is no way on, and a forged press is refused: the control to the story above."""
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await open_board(town, stage)
    await town.zhao.press("安排考试")
    await town.zhao.press("拟定方案")
    await town.zhao.press("核对物资")
    await town.zhao.sees("缺 ")
    assert not [label for label in await town.zhao.buttons() if "安排人员" in label]
    await town.zhao.press_data(f"staff:{stage.batch.id}")
    await town.zhao.press("确认编排")
    await town.zhao.told("短缺")


async def test_a_shortage_is_waived_with_a_reason_only(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await open_board(town, stage)
    await town.zhao.press("安排考试")
    await town.zhao.press("拟定方案")
    await town.zhao.press("核对物资")
    await town.zhao.press("放行")
    await town.zhao.say("原因" * 101)
    await town.zhao.sees("200 字以内")
    await town.zhao.say("当天由合作单位带来")
    await town.zhao.sees("已放行：当天由合作单位带来")
    await town.zhao.press("安排人员")


async def test_nonsense_for_a_quantity_is_asked_again(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await open_board(town, stage)
    await town.zhao.press("安排考试")
    await town.zhao.press("拟定方案")
    await town.zhao.press("核对物资")
    await town.zhao.press("补货")
    await town.zhao.say("很多")
    await town.zhao.sees("“很多”不是数量")
    await town.zhao.say("500")
    await town.zhao.sees("物资清单")


async def test_no_ticket_before_everybody_has_accepted(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await arrange(town, stage)
    await open_board(town, stage)
    await town.zhao.press("发放准考证")
    await town.zhao.sees("🕓 监考员")
    assert (await ticket_of(town, stage, 0)).issued_at is None


async def test_a_declined_duty_goes_to_a_substitute(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await arrange(town, stage)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        theory = (await work.planning.sittings(stage.batch.id))[0]
        duties = await work.staffing.duties(theory.id)
        chats = {(await work.people.person(duty.person_id)).chat_id for duty in duties}
    asked = [name for name in ("sun", "zhou", "wu") if getattr(town, name).id in chats]
    (other,) = {"sun", "zhou", "wu"} - set(asked)
    await getattr(town, asked[0]).press("不能参加")
    await getattr(town, asked[0]).press("时间冲突")
    await getattr(town, asked[0]).sees("已记下")
    await town.settle()
    await getattr(town, other).sees("请您担任", "理论知识")


async def test_nobody_left_is_told_to_the_planner(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await arrange(town, stage)
    for name in ("sun", "zhou", "wu"):
        if "不能参加" in "".join(await getattr(town, name).buttons()):
            await getattr(town, name).press("不能参加")
            await getattr(town, name).say("出差")
            await town.settle()
    await town.zhao.sees("缺一名监考员", "出差")


async def test_a_colleague_of_a_candidate_stands_aside(town: Town) -> None:
    """The employer that candidate 0 states is that of one examiner."""
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        cards = {card.number: card for card in await work.staffing.cards()}
        cards["KP0002"].employer = "示例电力公司0"
    await plan(town, stage)
    await town.zhao.press("安排人员")
    seen = await town.zhao.sees("冯军：与考生同单位，回避")
    assert "考评员　冯军" not in seen
    assert "考评组长　冯军" not in seen


async def test_one_sitting_is_put_elsewhere(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await open_board(town, stage)
    await town.zhao.press("安排考试")
    await town.zhao.press("拟定方案")
    await town.zhao.press("调整一场")
    await town.zhao.press("09:00　1 号考场")
    await town.zhao.press("2 号考场")
    await town.zhao.sees("2 号考场（4 人／30 座）")
    await town.zhao.press("提前 60 分钟")
    await town.zhao.told("9:00 到 18:00 之间")
    await town.zhao.press("推后 30 分钟", times=2)
    await town.zhao.sees("09:30–11:00")
    await town.settle()
    await town.zhao.does_not_see("10:00–11:30")
    await town.zhao.press("推后 60 分钟")
    await town.zhao.told("正在考另一科")


async def test_a_plan_is_confirmed_once(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await arrange(town, stage)
    await town.zhao.press_data(f"staff_confirm:{stage.batch.id}")
    await town.zhao.told("已经做过了")
    await town.zhao.press_data(f"plan_propose:{stage.batch.id}")
    await town.zhao.told("已经做过了")


@pytest.mark.parametrize("who", ["wang", "sun", "zheng"])
async def test_only_planners_plan(town: Town, who: str) -> None:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await getattr(town, who).press_data(f"plan_propose:{stage.batch.id}")
    await getattr(town, who).told("没有做这件事的权限")


async def test_anothers_ticket_is_not_for_me(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.TICKETS_ISSUED, candidates=2)
    await town.person(stage.chat(0)).press_data(f"ticket:{stage.tickets[1].id}")
    await town.person(stage.chat(0)).told("找不到了")
    assert stage.sittings[Part.THEORY].id


async def test_a_button_below_a_file_leads_on_and_leaves_the_file_where_it_is(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.TICKETS_ISSUED, candidates=1)
    someone = town.person(stage.chat(0))
    await someone.press_data(f"ticket:{stage.tickets[0].id}")
    await someone.sees("手机日历里")
    await someone.press("回到首页")
    await someone.sees("您好", "1 号考场 1 座")
    *_, calendar, home = await someone.messages()
    assert (calendar["document"]["mime_type"], "document" in home) == ("text/calendar", False)
