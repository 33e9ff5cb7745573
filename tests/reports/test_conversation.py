"""The board and the one next thing, by chatting."""

from __future__ import annotations

from domain.standards import BatchStatus
from tests.planning.test_conversation import accept_all, arrange, open_board
from tests.stage import set_stage
from tests.town import Town


async def test_the_director_sees_where_the_batch_stands_and_what_blocks_it(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await town.chen.say("/board")
    await town.chen.press("2026 年第 9 批")
    seen = await town.chen.sees("✅ 3 报名审核", "🕓 4 鉴定计划", "未排考生 4", "○ 9 实施鉴定")
    assert len([line for line in seen.splitlines() if line[:1] and line[0] in "✅🕓○－"]) == 14
    await arrange(town, stage)
    await town.chen.press("刷新")
    await town.chen.sees("✅ 4 鉴定计划", "🕓 7 考评人员", "待答复 7")
    await accept_all(town, stage)
    await town.chen.press("刷新")
    await town.settle()
    await town.chen.does_not_see("待答复")


async def test_the_planner_finds_his_next_deed_and_what_there_is_to_look_at(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await town.zhao.say("/todo")
    await town.zhao.sees("等您办理下一步")
    await arrange(town, stage)
    await accept_all(town, stage)
    await open_board(town, stage)
    await town.zhao.sees("✅ 4 鉴定计划")
    assert [label for label in await town.zhao.buttons() if "发放准考证" in label]
    await town.zhao.press("打印名单")
    await town.zhao.sees("签到表")
    await open_board(town, stage)
    await town.zhao.press("考试安排")
    await town.zhao.sees("理论知识", "监考 2")


async def test_deeds_are_for_those_who_may_do_them(town: Town) -> None:
    """The director looks; control: the planner has the button."""
    await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=1)
    for who, expected in ((town.chen, False), (town.zhao, True)):
        await who.say("/board")
        await who.press("2026 年第 9 批")
        await who.sees("鉴定计划")
        assert bool([label for label in await who.buttons() if "安排考试" in label]) is expected


async def test_a_candidate_has_no_board(town: Town) -> None:
    await town.zhang.say("/board")
    await town.zhang.sees("没有做这件事的权限")


async def test_todo_shows_everybody_his_next_thing(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.TICKETS_ISSUED, candidates=1)
    first = town.person(stage.chat(0))
    await first.say("/todo")
    await first.sees(stage.tickets[0].number, "1 座")
    await town.sun.say("/todo")
    await town.sun.sees("下一个任务：监考员")
    await town.zheng.say("/todo")
    await town.zheng.sees("下一个任务：考评组长")


async def test_the_board_in_english(town: Town) -> None:
    await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=4)
    await town.chen.say("/language")
    await town.chen.say("/language")
    await town.chen.press("English")
    await town.chen.say("/board")
    await town.chen.press("batch 9")
    await town.chen.sees("✅ 3 Registration and review", "🕓 4 Plan", "4 without a seat")
