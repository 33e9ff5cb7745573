"""Planning a batch as a planner does: electrician, two levels, open at once."""

from __future__ import annotations

from bot.app.staff import work_at
from domain.standards import Batch, BatchStatus
from sandbox import Someone
from tests.town import Town


async def answer_all(who: Someone) -> None:
    """From the command to the summary."""
    await who.say("/batch")
    await who.sees("考哪个职业")
    await who.press("电工")
    await who.sees("哪一版标准")
    await who.press("2023 版（最新）")
    await pick_levels(who)
    await who.sees("什么时候开始报名")
    await who.press("现在就开始")
    await who.sees("什么时候截止", "一般开放 20 天")
    await who.press("（20 天）")
    await who.sees("哪一天考试")
    await who.press("（周六）")
    await who.sees("限多少人")
    await who.press("不限名额")
    await who.sees("2023 版标准（6-31-01-03）带来的", "名额：不限")


async def pick_levels(who: Someone) -> None:
    """Level 5 and 4."""
    await who.sees("考哪些级别", "技能操作 150 分钟")
    await who.press("▫️ 五级")
    await who.press("▫️ 四级")
    await who.press("选好了（2 个级别）")


async def plan_batch(who: Someone) -> None:
    """To the kept draft."""
    await answer_all(who)
    await who.press("存为草稿")
    await who.sees("已存为草稿")


async def newest(town: Town) -> Batch:
    """The batch that was made last."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        return max(await work.standards.batches(), key=lambda batch: batch.id)


async def drafts(town: Town) -> int:
    """How many batches are drafts."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        return sum(batch.status is BatchStatus.DRAFT for batch in await work.standards.batches())
