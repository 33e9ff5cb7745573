"""Two clerks enter every theory mark, each alone; what they read differently, both look at again (facts §5)."""

from __future__ import annotations

import asyncio

import pytest

from bot.app.staff import work_at
from domain.errors import Outdated
from domain.exam import RoomRecord
from domain.marking import BothEntered, Enter, Reading, TheoryEntry, enter, round_of
from domain.people import Role, actor_of, appoint_chat, dismiss_chat
from domain.planning import Attendance
from domain.standards import BatchStatus, Part
from storage.marking import MarkingStore
from tests.marking.scene import FIRST, SECOND, entries, sat, set_status
from tests.stage import Stage, set_stage
from tests.town import NAMES, Town


async def open_entry(town: Town, name: str) -> None:
    who = town.person(NAMES[name])
    await who.say("/entry")
    await who.sees("理论登分", "1 号考场")
    await who.press("登分")
    await who.sees("请按顺序回复分数")


async def read(town: Town, stage: Stage) -> list[tuple[int, int, int]]:
    """What is stored: seat, round, tenths."""
    seats = {booking.id: booking.seat for booking in stage.bookings[Part.THEORY]}
    return [(seats[entry.booking_id], entry.round, entry.tenths) for entry in await entries(town, stage)]


async def enter_as(town: Town, name: str, stage: Stage, *readings: tuple[str, int]) -> None:
    """Enter by the use case, as a turn of that person would."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        person = await work.people.by_chat(NAMES[name])
        assert person is not None
        actor = await actor_of(work, person)
        sitting = stage.sittings[Part.THEORY].id
        await enter(work, actor, Enter(sitting, tuple(Reading(*each) for each in readings)))
        await asyncio.sleep(0.05)


async def test_two_clerks_enter_and_agree(town: Town) -> None:
    stage = await sat(town)
    await open_entry(town, "yang")
    await town.yang.sees("第一遍", "0／2", FIRST)
    await town.yang.say("86.5\n70")
    await town.yang.sees(f"已登 {FIRST} 86.5，{SECOND} 70", "您这一遍登完了")
    await open_entry(town, "zhu")
    await town.zhu.sees("第二遍", "0／2")
    await town.zhu.say(f"{SECOND} 70")
    await town.zhu.sees("1／2", f"接下来：{FIRST}")
    await town.zhu.say("86.5")
    await town.zhu.sees("两遍全部一致")
    assert await read(town, stage) == [(1, 1, 865), (1, 2, 865), (2, 1, 700), (2, 2, 700)]


async def test_differences_are_listed_to_both_until_they_agree(town: Town) -> None:
    """Each sees their own mark and who must look again, never the other's mark."""
    stage = await sat(town)
    await open_entry(town, "yang")
    await town.yang.say("86.5\n70")
    await town.yang.sees("登完了")
    await open_entry(town, "zhu")
    await town.zhu.say("68.5\n70")
    text = await town.zhu.sees("两遍不一致 1 份", FIRST, "您登的 68.5", "要再看：杨帆、朱琳")
    assert "86.5" not in text.split("例如")[0]
    await town.settle()
    await town.yang.sees("两遍登分有不一致")
    await town.yang.press("登分")
    assert "68.5" not in await town.yang.sees("两遍不一致 1 份", "您登的 86.5", "要再看：杨帆、朱琳")
    await town.yang.say("86.5")
    await town.yang.sees("要再看：朱琳")
    await town.settle()
    await town.zhu.say(f"{FIRST} 86.5")
    await town.zhu.sees("两遍全部一致")
    assert await read(town, stage) == [(1, 1, 865), (1, 2, 865), (2, 1, 700), (2, 2, 700)]


async def test_who_is_asked_again_and_again_is_told_each_time(town: Town) -> None:
    """The ball goes back and forth: both stay on the board as one difference."""
    stage = await sat(town, candidates=1)
    await enter_as(town, "yang", stage, (FIRST, 865))
    await enter_as(town, "zhu", stage, (FIRST, 685))
    await town.settle()
    await town.yang.sees("两遍登分有不一致")
    await enter_as(town, "yang", stage, (FIRST, 865))
    await town.settle()
    await town.zhu.sees("两遍登分有不一致")
    await town.yang.say("/todo")
    await town.yang.sees("杨帆，您好")
    await town.yang.does_not_see("⌨️ 理论登分")
    await town.zhu.say("/todo")
    await town.zhu.sees("理论登分", "不一致 1")
    await town.chen.say("/board")
    await town.chen.press("2026 年第 9 批")
    await town.chen.sees("待交评分和登分 4")  # one difference, and the sheets of three examiners


async def test_one_person_never_does_both_rounds(town: Town) -> None:
    """Entering again mends one's own entry; there is no way to the second."""
    stage = await sat(town, candidates=1)
    await open_entry(town, "yang")
    await town.yang.say("86.5")
    await town.yang.sees("登完了")
    await town.yang.press_data(f"enter:{stage.sittings[Part.THEORY].id}")
    await town.settle()
    await enter_as(town, "yang", stage, (FIRST, 700))
    assert await read(town, stage) == [(1, 1, 700)]


