"""Score checks by chatting: asked in time, answered by others, changed by two, told to the candidate."""

from __future__ import annotations

from domain.people import Role
from domain.scores import CheckStatus, Outcome
from domain.standards import BatchStatus
from tests.scores.marked import also, asked, at, checks, open_card, proposed, released, results
from tests.town import Town


async def test_a_check_is_asked_for_and_the_score_upheld(town: Town) -> None:
    stage = await released(town)
    check = await asked(town, stage)
    await town.qin.sees("有一件成绩复核要办", "技能操作", "合分有误")
    await town.qin.press("看这件复核")
    await town.qin.sees("成绩：54", "10＋12＋16＋16 = 54")
    await town.qin.press("维持原分")
    await town.qin.press("均无误")
    await town.qin.sees("维持原分，已告知考生")
    await town.settle()
    await town.person(stage.chat(1)).sees("复核完成，维持原分", "均无误")
    (now,) = await checks(town, stage)
    assert (now.id, now.status) == (check.id, CheckStatus.UPHELD)
    assert len(await results(town, stage)) == 1


async def test_the_card_names_nobody(town: Town) -> None:
    """Neither the candidate nor the examiners."""
    stage = await released(town)
    await asked(town, stage)
    await town.qin.press("看这件复核")
    shown = await town.qin.sees("成绩：54")
    assert not [name for name in ("钱小", "郑勇", "冯军", "蒋平", "杨帆") if name in shown]


async def test_a_change_takes_two_persons_and_is_a_new_version(town: Town) -> None:
    stage = await released(town)
    await proposed(town, stage)
    assert [r.tenths for r in await results(town, stage)] == [540]
    await town.chen.sees("一项成绩更正等您批准", "54 → 61.5")
    await town.chen.press("看这件复核")
    await town.chen.press("批准更正")
    await town.chen.sees("已更正，已告知考生")
    await town.settle()
    candidate = town.person(stage.chat(1))
    await candidate.sees("成绩已更正", "61.5", "现在的结论：合格")
    await candidate.say("/score")
    await candidate.sees("合格 🎉", "61.5　复核后更正")
    await town.xu.sees("成绩更正", "结论改为 合格")
    old, new = await results(town, stage)
    assert (old.tenths, old.replaced, new.tenths, new.replaced) == (540, True, 615, False)
    assert (new.number, new.outcome, new.reason) == (2, Outcome.PASSED, "合分有误，已更正")
    assert new.approved_by not in {None, new.made_by}
    async with at(town) as work:
        in_force = await work.scores.results(stage.batch.id)
    assert new.id in {each.id for each in in_force}
    assert old.id not in {each.id for each in in_force}


async def test_whoever_proposed_a_change_does_not_approve_it(town: Town) -> None:
    stage = await released(town)
    check = await proposed(town, stage)
    await town.qin.press("批准更正")
    await town.qin.told("要由另一个人办")
    for name in ("yang", "zheng"):
        await also(town, name, Role.SCORE_AUDITOR)
        await getattr(town, name).press_data(f"recheck_approve:{check.id}")
        await getattr(town, name).told("要由另一个人办")
    assert len(await results(town, stage)) == 1


async def test_a_change_is_approved_once(town: Town) -> None:
    stage = await released(town)
    check = await proposed(town, stage)
    await town.chen.press("看这件复核")
    await town.chen.press("批准更正")
    await town.chen.sees("已更正")
    await town.chen.press_data(f"recheck_approve:{check.id}")
    await town.chen.told("不用再批准")
    await town.chen.press_data(f"recheck_back:{check.id}")
    await town.chen.told("不用再批准")
    assert len(await results(town, stage)) == 2


async def test_a_change_that_is_not_approved_is_looked_at_again(town: Town) -> None:
    stage = await released(town)
    await proposed(town, stage)
    await town.chen.press("看这件复核")
    await town.chen.press("不批准")
    await town.settle()
    (check,) = await checks(town, stage)
    assert (check.status, check.tenths, check.handler_id) == (CheckStatus.ASKED, None, None)
    await town.qin.press("看这件复核")
    await town.qin.press("维持原分")
    await town.qin.press("均无误")
    await town.qin.sees("已告知考生")


