"""One duty in other hands: which one, whose; and what the planner is told when nobody is left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.staffing.assigning import name_of, show_staff
from bot.staffing.presses import CHANGE, CHOOSE, REPLACE, STAFF
from bot.standards.batches import batch_facts
from domain.people import Action
from domain.staffing import LIVING, Duty, DutyUnfilled, able, load, replace, replaceable

router = Router()


@router.on(CHANGE, action=Action.PLAN)
async def choose_duty(turn: Turn, batch: int) -> None:
    """Whose duty goes into other hands."""
    of = await turn.work.standards.batch(batch)
    found = await replaceable(turn.work, batch)
    rows = [[Button("staffing.duty", CHOOSE(duty=duty.id), await _facts(turn, duty))] for duty in found]
    back = [Button("engine.back", STAFF(batch=batch))]
    turn.show(Screen(Text("staffing/choose_duty", {**batch_facts(turn, of), "count": len(found)}), [*rows, back]))


async def _facts(turn: Turn, duty: Duty) -> Mapping[str, Any]:
    sitting = await turn.work.planning.sitting(duty.sitting_id)
    name = await name_of(turn, duty.person_id)
    return {"duty": duty, "sitting": sitting, "person": name, "gone": duty.status not in LIVING}


@router.on(CHOOSE, action=Action.PLAN)
async def choose_person(turn: Turn, duty: int) -> None:
    """Into whose hands: those who may, with the fewest duties first."""
    held = await turn.work.staffing.duty(duty)
    facts = await _facts(turn, held)
    # One person may hold several cards that are good for it.
    free = list(dict.fromkeys(card.person_id for card in await able(turn.work, facts["sitting"], held.role)))
    rows = [[Button("staffing.person", REPLACE(duty=duty, person=one), await _person(turn, one))] for one in free]
    back = [Button("engine.back", STAFF(batch=facts["sitting"].batch_id))]
    turn.show(Screen(Text("staffing/choose_person", {**facts, "free": len(free)}), [*rows, back]))


async def _person(turn: Turn, person_id: int) -> Mapping[str, Any]:
    return {"name": await name_of(turn, person_id), "load": await load(turn.work, person_id)}


@router.on(REPLACE, action=Action.PLAN)
async def other_hands(turn: Turn, duty: int, person: int) -> None:
    """Put it into other hands."""
    taken = await replace(turn.work, turn.actor, duty, person)
    sitting = await turn.work.planning.sitting(taken.sitting_id)
    await show_staff(turn, sitting.batch_id)


@router.event(DutyUnfilled)
async def unfilled(turn: Turn, event: DutyUnfilled) -> None:
    """A duty that nobody is left for."""
    duty = await turn.work.staffing.duty(event.duty_id)
    facts = await _facts(turn, duty)
    batch = await turn.work.standards.batch(facts["sitting"].batch_id)
    rows = [[Button("staffing.fill", CHOOSE(duty=duty.id)), Button("staffing.look", STAFF(batch=batch.id))]]
    turn.say(Text("staffing/unfilled", {**batch_facts(turn, batch), **facts}), rows)
