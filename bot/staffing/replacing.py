"""One duty in other hands: which one, whose; and what the planner is told when nobody is left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.staffing.assigning import name_of, show_staff
from bot.standards.batches import batch_facts, number_of
from domain.people import Action
from domain.staffing import LIVING, Duty, DutyUnfilled, able, load, replace, replaceable

router = Router()


@router.press("staff_change", action=Action.PLAN)
async def choose_duty(turn: Turn, word: str = "", *_: str) -> None:
    """Whose duty goes into other hands."""
    batch = await turn.work.standards.batch(number_of(word))
    found = await replaceable(turn.work, batch.id)
    rows = [[Button("staffing.duty", f"staff_duty:{duty.id}", await _facts(turn, duty))] for duty in found]
    back = [Button("engine.back", f"staff:{batch.id}")]
    turn.show(Screen(Text("staffing/choose_duty", {**batch_facts(turn, batch), "count": len(found)}), [*rows, back]))


async def _facts(turn: Turn, duty: Duty) -> Mapping[str, Any]:
    sitting = await turn.work.planning.sitting(duty.sitting_id)
    name = await name_of(turn, duty.person_id)
    return {"duty": duty, "sitting": sitting, "person": name, "gone": duty.status not in LIVING}


@router.press("staff_duty", action=Action.PLAN)
async def choose_person(turn: Turn, word: str = "", *_: str) -> None:
    """Into whose hands: those who may, with the fewest duties first."""
    duty = await turn.work.staffing.duty(number_of(word, "duty"))
    facts = await _facts(turn, duty)
    free = list(dict.fromkeys(card.person_id for card in await able(turn.work, facts["sitting"], duty.role)))
    rows = [[Button("staffing.person", f"staff_to:{duty.id}:{one}", await _person(turn, one))] for one in free]
    back = [Button("engine.back", f"staff:{facts['sitting'].batch_id}")]
    turn.show(Screen(Text("staffing/choose_person", {**facts, "free": len(free)}), [*rows, back]))


async def _person(turn: Turn, person_id: int) -> Mapping[str, Any]:
    return {"name": await name_of(turn, person_id), "load": await load(turn.work, person_id)}


@router.press("staff_to", action=Action.PLAN)
async def other_hands(turn: Turn, word: str = "", person: str = "", *_: str) -> None:
    """Put it into other hands."""
    duty = await replace(turn.work, turn.actor, number_of(word, "duty"), number_of(person, "person"))
    sitting = await turn.work.planning.sitting(duty.sitting_id)
    await show_staff(turn, str(sitting.batch_id))


@router.event(DutyUnfilled)
async def unfilled(turn: Turn, event: DutyUnfilled) -> None:
    """A duty that nobody is left for."""
    duty = await turn.work.staffing.duty(event.duty_id)
    facts = await _facts(turn, duty)
    batch = await turn.work.standards.batch(facts["sitting"].batch_id)
    rows = [[Button("staffing.fill", f"staff_duty:{duty.id}"), Button("staffing.look", f"staff:{batch.id}")]]
    turn.say(Text("staffing/unfilled", {**batch_facts(turn, batch), **facts}), rows)