async def test_the_same_mark_is_no_change_and_nonsense_no_mark(town: Town) -> None:
    stage = await released(town)
    await asked(town, stage)
    await town.qin.press("看这件复核")
    await town.qin.press("更正")
    await town.qin.say("一百")
    await town.qin.sees("“一百”不是分数")
    await town.qin.say("54")
    await town.qin.press("登分有误")
    await town.qin.press("提交")
    await town.qin.told("就是现在的分数")
    await town.qin.press("改分数")
    await town.qin.say("60")
    await town.qin.sees("54 → 60")
    await town.qin.press("提交")
    await town.qin.sees("建议更正为 60")


async def test_a_check_is_not_answered_by_whoever_entered_the_marks(town: Town) -> None:
    stage = await released(town)
    check = await asked(town, stage)
    for press in ("recheck_uphold", "recheck_change"):
        await town.yang.press_data(f"{press}:{check.id}")
        await town.yang.told("要由另一个人办")
    await town.chen.press_data(f"recheck_uphold:{check.id}")
    await town.chen.told("没有做这件事的权限")
    assert [each.status for each in await checks(town, stage)] == [CheckStatus.ASKED]


async def test_a_check_is_answered_once(town: Town) -> None:
    stage = await released(town)
    check = await asked(town, stage)
    await town.qin.press("看这件复核")
    await town.qin.press("维持原分")
    await town.qin.press("均无误")
    await town.qin.sees("已告知考生")
    for press in ("recheck_uphold", "recheck_change"):
        await town.qin.press_data(f"{press}:{check.id}")
        await town.qin.told("已经答复")


async def test_each_part_is_checked_once(town: Town) -> None:
    stage = await released(town)
    await asked(town, stage)
    candidate = town.person(stage.chat(1))
    await candidate.say("/score")
    await candidate.press("申请复核")
    await candidate.sees("申请复核哪一科")
    assert not [label for label in (await candidate.buttons())[:3] if "技能操作" in label]
    await candidate.press("理论知识")
    await candidate.press("登分有误")
    await candidate.sees("已申请复核")
    await candidate.press_data(f"recheck:{stage.applications[1].id}")
    await candidate.told("每科一次")
    assert len(await checks(town, stage)) == 2


async def test_a_check_is_asked_for_in_time_only(town: Town) -> None:
    stage = await released(town)
    candidate = town.person(stage.chat(1))
    await candidate.press("申请复核")
    await candidate.press("技能操作")
    await candidate.sees("要核对什么")
    await town.pass_time(days=25)
    await candidate.press("合分有误")
    await candidate.told("申请复核的时间已过")
    await candidate.press_data(f"recheck:{stage.applications[1].id}")
    await candidate.told("申请复核的时间已过")
    assert await checks(town, stage) == []


async def test_a_reminder_that_comes_too_late_is_dropped(town: Town) -> None:
    """The centre was down over the end of the time; the control is the next test."""
    stage = await released(town)
    await town.pass_time(days=25)
    await town.person(stage.chat(1)).does_not_see("时间快到了")


async def test_the_end_of_the_time_is_recalled_to_who_did_not_pass_and_did_not_ask(town: Town) -> None:
    """On the last day but one."""
    stage = await released(town, practical=[(25, 26, 17, 18), (10, 12, 16, 16), (10, 12, 16, 15)])
    await asked(town, stage, 2)
    for _ in range(20):
        await town.pass_time(days=1)
    await town.person(stage.chat(1)).sees("申请复核的时间快到了")
    for number in (0, 2):
        await town.person(stage.chat(number)).does_not_see("时间快到了")


async def test_nothing_is_changed_once_the_batch_is_archived(town: Town) -> None:
    stage = await released(town)
    check = await asked(town, stage)
    async with at(town) as work:
        (await work.standards.batch(stage.batch.id)).status = BatchStatus.ARCHIVED
    await town.qin.press_data(f"recheck_uphold:{check.id}")
    await town.qin.told("已经归档")
    await town.person(stage.chat(0)).press_data(f"recheck:{stage.applications[0].id}")
    await town.person(stage.chat(0)).told("已经归档")


async def test_staff_see_what_waits(town: Town) -> None:
    stage = await released(town)
    await asked(town, stage)
    await town.qin.say("/todo")
    await town.qin.sees("1 件成绩复核要办")
    await town.qin.say("/rechecks")
    await town.qin.sees("技能操作", "等待核对", "答复")
    await open_card(town, "chen")
    await town.chen.sees("1 件复核没有办结")