async def test_a_third_person_is_refused(town: Town) -> None:
    stage = await sat(town, candidates=1)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        await appoint_chat(work, NAMES["qin"], Role.SCORE_CLERK, "秦岚")
    await enter_as(town, "yang", stage, (FIRST, 865))
    await enter_as(town, "zhu", stage, (FIRST, 685))
    await town.qin.say("/entry")
    await town.qin.sees("已有两位在登")
    await town.qin.press_data(f"enter:{stage.sittings[Part.THEORY].id}")
    await town.qin.told("已有两位在登分")
    with pytest.raises(BothEntered):
        await enter_as(town, "qin", stage, (FIRST, 865))
    assert len(await entries(town, stage)) == 2


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        (f"{FIRST} 86.5\n260999999 70", "没有准考证号 260999999"),
        (f"{FIRST} 86.5\n{SECOND} 101", "“101”不是分数"),
        (f"{FIRST} 86.5\n{FIRST} 87", f"准考证号 {FIRST} 写了两次"),
        ("86.5\n70\n60", "您写了 3 个分数，只剩 2 份卷子"),
        (f"{FIRST} 86.5\n260900003 70", "这位考生缺考"),
        ("八十六", "“八十六”不是分数"),
    ],
)
async def test_one_bad_line_takes_nothing_and_is_named(town: Town, text: str, answer: str) -> None:
    stage = await sat(town, candidates=3, absent=1)
    await open_entry(town, "yang")
    await town.yang.say(text)
    await town.yang.sees(answer)
    await town.settle()
    assert await read(town, stage) == []
    await town.yang.say("86.5\n70")
    await town.yang.sees("登完了")
    assert await read(town, stage) == [(1, 1, 865), (2, 1, 700)]


async def test_what_agrees_is_not_changed(town: Town) -> None:
    stage = await sat(town)
    await enter_as(town, "yang", stage, (FIRST, 865), (SECOND, 700))
    await enter_as(town, "zhu", stage, (FIRST, 865))
    await open_entry(town, "zhu")
    await town.zhu.say(f"{FIRST} 90")
    await town.zhu.sees(f"{FIRST} 两遍已经一致")
    assert await read(town, stage) == [(1, 1, 865), (1, 2, 865), (2, 1, 700)]


async def test_nothing_is_entered_before_the_end(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.IN_EXAM, candidates=1)
    sitting = stage.sittings[Part.THEORY].id
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        work.exam.add(RoomRecord(sitting, town.now, 1))
        await work.planning.attend(stage.bookings[Part.THEORY][0].id, Attendance.PRESENT)
    await town.yang.say("/entry")
    await town.yang.sees("现在没有要登分的场次")
    await town.yang.press_data(f"enter:{sitting}")
    await town.yang.told("还没有结束")
    await town.yang.press_data(f"enter:{stage.sittings[Part.PRACTICAL].id}")
    await town.yang.told("找不到了")


async def test_nothing_is_entered_after_summarising(town: Town) -> None:
    stage = await sat(town, candidates=1)
    await open_entry(town, "yang")
    await set_status(town, stage, BatchStatus.SUMMARISED)
    await town.yang.say("86.5")
    await town.yang.sees("成绩已经汇总")
    assert await read(town, stage) == []


async def test_a_dismissed_clerk_enters_nothing(town: Town) -> None:
    """What they were asked before, and what they press after."""
    stage = await sat(town, candidates=1)
    await open_entry(town, "yang")
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        await dismiss_chat(work, NAMES["yang"], Role.SCORE_CLERK)
    await town.settle()
    await town.yang.say("86.5")
    await town.yang.sees("没有做这件事的权限")
    await town.yang.press_data(f"enter:{stage.sittings[Part.THEORY].id}")
    await town.yang.told("没有做这件事的权限")
    assert await read(town, stage) == []


@pytest.mark.parametrize("who", ["zheng", "sun", "chen", "qin"])
async def test_only_clerks_enter(town: Town, who: str) -> None:
    stage = await sat(town, candidates=1)
    await getattr(town, who).press_data(f"enter:{stage.sittings[Part.THEORY].id}")
    await getattr(town, who).told("没有做这件事的权限")


async def rounds_after_two_at_once(town: Town) -> dict[int, set[int]]:
    """Two clerks begin at the same moment with different papers: the rounds in which each has entries then."""
    stage = await sat(town)
    both = (enter_as(town, "yang", stage, (FIRST, 865)), enter_as(town, "zhu", stage, (SECOND, 700)))
    await asyncio.gather(*both)
    found: dict[int, set[int]] = {}
    for entry in await entries(town, stage):
        found.setdefault(entry.clerk_id, set()).add(entry.round)
    return found


async def test_two_who_begin_at_once_get_a_round_each(town: Town) -> None:
    found = await rounds_after_two_at_once(town)
    assert sorted(found.values(), key=min) == [{1}, {2}]


async def test_without_the_hold_both_would_get_the_first_round(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control, where two transactions can run at once: on PostgreSQL."""

    async def let_go(_store: MarkingStore, _sitting_id: int) -> None:
        return None

    monkeypatch.setattr(MarkingStore, "hold", let_go)
    found = await rounds_after_two_at_once(town)
    expected = [{1}, {1}] if "postgresql" in town.settings.database_url else [{1}, {2}]
    assert sorted(found.values(), key=min) == expected


async def test_the_database_refuses_one_persons_second_entry(town: Town) -> None:
    """Whatever the rules say: the last guard."""
    stage = await sat(town, candidates=1)
    await enter_as(town, "yang", stage, (FIRST, 865))
    (entry,) = await entries(town, stage)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        work.marking.add(TheoryEntry(entry.booking_id, 2, 865, entry.clerk_id, town.now))
        with pytest.raises(Outdated):
            await work.marking.flush()
        await work.abandon()
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        person = await work.people.by_chat(NAMES["yang"])
        assert person is not None
        assert await round_of(work, await actor_of(work, person), stage.sittings[Part.THEORY]) == 1
