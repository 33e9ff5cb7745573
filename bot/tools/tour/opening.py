"""Steps 1 and 2: a planner plans a batch from the standard; its notice goes out to whoever follows the trade."""

from __future__ import annotations

import asyncio

from bot.tools.tour.cast import BY_CHAT, CANDIDATES, Candidate
from bot.tools.tour.stage import Stage, expect
from bot.tools.tour.step import TourStep
from domain.standards import BatchStatus

PLANNER, DIRECTOR = 3002, 3001
NOTICE = "电工职业技能鉴定公告"
FOLLOWING = CANDIDATES[1:BY_CHAT]  # the first one comes unasked: those taps are counted from /start


async def plan_the_batch(stage: Stage) -> str:
    """Electrician, level 4, open at once; what the standard brings is shown, not typed."""
    zhao = stage.staff(PLANNER)
    await zhao.say("/batch")
    await zhao.press("电工")
    await zhao.press("2023 版（最新）")
    await zhao.sees("考哪些级别")
    await zhao.press("▫️ 四级")
    await zhao.press("选好了（1 个级别）")
    await zhao.press("现在就开始")
    await zhao.press("（20 天）")
    await zhao.press("（周六）")
    await zhao.press("不限名额")
    await zhao.sees("理论知识 90 分钟，技能操作 150 分钟", "每科 60 分合格", "监考 1:15", "考评 1:5，至少 3 人")
    await zhao.press("存为草稿")
    await zhao.sees("已存为草稿")
    await zhao.press("批次进度")
    board = await zhao.sees("✅ 1 项目和标准", "🕓 2 发布通知")
    await stage.show("01-board", zhao)
    lines = sum(line.startswith(("✅", "🕓", "○", "－")) for line in board.splitlines())
    stage.figures["board_lines"] = lines
    async with stage.records() as work:
        (batch,) = await work.standards.batches()
        expect(batch.status is BatchStatus.DRAFT, f"the batch is {batch.status}")
        stage.batch_id = batch.id
    return f"board of {lines} lines: 1 done, 2 under way; parts, minutes, marks and ratios from the 2023 standard"


async def publish_the_notice(stage: Stage) -> str:
    """Previewed, published; those who follow the trade get it, and one button leads into the batch."""
    await asyncio.gather(*(_follow(stage, who) for who in FOLLOWING))
    zhao = stage.staff(PLANNER)
    await zhao.press("📢 公告")
    preview = await zhao.sees(NOTICE)
    await zhao.press("现在发布")
    await zhao.sees("公告已发布", f"{len(FOLLOWING)} 人")
    await stage.settle()
    for who in FOLLOWING:
        expect(await stage.candidate(who).sees(NOTICE) == preview, "the notice is not what was previewed")
    await stage.show("02-notice", stage.candidate(FOLLOWING[0]))
    stage.figures["notices_delivered"] = len(FOLLOWING)
    return f"{len(FOLLOWING)} followers have the notice, as it was previewed"


async def _follow(stage: Stage, who: Candidate) -> None:
    person = stage.candidate(who)
    await person.say("/follow")
    await person.press("电工（点此关注）")
    await person.sees("您关注了：电工")


STEPS = (
    TourStep(1, "项目和标准 Standard", plan_the_batch),
    TourStep(2, "发布通知 Notice", publish_the_notice),
)
