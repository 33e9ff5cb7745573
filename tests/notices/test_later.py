"""What happens to a notice after the preview: a time set for it, corrections, withdrawal, the quiet hours."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.app.staff import work_at
from domain.local import LOCAL
from domain.notices import NoticeStatus
from domain.people import Role, dismiss_chat
from domain.standards import Batch, BatchStatus
from tests.notices.officer import at_noon, follow, notices_of, preview, publish, times
from tests.standards.planning import newest
from tests.town import Town, town_on

OUT = "电工职业技能鉴定公告"


async def set_for_the_day_after(town: Town) -> Batch:
    batch = await preview(town)
    await town.zhao.press("定时发布")
    await town.zhao.sees("什么时候发布")
    at = town.now.astimezone(LOCAL).date() + timedelta(days=2)
    await town.zhao.say(f"{at} 10:00")
    await town.zhao.sees(OUT)
    assert any("10:00 自动发布" in label for label in await town.zhao.buttons())
    return batch


async def test_a_notice_goes_out_at_its_time_once(town: Town) -> None:
    await follow(town.zhang)
    batch = await set_for_the_day_after(town)
    await town.pass_time(hours=23)
    assert await times(town.zhang, OUT) == 0
    await town.pass_time(days=3)
    await town.zhao.sees("公告已发布")
    await town.pass_time(days=1)
    assert await times(town.zhang, OUT) == 1
    assert (await newest(town)).status is BatchStatus.REGISTRATION_OPEN
    assert [notice.publish_at for notice in await notices_of(town, batch)] == [None]


async def test_a_time_missed_while_everything_was_down_is_caught_up(town: Town) -> None:
    await follow(town.zhang)
    await set_for_the_day_after(town)
    await town.settle()
    await town.centre.close()
    town.sandbox.clock.advance(int(timedelta(days=4).total_seconds()))
    await restart(town)
    await town.zhang.sees(OUT)
    await town.settle()
    assert await times(town.zhang, OUT) == 1


async def restart(town: Town) -> None:
    """Start a centre that was closed."""
    from bot.app.main import open_centre  # noqa: PLC0415 - the root is put together anew, as after a crash

    town.centre = await open_centre(town.settings, town.sandbox.clock.now)
    await town.centre.start()
    await town.settle()


async def test_a_time_set_can_be_taken_back(town: Town) -> None:
    await set_for_the_day_after(town)
    await town.zhao.press("自动发布（点此取消）")
    await town.settle()
    assert any("定时发布" in label for label in await town.zhao.buttons())
    await town.pass_time(days=3)
    assert (await newest(town)).status is BatchStatus.DRAFT


async def test_a_changed_remark_drops_the_time_that_was_set_for_another_text(town: Town) -> None:
    batch = await set_for_the_day_after(town)
    await town.zhao.press("加备注")
    await town.zhao.say("改在南门报到")
    await town.zhao.sees("改在南门报到", OUT)
    await town.pass_time(days=3)
    assert (await newest(town)).status is BatchStatus.DRAFT
    assert (await notices_of(town, batch))[0].publish_at is None


@pytest.mark.parametrize(
    ("days", "clock", "told"), [(-1, "10:00", "已经过去了"), (1, "25:00", "没看懂"), (30, "10:00", "要在报名截止")]
)
async def test_a_time_that_makes_no_sense_is_asked_again(town: Town, days: int, clock: str, told: str) -> None:
    await preview(town)
    await town.zhao.press("定时发布")
    await town.zhao.say(f"{town.now.astimezone(LOCAL).date() + timedelta(days=days)} {clock}")
    await town.zhao.sees(told)
    await town.zhao.press("09:00")
    await town.zhao.sees(OUT)


async def test_what_cannot_go_out_at_its_time_is_told_to_the_officers(town: Town) -> None:
    """The examiners' cards were withdrawn meanwhile."""
    await follow(town.zhang)
    batch = await set_for_the_day_after(town)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        for card in await work.staffing.cards():
            card.valid_until = batch.exam_on - timedelta(days=1)
    await town.pass_time(days=3)
    await town.zhao.sees("公告没有按时发布", "名考评员")
    assert await times(town.zhang, OUT) == 0
    assert (await newest(town)).status is BatchStatus.DRAFT


async def test_the_right_to_publish_is_asked_for_when_the_time_comes(town: Town) -> None:
    await follow(town.zhang)
    await set_for_the_day_after(town)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        await dismiss_chat(work, town.zhao.id, Role.PLANNER)
    await town.pass_time(days=3)
    assert await times(town.zhang, OUT) == 0
    assert (await newest(town)).status is BatchStatus.DRAFT


