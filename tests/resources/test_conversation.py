"""The materials of a batch, by chatting: a shortage stops the plan until it is filled up or waived with a reason."""

from __future__ import annotations

from domain.standards import BatchStatus
from tests.stage import Stage, set_stage
from tests.town import Town


async def short(town: Town) -> Stage:
    """The planner looks at the checklists, where wire is missing."""
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await town.zhao.say("/board")
    await town.zhao.press("2026 年第 9 批")
    await town.zhao.press("安排考试")
    await town.zhao.press("拟定方案")
    await town.zhao.press("核对物资")
    await town.zhao.sees("物资清单", "缺 ", "赵敏 负责，11 月 27 日前备齐")
    return stage


async def test_what_is_enough_is_said_and_a_little_is_not(town: Town) -> None:
    await short(town)
    await town.zhao.press("补货：")
    asked = await town.zhao.sees("本批次一共需要", "库里一共有多少")
    enough = int(asked.split("一共需要 ")[1].split()[0])
    await town.zhao.say(str(enough - 1))
    await town.zhao.sees("缺 1")
    await town.zhao.press("补货：")
    await town.zhao.say(str(enough))
    await town.zhao.sees("物资清单")
    await town.zhao.press("安排人员")
    await town.zhao.sees("考评组长")


async def test_a_shortage_stops_the_plan_whichever_way_one_tries(town: Town) -> None:
    stage = await short(town)
    assert not [label for label in await town.zhao.buttons() if "安排人员" in label]
    await town.zhao.press_data(f"staff:{stage.batch.id}")
    await town.zhao.press("确认编排")
    await town.zhao.told("还有 1 项物资短缺")


async def test_the_director_sees_what_blocks_and_may_waive_it_with_a_reason(town: Town) -> None:
    await short(town)
    await town.chen.say("/board")
    await town.chen.press("2026 年第 9 批")
    await town.chen.sees("物资短缺 1")
    await town.chen.press("看短缺的物资")
    await town.chen.sees("物资清单")
    assert not [label for label in await town.chen.buttons() if "补货" in label]
    await town.chen.press("放行：")
    await town.chen.sees("为什么可以放行")
    await town.chen.say("考点当天自带")
    await town.chen.sees("已放行：考点当天自带")
    await town.chen.press("批次进度")
    await town.chen.does_not_see("物资短缺")


async def test_a_line_is_waived_once(town: Town) -> None:
    await short(town)
    await town.zhao.press("放行：")
    await town.zhao.say("考点当天自带")
    await town.zhao.sees("已放行")
    await town.zhao.press_data("waive:1")
    await town.zhao.say("再放行一次")
    await town.zhao.sees("不缺")


async def test_in_english_too(town: Town) -> None:
    await short(town)
    await town.zhao.say("/language")
    await town.zhao.say("/language")
    await town.zhao.press("English")
    await town.zhao.say("/board")
    await town.zhao.press("batch 9")
    await town.zhao.press("Plan the exam")
    await town.zhao.sees("Invigilators: one for 15 candidates, at least 2")
    await town.zhao.press("Next: materials")
    await town.zhao.sees("missing", "Fill it up, or waive it")
