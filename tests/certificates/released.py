"""A batch whose results are out: the ground on which certificates are prepared."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from bot.app.staff import work_at
from bot.tools.bench.phone import portrait
from domain.certificates import Certificate
from domain.local import local_date
from domain.scores import CheckGround, Outcome, Result, ScoreCheck, ScoreRound
from domain.standards import Batch, BatchStatus, Part
from tests.stage import Stage, set_stage
from tests.town import Town

WHO = 1
P, F, A, V = Outcome.PASSED, Outcome.FAILED, Outcome.ABSENT, Outcome.VOID


async def release(town: Town, outcomes: Sequence[Outcome] = (P, P, F, A, V), *, days_ago: int = 1) -> Stage:
    """Candidates with these results in the practical; the public notice ended `days_ago`; the first has a photo."""
    stage = await set_stage(town, BatchStatus.RELEASED, candidates=len(outcomes))
    until = local_date(town.now) - timedelta(days=days_ago)
    photo = await town.centre.parts.files.put(portrait())
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        batch = stage.batch.id
        work.scores.add(ScoreRound(batch, town.now, WHO, town.now, WHO, town.now, WHO, until, until))
        for application, outcome in zip(stage.applications, outcomes, strict=True):
            results = {Part.THEORY: P, Part.PRACTICAL: outcome}
            for part, each in results.items():
                tenths = 865 if each is P else 540 if each is F else None
                work.scores.add(Result(batch, application.id, part, each, tenths, town.now, WHO))
        first = await work.registration.application(stage.applications[0].id)
        first.particulars = replace(first.particulars, photo=photo)
    return stage


async def ask_check(town: Town, stage: Stage) -> None:
    """A score check that nobody has answered."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        whose = stage.applications[0].id
        work.scores.add(ScoreCheck(whose, Part.THEORY, town.now, CheckGround.WRONG_ADDITION, date(2030, 1, 1)))


async def certificates(town: Town, stage: Stage) -> Sequence[Certificate]:
    """The certificates of the batch, by number."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        return await work.certificates.of_batch(stage.batch.id)


async def batch_of(town: Town, stage: Stage) -> Batch:
    """The batch as it stands now."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        return await work.standards.batch(stage.batch.id)


async def open_card(town: Town, who: str) -> None:
    """The batch's certificates, for staff."""
    await getattr(town, who).say("/certificates")
    await getattr(town, who).sees("请选择批次")
    await getattr(town, who).press("2026 年第 9 批")


async def issue(town: Town, stage: Stage) -> Sequence[Certificate]:
    """Prepared by Xu, approved by Chen, drawn and delivered."""
    await open_card(town, "xu")
    await town.xu.press("编号制证")
    await town.chen.sees("等您签发")
    await town.chen.press("看名单")
    await town.chen.press("签发 ")
    await town.settle()
    return await certificates(town, stage)
