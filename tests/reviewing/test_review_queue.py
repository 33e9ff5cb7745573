"""The review's queue: what waits for whom, who gets which, what is told of it, and what the director sees."""

from __future__ import annotations

import asyncio

from domain.people import Role
from domain.registration import Status
from tests.registration.examples import LI, ZHANG
from tests.reviewing.review_town import (
    application,
    appoint,
    everything_answered,
    hand_in,
    has_photos,
    photos,
    screen_text,
    take_first,
)
from tests.town import PATIENCE, Town

NUMBER = ZHANG.number


async def test_the_next_card_has_the_next_photo(town: Town) -> None:
    await hand_in(town, 1001)
    await hand_in(town, 1002)
    await take_first(town)
    first = (await town.wang.messages())[-1]["photo"][-1]["file_unique_id"]
    await town.wang.press("✅ 通过")
    await town.wang.press("下一件")
    await town.wang.sees("李＊", LI.number[-4:])
    shown = [message for message in await town.wang.messages() if "photo" in message]
    assert [message["photo"][-1]["file_unique_id"] for message in shown] != [first]
    assert len(shown) == 1


async def test_what_one_holds_is_offered_again_and_can_be_put_back(town: Town) -> None:
    await hand_in(town)
    await take_first(town)
    await town.wang.say("/queue")
    await town.wang.sees("手上还有 1 件")
    await town.wang.press("继续手上的这件")
    await town.wang.sees("条件 4b")
    await town.wang.press("放回队列")
    await town.wang.sees("待初审 1 件", "张＊")
    assert await photos(town.wang) <= 1


async def test_nobody_reviews_his_own_or_both_times(town: Town) -> None:
    await appoint(town, 2001, Role.SECOND_REVIEWER)
    await hand_in(town, 2001)
    await town.wang.say("/queue")
    await town.wang.sees("没有待审的报名")
    await hand_in(town, 1001)
    await take_first(town)
    await town.wang.press("✅ 通过")
    await town.wang.sees("初审通过", "没有别的待审报名了")
    await town.wang.say("/queue")
    await town.wang.sees("没有待审的报名")


async def test_several_new_applications_are_one_note(town: Town) -> None:
    for chat_id in (1001, 1002, 2001):
        await hand_in(town, chat_id)
    assert (await screen_text(town.wang)).count("📥") == 1


async def test_no_note_while_a_card_is_in_hand(town: Town) -> None:
    await hand_in(town, 1001)
    await take_first(town)
    before = (await screen_text(town.wang)).count("📥")
    await hand_in(town, 1002)
    assert (await screen_text(town.wang)).count("📥") == before
    assert "✅ 通过" in await town.wang.buttons()


async def test_candidates_do_not_get_near_it(town: Town) -> None:
    number = await hand_in(town)
    found = await application(town, number)
    for data in (f"approve:{number}:{found.version}", f"full_id:{number}:{found.version}", "next", "queue", "overview"):
        await town.li.say("/start")
        await town.li.press_data(data)
        await town.li.told("没有")
    await town.settle()
    assert NUMBER[-4:] not in await screen_text(town.li)
    assert (await application(town, number)).status is Status.SUBMITTED


async def test_the_director_sees_counts_and_nobody(town: Town) -> None:
    await hand_in(town)
    await town.chen.say("/start")
    await town.chen.sees("电工", "报名 1", "在审 1")
    await town.chen.press("批次总览")
    shown = await town.chen.sees("批次总览", "待初审 1", "通过 0", "焊工")
    assert "张" not in shown


async def test_after_a_quiet_time_another_note_comes(town: Town) -> None:
    await hand_in(town, 1001)
    await town.pass_time(hours=5)
    await hand_in(town, 1002)
    assert (await screen_text(town.wang)).count("📥") == 2


async def test_two_reviewers_at_once_get_two_different_applications(town: Town) -> None:
    numbers = [await hand_in(town, 1001), await hand_in(town, 1002)]
    await appoint(town, 3001, Role.FIRST_REVIEWER)
    for reviewer in (town.wang, town.chen):
        await (await reviewer.say("/queue")).sees("待初审 2 件", "①")
    await asyncio.gather(town.wang.press("看下一件"), town.chen.press("看下一件"))
    for reviewer in (town.wang, town.chen):
        await reviewer.sees("已为您锁定")
    holders = {(await application(town, number)).claimed_by for number in numbers}
    assert len(holders - {None}) == 2


async def test_of_two_reviewers_at_once_one_gets_the_only_application(town: Town) -> None:
    await hand_in(town)
    await appoint(town, 3001, Role.FIRST_REVIEWER)
    both = [town.wang, town.chen]
    for reviewer in both:
        await (await reviewer.say("/queue")).sees("待初审 1 件", "①")
    await asyncio.gather(*(reviewer.press("看下一件", times=3) for reviewer in both))
    async with asyncio.timeout(PATIENCE):
        while sorted([await photos(reviewer) for reviewer in both]) != [0, 1]:
            await town.wang.hear(1)
    for reviewer in both:
        if not await photos(reviewer):
            await reviewer.sees("没有待审的报名")


async def test_five_presses_take_one_card(town: Town) -> None:
    await hand_in(town, 1001)
    await hand_in(town, 1002)
    await (await town.wang.say("/queue")).sees("待初审 2 件", "①")
    await town.wang.press("看下一件", times=5)
    await everything_answered(town.wang, 5)
    await has_photos(town.wang, 1)
    await (await town.wang.say("/queue")).sees("待初审 1 件", "手上还有 1 件")
    await town.wang.press("继续手上的这件", times=5)
    await everything_answered(town.wang, 10)
    await has_photos(town.wang, 2)
