"""Registration is closed when its time has come and everything is decided: told, asked, done once."""

from __future__ import annotations

import pytest

from bot.app.staff import work_at
from domain.registration import Status
from domain.standards import BatchStatus
from tests.stage import Stage, set_stage
from tests.town import Town


async def set_open(town: Town, *statuses: Status) -> Stage:
    """A batch whose closing time is over, with one application in each of these states."""
    stage = await set_stage(town, BatchStatus.REGISTRATION_CLOSED, candidates=len(statuses))
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        (await work.standards.batch(stage.batch.id)).status = BatchStatus.REGISTRATION_OPEN
        for application, status in zip(await work.registration.of_batch(stage.batch.id), statuses, strict=True):
            application.status = status
    return stage


async def status_of(town: Town, stage: Stage) -> BatchStatus:
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        return (await work.standards.batch(stage.batch.id)).status


async def test_home_says_that_its_time_has_come_and_it_is_closed_once(town: Town) -> None:
    stage = await set_open(town, Status.APPROVED, Status.REJECTED)
    await town.zhao.say("/start")
    await town.zhao.sees("报名时间已到", "可以结束报名了")
    await town.zhao.press("2026 年第 9 批")
    await town.zhao.sees("审核通过 1", "可以结束报名")
    await town.zhao.press("⏹ 结束报名", times=2)
    await town.zhao.sees("报名已结束", "审核通过 1 人")
    await town.zhao.told("已经做过了")
    assert await status_of(town, stage) is BatchStatus.REGISTRATION_CLOSED
    assert any("安排考试" in label for label in await town.zhao.buttons())


@pytest.mark.parametrize(
    ("statuses", "why"),
    [
        ([Status.APPROVED, Status.SUBMITTED, Status.FIRST_PASSED], "还有 2 份没有结果"),
        ([Status.REJECTED], "没有审核通过的考生"),
    ],
)
async def test_what_stands_against_it_is_said_and_a_forged_press_is_refused(
    town: Town, statuses: list[Status], why: str
) -> None:
    stage = await set_open(town, *statuses)
    await town.zhao.say("/start")
    await town.zhao.press("2026 年第 9 批")
    await town.zhao.sees(why)
    assert not any("结束报名" in label for label in await town.zhao.buttons())
    await town.zhao.press_data(f"close_sure:{stage.batch.id}")
    await town.zhao.told("审核")
    assert await status_of(town, stage) is BatchStatus.REGISTRATION_OPEN


async def test_the_director_finds_the_way_to_what_is_undecided(town: Town) -> None:
    await set_open(town, Status.APPROVED, Status.SUBMITTED)
    await town.chen.say("/start")
    await town.chen.press("2026 年第 9 批")
    await town.chen.sees("等待初审 1", "还有 1 份没有结果")
    await town.chen.press("看审核情况")
    await town.chen.sees("2026 年第 9 批")


async def test_before_the_closing_time_it_stays_open(town: Town) -> None:
    """The batches of the demo are open for 20 days; when they are over, whoever plans hears of it at home."""
    await town.zhao.say("/start")
    await town.zhao.press("全部批次")
    await town.zhao.press("电工")
    await town.zhao.press("⏹ 结束报名")
    await town.zhao.sees("还没到截止时间")
    await town.zhao.press_data("close_sure:1")
    await town.zhao.told("才截止，现在还不能结束")


@pytest.mark.parametrize("who", ["wang", "zheng", "zhang"])
async def test_only_planners_and_the_director_close(town: Town, who: str) -> None:
    stage = await set_open(town, Status.APPROVED)
    await getattr(town, who).say("/start")
    await getattr(town, who).press_data(f"close_sure:{stage.batch.id}")
    await getattr(town, who).told("没有做这件事的权限")
    assert await status_of(town, stage) is BatchStatus.REGISTRATION_OPEN