async def correct(town: Town, remark: str) -> None:
    await town.zhao.press("看公告")
    await town.zhao.press("更正")
    await town.zhao.sees("要加一段备注吗")
    await town.zhao.say(remark)
    await town.zhao.sees("公告更正", remark)


async def test_a_correction_follows_and_says_only_what_changed(town: Town) -> None:
    await follow(town.zhang)
    batch = await publish(town)
    await correct(town, "考点改为南校区")
    await town.zhang.does_not_see("南校区")
    await town.zhao.press("现在发布")
    seen = await town.zhang.sees("公告更正", "考点改为南校区")
    assert "满足一条即可报" not in seen
    await town.zhang.press("看完整公告")
    await town.zhang.sees(OUT, "考点改为南校区")
    assert [notice.status for notice in await notices_of(town, batch)] == [NoticeStatus.PUBLISHED] * 2
    assert (await newest(town)).status is BatchStatus.REGISTRATION_OPEN


async def test_a_correction_that_changes_nothing_is_refused(town: Town) -> None:
    await follow(town.zhang)
    await publish(town)
    await town.zhao.press("看公告")
    await town.zhao.press("更正")
    await town.zhao.press("不写备注")
    await town.zhao.press("现在发布")
    await town.zhao.told("没有要更正的")


async def test_a_withdrawn_notice_is_told_and_suspends_registration_until_it_is_out_again(town: Town) -> None:
    await follow(town.zhang)
    batch = await publish(town)
    await town.zhao.press("看公告")
    await town.zhao.press("撤回")
    await town.zhao.sees("撤回公告？")
    await town.zhao.press("确定撤回", times=2)
    await town.zhao.told("没有可以办理的公告")
    await town.settle()
    assert await times(town.zhang, "公告已撤回") == 1
    assert (await newest(town)).status is BatchStatus.SUSPENDED
    await town.zhang.press_data(f"register:{batch.id}")
    await town.zhang.told("暂停报名")
    await town.zhao.press("重新发布")
    await town.zhao.press("现在发布")
    await town.settle()
    assert await times(town.zhang, OUT) == 2
    assert (await newest(town)).status is BatchStatus.REGISTRATION_OPEN


@pytest.fixture
async def quiet_town(centre_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    """A town that sleeps from 22:00 to 08:00, at noon."""
    async with town_on(centre_url, tmp_path) as made:
        await at_noon(made)
        yield made


def until(town: Town, hour: int) -> float:
    """Seconds until the next time that hour begins."""
    local = town.now.astimezone(LOCAL)
    at = datetime(local.year, local.month, local.day, hour, 1, tzinfo=LOCAL)
    return ((at if at > local else at + timedelta(days=1)) - local).total_seconds()


async def test_what_is_published_at_night_is_told_in_the_morning(quiet_town: Town) -> None:
    town = quiet_town
    await follow(town.zhang)
    await preview(town)
    await town.pass_time(seconds=until(town, 23))
    await town.zhao.press("现在发布")
    await town.zhao.sees("公告已发布", "现在是夜间", "08:00 再通知")
    await town.settle()
    assert (await newest(town)).status is BatchStatus.REGISTRATION_OPEN
    assert await times(town.zhang, OUT) == 0
    await town.pass_time(seconds=until(town, 8))
    await town.zhang.sees(OUT)


async def test_what_nobody_was_told_of_is_withdrawn_in_silence(quiet_town: Town) -> None:
    town = quiet_town
    await follow(town.zhang)
    await preview(town)
    await town.pass_time(seconds=until(town, 23))
    await town.zhao.press("现在发布")
    await town.zhao.press("看公告")
    await town.zhao.press("撤回")
    await town.zhao.press("确定撤回")
    await town.zhao.sees("公告已撤回，报名暂停")
    await town.pass_time(seconds=until(town, 9))
    assert await times(town.zhang, OUT) + await times(town.zhang, "公告已撤回") == 0


async def test_no_time_is_set_in_the_night(quiet_town: Town) -> None:
    town = quiet_town
    await preview(town)
    await town.zhao.press("定时发布")
    await town.zhao.say(f"{town.now.astimezone(LOCAL).date() + timedelta(days=1)} 22:30")
    await town.zhao.sees("22:00 到 08:00 不打扰考生")
