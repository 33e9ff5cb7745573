"""Duties, by chatting: offered, answered, lapsed, put into other hands; and the planner who is told of a gap."""

from __future__ import annotations

from datetime import timedelta

from bot.app.staff import work_at
from domain.staffing import DutyStatus
from domain.standards import BatchStatus
from tests.planning.test_conversation import accept_all, arrange, open_board, plan, serving
from tests.stage import Stage, set_stage
from tests.town import Town

WATCHERS = {"sun", "zhou", "wu"}


async def arranged(town: Town) -> Stage:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await arrange(town, stage)
    return stage


async def asked_and_third(town: Town, stage: Stage) -> tuple[str, str]:
    """An invigilator who was asked for the theory sitting, and the one who was not."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        theory = (await work.planning.sittings(stage.batch.id))[0]
        duties = await work.staffing.duties(theory.id)
        chats = {(await work.people.person(duty.person_id)).chat_id for duty in duties}
    asked = {name for name in WATCHERS if getattr(town, name).id in chats}
    return min(asked), min(WATCHERS - asked)


async def test_duties_are_offered_with_a_deadline_and_todo_shows_them(town: Town) -> None:
    stage = await arranged(town)
    one, _ = await asked_and_third(town, stage)
    who = getattr(town, one)
    await who.sees("请您担任", "监考员", "前答复", "没有亲属、师徒、同单位关系")
    await who.say("/todo")
    await who.sees("有任务等您答复")
    await who.press("看任务并答复")
    await who.press("接受")
    await who.sees("已接受，谢谢您", "提前 40 分钟")
    await who.say("/todo")
    await who.sees("下一个任务：监考员", "理论知识")


async def test_who_has_answered_is_told_so(town: Town) -> None:
    stage = await arranged(town)
    one, _ = await asked_and_third(town, stage)
    await getattr(town, one).press("接受")
    await getattr(town, one).sees("已接受")
    await getattr(town, one).press_data(f"duty_accept:{stage.batch.id}")
    await getattr(town, one).told("已经答复过")


async def test_declining_takes_a_reason(town: Town) -> None:
    stage = await arranged(town)
    one, third = await asked_and_third(town, stage)
    await getattr(town, one).press("不能参加")
    await getattr(town, one).say("忙" * 201)
    await getattr(town, one).sees("200 字以内")
    await getattr(town, one).say("家里有事")
    await getattr(town, one).sees("已记下，我们会请别人")
    await getattr(town, third).sees("请您担任", "理论知识")
    await town.zhao.press_data(f"staff:{stage.batch.id}")
    await town.zhao.sees("已谢绝：家里有事")


async def test_a_deadline_that_passes_asks_somebody_else(town: Town) -> None:
    """The exam is in two days, so two hours are left to answer; whoever has accepted stays."""
    stage = await arranged(town)
    one, third = await asked_and_third(town, stage)
    for name in await serving(town, stage, DutyStatus.OFFERED):
        if name != one:
            await getattr(town, name).press("接受")
            await getattr(town, name).sees("已接受")
    await town.pass_time(hours=1)
    await getattr(town, one).does_not_see("答复时间已过")
    await town.pass_time(hours=1, minutes=1)
    await getattr(town, one).sees("答复时间已过", "监考员")
    await getattr(town, third).sees("请您担任", "理论知识")
    await getattr(town, one).press_data(f"duty_accept:{stage.batch.id}")
    await getattr(town, one).told("已经答复过，或者已经不用您担任了")
    await accept_all(town, stage)
    await open_board(town, stage)
    await town.zhao.press("发放准考证")
    await town.zhao.sees("已发给 4 名考生")


async def test_a_gap_is_told_and_stands_against_the_tickets(town: Town) -> None:
    """Two of three decline: nobody is left for the second place, and the planner is told so, not left in the dark."""
    stage = await arranged(town)
    one, third = await asked_and_third(town, stage)
    for name in (one, third):
        await getattr(town, name).press("不能参加")
        await getattr(town, name).press("身体不适")
        await town.settle()
    await town.zhao.sees("缺一名监考员", "没有可以顶替的人")
    for name in await serving(town, stage, DutyStatus.OFFERED):
        await getattr(town, name).press("接受")
        await getattr(town, name).sees("已接受")
    await open_board(town, stage)
    await town.zhao.sees("缺人 2")
    await town.zhao.press("发放准考证")
    await town.zhao.told("还缺 1 名监考员")
    await town.zhao.sees("还缺 1 名监考员", "补齐人员之后才能发准考证")
    await town.zhao.press("换一人")
    await town.zhao.press("➕ 补")
    await town.zhao.sees("没有别的人可以换")


async def test_the_planner_changes_one_person_while_planning(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await plan(town, stage)
    await town.zhao.press("安排人员")
    before = await town.zhao.sees("考评组长")
    await town.zhao.press("换一人")
    await town.zhao.sees("请选择要调整的任务")
    await town.zhao.press("考评员")
    await town.zhao.sees("换成谁", "有资格")
    await town.zhao.press("（已有 0 项任务）")
    after = await town.zhao.sees("工作人员", "考评组长")
    assert before != after
    await town.zhao.press("确认编排")
    await town.zhao.sees("还有", "没有答复")


async def test_somebody_who_accepted_falls_ill_and_is_replaced(town: Town) -> None:
    stage = await arranged(town)
    one, third = await asked_and_third(town, stage)
    await accept_all(town, stage)
    await town.zhao.press_data(f"staff:{stage.batch.id}")
    await town.zhao.sees("人员都已接受，可以发准考证了")
    await town.zhao.press("换一人")
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        person = await work.people.by_chat(getattr(town, one).id)
        assert person is not None
        name = person.shown_name
    await town.zhao.press(f"监考员　{name}　理论")
    await town.zhao.press("（已有")
    await town.zhao.sees("🕓 监考员", "已换人")
    await getattr(town, one).sees("这项任务改由别人担任")
    await getattr(town, third).sees("请您担任", "理论知识")


async def test_no_plan_is_confirmed_with_somebody_taken_elsewhere(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await plan(town, stage)
    await town.zhao.press("安排人员")
    await town.zhao.sees("考评组长")
    await set_stage(town, BatchStatus.ARRANGED, candidates=1)  # its theory is at the same time, with two of three
    await town.zhao.press("确认编排")
    await town.zhao.told("已经不能担任")


async def test_the_reminder_to_answer_comes_a_day_before_the_deadline(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        batch = await work.standards.batch(stage.batch.id)
        batch.exam_on += timedelta(days=8)
    await arrange(town, stage)
    one, _ = await asked_and_third(town, stage)
    who = getattr(town, one)
    await who.sees("请您担任")
    before = len(await who.messages())
    await town.pass_time(days=5, hours=23)
    await town.pass_time(hours=20)
    after = [m for m in (await who.messages())[before:] if "请您担任" in m.get("text", "")]
    assert len(after) == 1
