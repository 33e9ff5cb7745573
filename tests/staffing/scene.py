"""Where tests of duties begin: a batch whose duties are proposed, or offered."""

from __future__ import annotations

from domain.resources import Restock, restock
from domain.staffing import DutyStatus, accept, assign, confirm, propose_plan
from domain.standards import BatchStatus, Part
from storage.work import StoredWork
from tests.office import Office
from tests.stage import Stage

WATCHERS = ("sun", "zhou", "wu")


async def assigned(office: Office, candidates: int = 4) -> Stage:
    """A batch with a plan, materials and proposed duties."""
    stage, planner = await office.stage(BatchStatus.REGISTRATION_CLOSED, candidates), office.actor("zhao")
    async with office.work() as work:
        for sitting in await propose_plan(work, planner, stage.batch.id):
            stage.sittings[sitting.part] = sitting
        await restock(work, planner, Restock("wire", 500))
        await assign(work, planner, stage.batch.id)
    return stage


async def offered(office: Office, candidates: int = 4) -> Stage:
    """The same, confirmed."""
    stage = await assigned(office, candidates)
    async with office.work() as work:
        await confirm(work, office.actor("zhao"), stage.batch.id)
    return stage


async def asked(office: Office, work: StoredWork, stage: Stage, part: Part = Part.THEORY) -> list[str]:
    """The invigilators who have been asked for a sitting."""
    duties = await work.staffing.duties(stage.sittings[part].id)
    living = {duty.person_id for duty in duties if duty.status in {DutyStatus.OFFERED, DutyStatus.ACCEPTED}}
    return [name for name in WATCHERS if office.actor(name).person_id in living]


async def accept_all(office: Office, stage: Stage) -> None:
    async with office.work() as work:
        for actor in office.staff.values():
            if any(duty.status is DutyStatus.OFFERED for duty in await work.staffing.duties_of_person(actor.person_id)):
                await accept(work, actor, stage.batch.id)
