"""Where tests of marking begin: candidates who sat, sittings under way or over, and looks at what is stored."""

from __future__ import annotations

from collections.abc import Sequence

from bot.app.staff import work_at
from domain.exam import RoomRecord
from domain.marking import Sheet, TheoryEntry
from domain.planning import Attendance, Booking
from domain.standards import BatchStatus, Part
from tests.stage import Stage, set_stage
from tests.town import NAMES, Town

WATCHER = 1
FIRST, SECOND = "260900001", "260900002"
GOOD, OTHER = "25 24 16 16", "20 20 10 10"


async def sat(town: Town, candidates: int = 2, absent: int = 0, *, over: bool = True) -> Stage:
    """A batch whose candidates sat both parts, but the last `absent` ones; its sittings are over, or under way."""
    stage = await set_stage(town, BatchStatus.MARKING if over else BatchStatus.IN_EXAM, candidates)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        for part, sitting in stage.sittings.items():
            ends = (town.now, WATCHER) if over else (None, None)
            work.exam.add(RoomRecord(sitting.id, town.now, WATCHER, 0, *ends))
            for booking in stage.bookings[part]:
                gone = booking.seat > candidates - absent
                await work.planning.attend(booking.id, Attendance.ABSENT if gone else Attendance.PRESENT)
    return stage


async def set_status(town: Town, stage: Stage, status: BatchStatus) -> None:
    """Bring the batch to another status."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        (await work.standards.batch(stage.batch.id)).status = status


async def sheets(town: Town, stage: Stage) -> Sequence[Sheet]:
    """All sheets of the practical."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        return await work.marking.sheets(stage.sittings[Part.PRACTICAL].id)


async def entries(town: Town, stage: Stage) -> Sequence[TheoryEntry]:
    """All entries of the theory sitting."""
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        return await work.marking.entries(stage.sittings[Part.THEORY].id)


def practical(stage: Stage, number: int = 0) -> Booking:
    """The practical of the candidate of that number, from 0."""
    return stage.bookings[Part.PRACTICAL][number]


async def open_first(town: Town) -> None:
    """Zheng opens the sheet of A-001."""
    await town.zheng.say("/mark")
    await town.zheng.sees("已评 0／")
    await town.zheng.press("A-001")
    await town.zheng.sees("A-001", "24 24 16 16")


async def mark_all(town: Town, name: str, count: int) -> None:
    """An examiner marks everybody, by 81 points each."""
    who = town.person(NAMES[name])
    await who.say("/mark")
    await who.press("A-001")
    for number in range(1, count + 1):
        await who.sees(f"A-00{number}", "请按顺序回复")
        await who.say(GOOD)
        await who.press("提交")
    await who.sees("这一场都评完了")
