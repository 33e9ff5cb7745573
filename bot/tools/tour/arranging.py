"""Steps 4 to 7: plan, materials, staff; duties accepted, one declined and passed on; tickets and reminders."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from icalendar import Calendar

from bot.tools.tour.cast import CANDIDATES
from bot.tools.tour.opening import DIRECTOR, PLANNER
from bot.tools.tour.stage import Stage, expect, open_batch
from bot.tools.tour.step import TourStep
from domain.planning import Sitting, in_order
from domain.staffing import DutyRole, DutyStatus
from domain.standards import Part
from sandbox import Someone

RECUSED_EXAMINER = "韩雪"
DECLINES = DutyRole.INVIGILATOR
FIRST = CANDIDATES[0]


async def sittings_of(stage: Stage, part: Part) -> Sequence[Sitting]:
    """The sittings of a part, in order of time."""
    async with stage.records() as work:
        return [each for each in in_order(await work.planning.sittings(stage.batch_id)) if each.part is part]


async def plan(stage: Stage) -> str:
    """The solver proposes sittings, rooms and times, and says why; the planner puts one elsewhere."""
    zhao = stage.staff(PLANNER)
    await zhao.press("安排考试")
    await zhao.press("拟定方案")
    await zhao.sees("为什么这样排", "1 号考场", "51 号实训室", "52 号实训室")
    await zhao.press("调整一场")
    await zhao.press("1 号考场")
    await zhao.press("2 号考场")
    await zhao.sees("2 号考场（30 人／30 座）")
    await zhao.press("上一步")
    await zhao.sees("为什么这样排", "2 号考场")
    await stage.show("04-plan", zhao)
    theory, practical = await sittings_of(stage, Part.THEORY), await sittings_of(stage, Part.PRACTICAL)
    stage.figures["sittings"] = len(theory) + len(practical)
    return f"{len(theory)} theory and {len(practical)} practical sittings, with the reasons; one room changed by hand"


async def fill_up_materials(stage: Stage) -> str:
    """A shortage stops the plan until the stock is filled up."""
    zhao = stage.staff(PLANNER)
    await zhao.press("核对物资")
    short = await zhao.sees("缺 ")
    expect(not any("安排人员" in label for label in await zhao.buttons()), "a shortage does not stop the plan")
    await stage.show("05-shortage", zhao)
    while "缺 " in short:
        await zhao.press("补货")
        await zhao.sees("库里一共有多少")
        await zhao.say("2000")
        short = await zhao.sees("物资清单")
        stage.figures["shortages"] = stage.figures.get("shortages", 0) + 1
    return f"{stage.figures['shortages']} shortage stopped the plan, and was filled up"


async def look_at_training(stage: Stage) -> str:
    """Training is offered where it is needed; the board says so, and waits for nothing."""
    director = stage.staff(DIRECTOR)
    await open_batch(director, "/board")
    await director.sees("－ 6 考前培训（按需）")
    await stage.show("06-board", director)
    return "the board marks it as offered where it is needed; this batch needs none"


async def assign_staff(stage: Stage) -> str:
    """Invigilators and examiners by the ratios; whoever works with a candidate stands aside."""
    zhao = stage.staff(PLANNER)
    await zhao.press("安排人员")
    shown = await zhao.sees("考评组长", f"{RECUSED_EXAMINER}：与考生同单位，回避")
    await stage.show("07-staff", zhao)
    recused = [line for line in shown.splitlines() if "回避" in line]
    await zhao.press("确认编排")
    await stage.settle()
    declined = await _answer_duties(stage)
    async with stage.records() as work:
        duties = await work.staffing.duties_of_batch(stage.batch_id)
    accepted = sum(duty.status is DutyStatus.ACCEPTED for duty in duties)
    stage.figures |= {"duties_accepted": accepted, "duties_declined": declined, "recused": len(recused)}
    return f"{accepted} duties accepted, {declined} declined and passed on, {len(recused)} recused as a colleague"


async def _answer_duties(stage: Stage) -> int:
    """All accept, but one invigilator, who cannot come; the substitute accepts."""
    declined = 0
    # Round after round, since whoever declines makes an offer to somebody else.
    while offered := await _offered(stage):
        for who, role in offered:
            if role is DECLINES and not declined:
                await stage.show("07-duty", who)
                await who.press("不能参加")
                await who.press("时间冲突")
                await who.sees("已记下")
                declined += 1
            else:
                await who.press("接受，没有需要回避的关系")
                await who.sees("已接受")
        await stage.settle()
    return declined


async def _offered(stage: Stage) -> Sequence[tuple[Someone, DutyRole]]:
    """Who has been asked and has not answered, and for what."""
    async with stage.records() as work:
        duties = [d for d in await work.staffing.duties_of_batch(stage.batch_id) if d.status is DutyStatus.OFFERED]
        asked = {(await work.people.person(duty.person_id)).chat_id: duty.role for duty in duties}
    return [(stage.staff(chat), role) for chat, role in asked.items()]


async def issue_tickets(stage: Stage) -> str:
    """Everybody gets a ticket as PDF and a calendar; the lists are printed."""
    zhao = stage.staff(PLANNER)
    await open_batch(zhao, "/board")
    await zhao.press("发放准考证")
    await zhao.sees(f"已发给 {len(CANDIDATES)} 名考生")
    await stage.settle()
    for who in CANDIDATES:
        await stage.candidate(who).sees("准考证发下来了")
    first = stage.candidate(FIRST)
    await stage.keep("04-ticket.pdf", first, ".pdf")
    await stage.show("07-ticket", first)
    events = Calendar.from_ical(await stage.keep("04-calendar.ics", first, ".ics")).walk("VEVENT")
    stage.figures["calendar_events"] = len(events)
    await open_batch(zhao, "/board")
    await zhao.press("打印名单")
    await stage.settle()
    await stage.keep("04-door-list.pdf", zhao, "door.pdf")
    await stage.keep("04-sign-in-sheet.pdf", zhao, "sign-in.pdf")
    stage.figures["tickets"] = len(CANDIDATES)
    return (
        f"{len(CANDIDATES)} tickets with photo, seat, code; a calendar of {len(events)} dates; door list, sign-in sheet"
    )


async def remind(stage: Stage) -> str:
    """Three days, a day and two hours before, each candidate is reminded, by the clock."""
    starts = (await sittings_of(stage, Part.THEORY))[0].starts_at
    first = stage.candidate(FIRST)
    for before, words in ((timedelta(days=3), "再过 3 天考试"), (timedelta(days=1), "明天考试")):
        await stage.go_to(starts - before)
        await first.sees(words)
    await stage.go_to(starts - timedelta(hours=2))
    await first.sees("再过 2 小时考试", "2 号考场")
    await stage.show("08-reminder", first)
    director = stage.staff(DIRECTOR)
    await open_batch(director, "/board")
    board = await director.sees("🕓 8 签到入场")
    stage.figures["reminders"] = 3
    expect("⛔" not in board.split("9 实施鉴定")[0], "something blocks the batch before the exam")
    return "reminded 3 days, 1 day and 2 hours before; the board shows check-in next, nothing blocks it"


STEPS = (
    TourStep(4, "鉴定计划 Plan", plan),
    TourStep(5, "场地和物资 Resources", fill_up_materials),
    TourStep(6, "考前培训 Training", look_at_training),
    TourStep(7, "考评人员 Staff", assign_staff),
    TourStep(7, "准考证 Tickets", issue_tickets),
    TourStep(8, "提醒 Reminders", remind),
)
