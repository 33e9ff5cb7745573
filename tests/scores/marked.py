"""A batch whose marks are in, by records alone; and the deeds that bring its scores further, by chatting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

from bot.app.staff import work_at
from domain.marking import Sheet, TheoryEntry
from domain.people import Actor, Role, actor_of, appoint_chat
from domain.planning import Attendance
from domain.scores import Result, ScoreCheck, ScoreRound
from domain.standards import BatchStatus, Part
from storage.work import StoredWork
from tests.stage import EXAMINERS, Stage, set_stage
from tests.town import NAMES, Town

GOOD = (25, 26, 17, 18)  # 86
BAD = (10, 12, 16, 16)  # 54
CLERKS = ("yang", "zhu")


def at(town: Town) -> AbstractAsyncContextManager[StoredWork]:
    """A unit of work at the town's moment."""
    return work_at(town.centre.parts.database, town.settings, town.now)


async def actor(work: StoredWork, name: str) -> Actor:
    person = await work.people.by_chat(NAMES[name])
    assert person is not None
    return await actor_of(work, person)


async def marked(
    town: Town,
    practical: Sequence[tuple[int, ...]] = (GOOD, BAD),
    theory: Mapping[int, int] | None = None,
    absent: Sequence[int] = (),
) -> Stage:
    """A batch in marking: each candidate's practical as given by all three examiners, theory 86.5 unless said."""
    stage = await set_stage(town, BatchStatus.MARKING, candidates=len(practical))
    async with at(town) as work:
        for number, marks in enumerate(practical):
            there = Attendance.ABSENT if number in absent else Attendance.PRESENT
            for part in (Part.THEORY, Part.PRACTICAL):
                await work.planning.attend(stage.bookings[part][number].id, there)
            if number not in absent:
                await sheets(work, stage, number, marks)
                await entries(work, stage, number, (theory or {}).get(number, 865))
    return stage


async def sheets(work: StoredWork, stage: Stage, number: int, marks: tuple[int, ...]) -> None:
    booking = stage.bookings[Part.PRACTICAL][number].id
    for name in EXAMINERS:
        work.marking.add(Sheet(booking, (await actor(work, name)).person_id, marks, (), work.now))


async def entries(work: StoredWork, stage: Stage, number: int, tenths: int) -> None:
    booking = stage.bookings[Part.THEORY][number].id
    for one, name in enumerate(CLERKS, 1):
        work.marking.add(TheoryEntry(booking, one, tenths, (await actor(work, name)).person_id, work.now))


async def also(town: Town, name: str, role: Role) -> None:
    """Give somebody of the staff another role."""
    async with at(town) as work:
        await appoint_chat(work, NAMES[name], role, name)
    await town.settle()


async def open_card(town: Town, name: str) -> None:
    await getattr(town, name).say("/scores")
    await getattr(town, name).press("2026 年第 9 批")
    await getattr(town, name).sees("📊 成绩")


async def summarised(town: Town, **given: Any) -> Stage:
    stage = await marked(town, **given)
    await open_card(town, "yang")
    await town.yang.press("汇总成绩")
    await town.yang.sees("成绩已汇总")
    return stage


async def audited(town: Town, **given: Any) -> Stage:
    stage = await summarised(town, **given)
    await open_card(town, "qin")
    await town.qin.press("审核成绩")
    await town.qin.press("通过审核")
    await town.qin.sees("等待公布")
    return stage


async def released(town: Town, **given: Any) -> Stage:
    stage = await audited(town, **given)
    await open_card(town, "chen")
    await town.chen.press("公布成绩")
    await town.chen.press("现在公布")
    await town.chen.sees("可以申请复核")
    await town.settle()
    return stage


async def asked(town: Town, stage: Stage, number: int = 1) -> ScoreCheck:
    """A score check of the practical, asked by chatting."""
    candidate = town.person(stage.chat(number))
    await candidate.press("申请复核")
    await candidate.press("技能操作")
    await candidate.press("合分有误")
    await candidate.sees("已申请复核", "答复")
    await town.settle()
    return (await checks(town, stage))[-1]


async def proposed(town: Town, stage: Stage, mark: str = "61.5") -> ScoreCheck:
    """A correction of that check, proposed by the auditor."""
    check = await asked(town, stage)
    await town.qin.press("看这件复核")
    await town.qin.press("更正")
    await town.qin.say(mark)
    await town.qin.press("合分有误")
    await town.qin.sees(f"54 → {mark}")
    await town.qin.press("提交")
    await town.qin.sees("需要另一位没有经手的人批准")
    await town.settle()
    return check


async def checks(town: Town, stage: Stage) -> Sequence[ScoreCheck]:
    async with at(town) as work:
        return list(await work.scores.checks(stage.batch.id))


async def results(town: Town, stage: Stage, number: int = 1) -> Sequence[Result]:
    """All versions of a candidate's practical, oldest first."""
    async with at(town) as work:
        found = await work.scores.results_of(stage.applications[number].id)
        return [result for result in found if result.part is Part.PRACTICAL]


async def status(town: Town, stage: Stage) -> BatchStatus:
    async with at(town) as work:
        return BatchStatus((await work.standards.batch(stage.batch.id)).status)


async def round_of(town: Town, stage: Stage) -> ScoreRound:
    async with at(town) as work:
        done = await work.scores.round(stage.batch.id)
    assert done is not None
    return done
