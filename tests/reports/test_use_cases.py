"""The board: fourteen steps of a batch, how far each is, and what it waits for."""

from __future__ import annotations

from itertools import pairwise

import pytest

from domain.errors import Forbidden
from domain.people import Actor
from domain.planning import propose
from domain.reports import BoardLine, Progress, Stage, Wait, board
from domain.resources import Restock, check, restock
from domain.staffing import accept, assign, confirm
from domain.standards import BatchStatus
from tests.office import Office
from tests.stage import Stage as Scene

ORDER = [status for status in BatchStatus if status not in {BatchStatus.SUSPENDED, BatchStatus.CANCELLED}]


async def lines(office: Office, scene: Scene) -> dict[Stage, BoardLine]:
    async with office.work() as work:
        return {line.stage: line for line in await board(work, office.actor("chen"), scene.batch.id)}


async def waits(office: Office, scene: Scene) -> dict[Wait, int]:
    return {wait: number for line in (await lines(office, scene)).values() for wait, number in line.waits}


async def test_there_are_fourteen_steps_in_order(office: Office) -> None:
    scene = await office.stage(BatchStatus.REGISTRATION_OPEN, 1)
    assert list(await lines(office, scene)) == list(Stage)
    assert len(Stage) == 14


async def test_steps_are_never_undone_as_the_batch_moves_on(office: Office) -> None:
    scene = await office.stage(BatchStatus.TICKETS_ISSUED, 1)
    found = []
    for status in ORDER:
        async with office.work() as work:
            (await work.standards.batch(scene.batch.id)).status = status
        found.append({stage: line.progress for stage, line in (await lines(office, scene)).items()})
    rank = {Progress.LATER: 0, Progress.NOW: 1, Progress.DONE: 2, Progress.OPTIONAL: 3}
    for before, after in pairwise(found):
        assert all(rank[before[stage]] <= rank[after[stage]] for stage in Stage)
    assert {progress for stage, progress in found[-1].items() if stage is not Stage.TRAINING} == {Progress.DONE}


async def test_what_blocks_the_batch_is_named_step_by_step(office: Office) -> None:
    scene, planner = await office.stage(BatchStatus.REGISTRATION_CLOSED, 4), office.actor("zhao")
    batch = scene.batch.id
    assert await waits(office, scene) == {Wait.UNSEATED: 4}
    async with office.work() as work:
        await propose(work, planner, batch)
        await check(work, planner, batch)
    assert await waits(office, scene) == {Wait.SHORT: 1, Wait.VACANT: 7}
    async with office.work() as work:
        await restock(work, planner, Restock("wire", 500))
        await assign(work, planner, batch)
        await confirm(work, planner, batch)
    assert await waits(office, scene) == {Wait.UNANSWERED: 7}
    async with office.work() as work:
        for actor in office.staff.values():
            if await work.staffing.duties_of_person(actor.person_id):
                await accept(work, actor, batch)
    assert await waits(office, scene) == {}
    assert (await lines(office, scene))[Stage.STAFF].progress is Progress.NOW


async def test_sittings_still_to_be_held_are_counted(office: Office) -> None:
    scene = await office.stage(BatchStatus.IN_EXAM, 2)
    assert (await waits(office, scene))[Wait.OPEN_SITTINGS] == 2


async def test_a_candidate_does_not_see_the_board(office: Office) -> None:
    scene = await office.stage(BatchStatus.IN_EXAM, 1)
    candidate = Actor(scene.applications[0].person_id, scene.chat(0), "考生")
    async with office.work() as work:
        with pytest.raises(Forbidden):
            await board(work, candidate, scene.batch.id)
