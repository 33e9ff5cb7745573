"""What an officer does with a notice, and who follows."""

from __future__ import annotations

from datetime import timedelta

from bot.app.staff import work_at
from domain.local import LOCAL
from domain.notices import Notice
from domain.standards import Batch
from sandbox import Someone
from tests.standards.planning import newest, plan_batch
from tests.town import Town


async def follow(who: Someone, occupation: str = "电工") -> None:
    """By the command and one button."""
    await who.say("/follow")
    await who.press(f"{occupation}（点此关注）")
    await who.sees(f"您关注了：{occupation}")


async def preview(town: Town) -> Batch:
    """A planned batch, its notice before the planner's eyes."""
    await plan_batch(town.zhao)
    await town.zhao.press("看公告并发布")
    await town.zhao.sees("电工职业技能鉴定公告")
    return await newest(town)


async def publish(town: Town) -> Batch:
    """The notice of a planned batch, out."""
    batch = await preview(town)
    await town.zhao.press("现在发布")
    await town.zhao.sees("公告已发布")
    await town.settle()
    return batch


async def notices_of(town: Town, batch: Batch) -> list[Notice]:
    """The notices of a batch, newest first."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        return list(await work.notices.of_batch(batch.id))


async def at_noon(town: Town) -> None:
    """Let time go by until noon."""
    local = town.now.astimezone(LOCAL)
    noon = local.replace(hour=12, minute=0, second=0)
    await town.pass_time(seconds=((noon if noon > local else noon + timedelta(days=1)) - local).total_seconds())


async def times(who: Someone, text: str) -> int:
    """How many messages hold the text."""
    return sum(text in str(message.get("text")) for message in await who.messages() if message["from"]["is_bot"])
