"""What a sheet is about is read once and handed on: so many statements for one message or press, and no more."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.marking.scene import GOOD, open_first, sat
from tests.town import Town

TABLES = re.compile(r"(?:FROM|INTO|UPDATE) (batch|booking|duty|room|room_record|sheet|sitting|theory_entry|ticket)\b")


@contextmanager
def records_asked_for() -> Iterator[list[str]]:
    """The tables of exam and marking that statements begin with meanwhile."""
    seen: list[str] = []

    def note(_c: object, _cursor: object, statement: str, *_: object) -> None:
        seen.extend(TABLES.findall(statement)[:1])

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


async def test_marks_typed_read_the_candidate_their_sitting_and_its_batch(town: Town) -> None:
    await sat(town, candidates=3)
    await open_first(town)
    await town.settle()
    with records_asked_for() as seen:
        await town.zheng.say(GOOD)
        await town.zheng.sees("合计 81 分")
        await town.settle()
    assert seen == ["booking", "sitting", "batch"]


async def test_a_sheet_submitted_reads_each_record_once_and_shows_the_next_from_them(town: Town) -> None:
    """It took 32 statements when every step read for itself."""
    await sat(town, candidates=3)
    await open_first(town)
    await town.zheng.say(GOOD)
    await town.zheng.sees("合计 81 分")
    await town.settle()
    with records_asked_for() as seen:
        await town.zheng.press("提交 A-001")
        await town.zheng.sees("A-002　已评 1／3")
        await town.settle()
    one = ["booking", "sitting", "batch"]
    assert seen == [*one, "duty", "sheet", "booking", "ticket", "room_record", "sheet"]


async def test_a_clerks_readings_are_not_read_anew_for_every_line_on_the_screen(town: Town) -> None:
    """For two papers: what stood before, under the lock, each paper, and what stands then. It took 31 statements."""
    await sat(town, candidates=3)
    await town.yang.say("/entry")
    await town.yang.press("登分")
    await town.yang.sees("请按顺序回复分数")
    await town.settle()
    with records_asked_for() as seen:
        await town.yang.say("86.5\n70")
        await town.yang.sees("已登 260900001", "260900002")
        await town.settle()
    assert (len(seen), seen.count("batch"), seen.count("ticket")) == (22, 1, 4)
