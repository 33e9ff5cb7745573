"""When the card is no longer what it was: two reviewers at once, doubled and forged presses, claims that ran out."""

from __future__ import annotations

import pytest

from domain.people import Role
from domain.registration import Status
from tests.registration.examples import ZHANG
from tests.reviewing.review_town import (
    application,
    appoint,
    everything_answered,
    hand_in,
    has_photos,
    screen_text,
    stands,
    take_first,
)
from tests.town import Town

NUMBER = ZHANG.number


async def test_the_second_of_two_reviewers_is_told_who_was_first(town: Town) -> None:
    await hand_in(town)
    await appoint(town, 3001, Role.FIRST_REVIEWER)
    await take_first(town)
    old = (await town.wang.messages())[-1]
    await town.pass_time(minutes=11)
    await town.chen.say("/queue")
    await town.chen.press("看下一件")
    await town.chen.sees("初审")
    await town.wang.press_data(old["reply_markup"]["inline_keyboard"][0][0]["callback_data"], on=old["message_id"])
    await town.wang.told("另一位审核员正在看")
    await town.chen.press("✅ 通过")
    await town.chen.sees("初审通过")
    await town.wang.press_data(old["reply_markup"]["inline_keyboard"][0][0]["callback_data"], on=old["message_id"])
    await town.wang.told("刚刚由另一位审核员处理了：初审已通过")


async def test_a_claim_that_ran_out_is_renewed_when_nobody_else_took_it(town: Town) -> None:
    await hand_in(town)
    await take_first(town)
    await town.pass_time(minutes=11)
    await town.wang.press("看完整证件号")
    await town.wang.told(NUMBER)
    await town.wang.press("✅ 通过")
    await town.wang.sees("初审通过")


async def test_a_press_on_the_card_before_ones_own_claim_was_renewed_counts(town: Town) -> None:
    """The card that was to follow the renewal never came: the process ended between the two."""
    await hand_in(town)
    await take_first(town)
    old = (await town.wang.messages())[-1]
    approve = next(key for row in old["reply_markup"]["inline_keyboard"] for key in row if key["text"] == "✅ 通过")
    await town.pass_time(minutes=11)
    await town.wang.press("看完整证件号")
    await town.wang.told(NUMBER)
    await town.wang.press_data(approve["callback_data"], on=old["message_id"])
    await town.wang.sees("初审通过")


async def test_five_presses_of_approve_are_one_approval(town: Town) -> None:
    number = await hand_in(town)
    await take_first(town)
    await town.wang.press("✅ 通过", times=5)
    await town.wang.sees("初审通过")
    await town.wang.told("您已经处理过")
    await town.settle()
    assert (await application(town, number)).status is Status.FIRST_PASSED
    assert (await screen_text(town.wang)).count("初审通过") == 1


@pytest.mark.parametrize(
    ("data", "told"),
    [
        *((data, "以前的按钮") for data in ("approve", "approve:x:1", "approve:1", "approve:²:1")),
        ("full_id:999999:1", "找不到了"),
    ],
)
async def test_forged_presses_do_nothing(town: Town, data: str, told: str) -> None:
    number = await hand_in(town)
    await town.wang.say("/queue")
    await town.wang.sees("待初审 1 件", "①")
    await town.wang.press_data(data)
    await town.wang.told(told)
    assert (await application(town, number)).status is Status.SUBMITTED


async def test_a_card_that_somebody_put_back_is_shown_afresh(town: Town) -> None:
    number = await hand_in(town)
    await appoint(town, 3001, Role.FIRST_REVIEWER)
    await take_first(town)
    await town.pass_time(minutes=11)
    await (await town.chen.say("/queue")).press("看下一件")
    await town.chen.press("放回队列")
    await town.chen.told("已放回队列")
    await town.wang.press("✅ 通过")
    await town.wang.told("刚刚有了变化")
    await has_photos(town.wang, 1)
    assert (await application(town, number)).status is Status.SUBMITTED
    await town.wang.press("✅ 通过")
    await stands(town, number, Status.FIRST_PASSED)


async def test_a_withdrawn_application_is_said_to_be_so(town: Town) -> None:
    number = await hand_in(town)
    await take_first(town)
    await (await town.zhang.say("/start")).press("撤回报名")
    await town.zhang.press("确定撤回")
    await stands(town, number, Status.WITHDRAWN)
    await town.wang.press("✅ 通过")
    await town.wang.told("考生刚刚撤回了")
    await has_photos(town.wang, 0)


@pytest.mark.parametrize(
    ("label", "shown"),
    [("退回修改", "哪几项需要"), ("⛔ 不通过", "为什么不通过"), ("放回队列", "①"), ("看全部内容", "填写的内容")],
)
async def test_five_presses_show_one_screen(town: Town, label: str, shown: str) -> None:
    await hand_in(town)
    await take_first(town)
    await town.wang.press(label, times=5)
    await town.wang.sees(shown)
    await everything_answered(town.wang, 6)
    assert (await screen_text(town.wang)).count(shown) == 1
