"""A notice goes out by chatting: previewed, published once, followed, corrected and withdrawn."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.app.staff import work_at
from domain.local import LOCAL
from domain.notices import NoticeStatus
from domain.people import Role, dismiss_chat
from domain.standards import BatchStatus
from tests.notices.officer import follow, notices_of, preview, publish, times
from tests.registration.filling import fill
from tests.standards.planning import newest
from tests.town import Town

OUT = "电工职业技能鉴定公告"


async def test_followers_of_the_occupation_hear_of_it_and_others_do_not(town: Town) -> None:
    await follow(town.zhang)
    await follow(town.li, "焊工")
    batch = await publish(town)
    seen = await town.zhang.sees(OUT)
    assert (await newest(town)).status is BatchStatus.REGISTRATION_OPEN
    for words in ("2023 版", "四级／中级工", "430 元", "满足一条即可报", "400-000-0000", "示例职业技能鉴定中心"):
        assert words in seen
    await town.li.does_not_see(OUT)
    assert [notice.status for notice in await notices_of(town, batch)] == [NoticeStatus.PUBLISHED]


async def test_the_preview_is_what_followers_see(town: Town) -> None:
    await follow(town.zhang)
    await preview(town)
    await town.zhao.press("加备注")
    await town.zhao.say("考点可停车 <免费>，联系人王老师")
    shown = await town.zhao.sees("考点可停车 <免费>", OUT)
    await town.zhao.press("现在发布")
    assert await town.zhang.sees(OUT) == shown


async def test_the_notice_leads_straight_into_its_batch(town: Town) -> None:
    """Two other batches are open, and are not offered until asked for."""
    await follow(town.zhang)
    batch = await publish(town)
    await town.zhang.press("报名这一批")
    for title in ("报名须知", "身份证件号码", "本人照片", "信息出境"):
        await town.zhang.sees(title)
        await town.zhang.press("同意")
    seen = await town.zhang.sees("您想报哪一个", f"{batch.year} 年第 {batch.number} 批")
    assert "焊工" not in seen
    await town.zhang.press("看其他批次")
    await town.zhang.sees("您想报哪一个", "焊工")


async def registered(town: Town) -> None:
    await follow(town.zhang)
    await publish(town)
    await town.zhang.press("报名这一批")
    for _ in range(4):
        await town.zhang.press("同意")
        await town.settle()
    await fill(town.zhang)
    await town.zhang.press("内容属实，提交")
    await town.zhang.sees("已提交")


async def test_who_registered_by_the_notice_is_in_that_batch_once(town: Town) -> None:
    await registered(town)
    batch = await newest(town)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        assert len(await work.registration.of_batch(batch.id)) == 1
    await town.zhang.press_data(f"register:{batch.id}")
    await town.zhang.told("已经报过名了")


async def test_a_draft_of_another_batch_is_not_lost(town: Town) -> None:
    zhang = town.zhang
    await follow(zhang)
    await zhang.press_data("register")
    for _ in range(4):
        await zhang.press("同意")
        await town.settle()
    await fill(zhang, until="请输入姓名")
    batch = await publish(town)
    await zhang.press_data(f"register:{batch.id}")
    await zhang.sees("有一份报名没填完", "电工 · 四级")
    await zhang.press("继续填写")
    await zhang.sees("请输入姓名")


async def test_pressing_twice_publishes_once(town: Town) -> None:
    await follow(town.zhang)
    batch = await preview(town)
    await town.zhao.press("现在发布", times=2)
    await town.zhao.told("已经发布了")
    await town.settle()
    assert await times(town.zhang, OUT) == 1
    assert len(await notices_of(town, batch)) == 1


async def test_a_stale_preview_is_refused_and_nobody_hears(town: Town) -> None:
    """The director changes the remark, then the batch; the planner still looks at the former text."""
    await follow(town.zhang)
    batch = await preview(town)
    await town.chen.say("/start")
    await town.chen.press_data(f"notice_remark:{batch.id}")
    await town.chen.say("改在新校区")
    await town.chen.sees("改在新校区", OUT)
    await town.zhao.press("现在发布")
    await town.zhao.told("不是最新的")
    await town.chen.press("改批次")
    await town.chen.press("✏️ 名额")
    await town.chen.say("80")
    await town.chen.sees("名额：80 人")
    await town.chen.press("存为草稿")
    await town.chen.sees("已存为草稿")
    notice = (await notices_of(town, batch))[0]
    await town.chen.press_data(f"notice_out:{notice.id}:{notice.version}:{batch.version}")
    await town.chen.told("不是最新的")
    await town.settle()
    assert await times(town.zhang, OUT) == 0
    assert (await newest(town)).status is BatchStatus.DRAFT


@pytest.mark.parametrize(
    "data", ["notice_out:x:y:z", "notice_out", "notice:999", "notice_withdraw_sure:1", "notice_when"]
)
async def test_forged_presses_do_nothing(town: Town, data: str) -> None:
    batch = await preview(town)
    await town.zhao.press_data(data)
    await town.settle()
    assert (await newest(town)).status is BatchStatus.DRAFT
    assert [notice.status for notice in await notices_of(town, batch)] == [NoticeStatus.DRAFT]


async def test_a_batch_without_examiners_is_not_published(town: Town) -> None:
    """The cards end before the exam day; with them it goes out, as every other test shows."""
    batch = await preview(town)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        for card in await work.staffing.cards():
            card.valid_until = batch.exam_on - timedelta(days=1)
    await town.zhao.press("现在发布")
    await town.zhao.told("至少要 3 名考评员，考试当天证卡有效的只有 0 名")
    assert (await newest(town)).status is BatchStatus.DRAFT


async def test_a_batch_whose_time_has_passed_is_not_published_until_it_is_put_right(town: Town) -> None:
    await preview(town)
    await town.pass_time(days=25)
    await town.zhao.press("现在发布")
    await town.zhao.told("请改截止时间")
    await town.zhao.press("改批次")
    await town.zhao.press("✏️ 截止时间")
    await town.zhao.say((town.now.astimezone(LOCAL).date() + timedelta(days=20)).isoformat())
    await town.zhao.press("（周六）")
    await town.zhao.press("存为草稿")
    await town.zhao.press("看公告并发布")
    await town.zhao.press("现在发布")
    await town.zhao.sees("公告已发布")


@pytest.mark.parametrize("who", ["wang", "zhang"])
async def test_only_officers_publish(town: Town, who: str) -> None:
    batch = await preview(town)
    notice = (await notices_of(town, batch))[0]
    await getattr(town, who).say("/start")
    await getattr(town, who).press_data(f"notice_out:{notice.id}:{notice.version}:{batch.version}")
    await getattr(town, who).told("没有做这件事的权限")
    assert (await newest(town)).status is BatchStatus.DRAFT


async def test_a_withdrawn_role_publishes_nothing_more(town: Town) -> None:
    await preview(town)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        await dismiss_chat(work, town.zhao.id, Role.PLANNER)
    await town.zhao.press("现在发布")
    await town.zhao.told("没有做这件事的权限")


async def test_a_remark_that_is_too_long_is_asked_again(town: Town) -> None:
    await preview(town)
    await town.zhao.press("加备注")
    await town.zhao.say("长" * 501)
    await town.zhao.sees("最多 500 个字，这段有 501 个字")
    await town.zhao.press("不写备注")
    await town.zhao.sees(OUT)


async def test_following_is_on_and_off(town: Town) -> None:
    zhang = town.zhang
    await follow(zhang)
    await zhang.press_data("follow_on:6-31-01-03")
    await zhang.press("电工（已关注")
    await zhang.sees("关注以后")
    await publish(town)
    await zhang.does_not_see(OUT)
    await zhang.press_data("follow_on:9-99-99-99")
    await zhang.told("找不到了")


async def test_the_notice_comes_in_the_follower_s_language(town: Town) -> None:
    await follow(town.zhang)
    await town.zhang.press_data("language:en")
    await publish(town)
    await town.zhang.sees("Electrician: notice of examination", "Level 4", "One of these is enough")
    await town.zhang.press("Stop following")
    await town.zhang.sees("Follow one")


async def test_a_follower_who_blocked_the_bot_is_not_queued(town: Town) -> None:
    await follow(town.zhang)
    await follow(town.li)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        person = await work.people.by_chat(town.li.id)
        assert person is not None
        person.reachable = False
    await preview(town)
    await town.zhao.press("现在发布")
    await town.zhao.sees("公告已发布", "1 人")
    await town.settle()
    assert (await times(town.zhang, OUT), await times(town.li, OUT)) == (1, 0)
