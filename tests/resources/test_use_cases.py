"""Checklists in the records: made anew, filled up, waived with a reason, and never got past."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from domain.errors import Forbidden
from domain.resources import (
    ChecklistLine,
    LineStatus,
    NotShort,
    Restock,
    StillShort,
    WaiverNeedsReason,
    check,
    restock,
    shortages,
    waive,
)
from domain.staffing import assign, confirm, propose_plan
from domain.standards import BatchStatus
from storage.work import StoredWork
from tests.office import Office
from tests.stage import Stage


async def planned(office: Office, candidates: int = 4) -> Stage:
    stage = await office.stage(BatchStatus.REGISTRATION_CLOSED, candidates)
    async with office.work() as work:
        await propose_plan(work, office.actor("zhao"), stage.batch.id)
    return stage


async def checked(office: Office, work: StoredWork, stage: Stage) -> Sequence[ChecklistLine]:
    return await check(work, office.actor("zhao"), stage.batch.id)


async def test_every_line_has_a_number_an_owner_and_a_date(office: Office) -> None:
    stage = await planned(office)
    async with office.work() as work:
        lines = {line.code: line for line in await checked(office, work, stage)}
    assert lines["wire"].status is LineStatus.SHORT
    assert lines["wire"].needed > lines["wire"].provided == 10
    assert {line.status for code, line in lines.items() if code != "wire"} == {LineStatus.READY}
    planner = office.actor("zhao")
    assert {(line.owner_id, line.due_on) for line in lines.values()} == {(planner.person_id, date(2026, 11, 27))}


async def test_a_shortage_is_gone_once_it_is_filled_up(office: Office) -> None:
    stage, planner = await planned(office), office.actor("zhao")
    async with office.work() as work:
        (short,) = [line for line in await checked(office, work, stage) if line.status is LineStatus.SHORT]
        await restock(work, planner, Restock("wire", short.needed - 1))
        await checked(office, work, stage)
        assert len(await shortages(work, stage.batch.id)) == 1
        await restock(work, planner, Restock("wire", short.needed))
        await checked(office, work, stage)
        assert not await shortages(work, stage.batch.id)


async def test_what_was_not_kept_so_far_can_be_filled_up_too(office: Office) -> None:
    stage, planner = await planned(office), office.actor("zhao")
    async with office.work() as work:
        for item in await work.resources.stock():
            if item.code == "wire":
                await work.unit.session.delete(item)
        await work.resources.flush()
        await restock(work, planner, Restock("wire", 500, "导线", "米"))
        await checked(office, work, stage)
        assert not await shortages(work, stage.batch.id)


async def test_a_shortage_is_waived_by_somebody_with_a_reason(office: Office) -> None:
    stage, director = await planned(office), office.actor("chen")
    async with office.work() as work:
        lines = {line.code: line for line in await checked(office, work, stage)}
        for reason in ("", "   ", "x" * 201):
            with pytest.raises(WaiverNeedsReason):
                await waive(work, director, lines["wire"].id, reason)
        with pytest.raises(NotShort):
            await waive(work, director, lines["extinguisher"].id, "不需要")
        with pytest.raises(Forbidden):
            await waive(work, office.actor("sun"), lines["wire"].id, "够用")
        waived = await waive(work, director, lines["wire"].id, " 当天送到 ")
        assert (waived.reason, waived.decided_by) == ("当天送到", director.person_id)
        assert not await shortages(work, stage.batch.id)


async def test_what_was_waived_is_short_again_when_more_is_missing(office: Office) -> None:
    stage, planner = await planned(office), office.actor("zhao")
    async with office.work() as work:
        lines = {line.code: line for line in await checked(office, work, stage)}
        await waive(work, planner, lines["wire"].id, "当天送到")
        await checked(office, work, stage)
        assert not await shortages(work, stage.batch.id), "as much is missing as was waived"
        await restock(work, planner, Restock("wire", 9))
        await checked(office, work, stage)
        assert [line.reason for line in await shortages(work, stage.batch.id)] == [""]


async def test_nobody_gets_past_a_shortage_by_not_looking_at_the_checklists(office: Office) -> None:
    """The checklists were never made here; confirming makes them. Control: filled up, it is confirmed."""
    stage, planner = await planned(office), office.actor("zhao")
    async with office.work() as work:
        await assign(work, planner, stage.batch.id)
    async with office.work() as work:
        with pytest.raises(StillShort) as short:
            await confirm(work, planner, stage.batch.id)
        assert short.value.count == 1
        await restock(work, planner, Restock("wire", 500))
        assert (await confirm(work, planner, stage.batch.id)).status is BatchStatus.ARRANGED
