"""Planning a batch anew: what was prepared for the former plan, its checklists and duties, goes with it."""

from __future__ import annotations

from collections.abc import Sequence

from domain.people import Actor
from domain.planning import Move, Sitting, forget_plan, move, propose
from domain.resources import forget_checklists
from domain.staffing.store import StaffingWork


async def propose_plan(work: StaffingWork, actor: Actor, batch_id: int) -> Sequence[Sitting]:
    """Plan a batch anew, in the place of what was proposed before. Raises what `planning.propose` raises.

    A refusal undoes the whole turn, so that the former plan still stands when there is no room for a new one.
    """
    await forget_all(work, batch_id)
    return await propose(work, actor, batch_id)


async def move_sitting(work: StaffingWork, actor: Actor, command: Move) -> Sitting:
    """Put one proposed sitting elsewhere; another time makes the duties proposed so far void.

    Raises what `planning.move` raises.
    """
    sitting = await work.planning.sitting(command.sitting_id)
    other_time = command.starts_at != sitting.starts_at
    moved = await move(work, actor, command)
    if other_time:
        await _forget_duties(work, moved.batch_id)
    return moved


async def forget_all(work: StaffingWork, batch_id: int) -> None:
    """Take back a plan that is not confirmed, with the checklists and duties made for it."""
    await forget_checklists(work, batch_id)
    await _forget_duties(work, batch_id)
    await forget_plan(work, batch_id)


async def _forget_duties(work: StaffingWork, batch_id: int) -> None:
    for duty in await work.staffing.duties_of_batch(batch_id):
        await work.staffing.forget(duty)
    await work.staffing.flush()
