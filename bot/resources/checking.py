"""The checklists of a batch: what is short, filled up or waived; a shortage stops the plan and says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.engine.dialogue import Ask, View, single
from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.planning.presses import PLAN
from bot.reports.presses import BOARD
from bot.resources.presses import CHECKLISTS, RESTOCK, WAIVE
from bot.staffing.presses import STAFF
from bot.standards.batches import batch_facts
from domain.errors import Missing
from domain.language import OFFICIAL
from domain.people import Action, allowed
from domain.planning import Room, Sitting
from domain.resources import (
    ChecklistLine,
    LineStatus,
    Restock,
    WaiverNeedsReason,
    check,
    parse_quantity,
    restock,
    waive,
)
from domain.standards import Batch, BatchStatus, Material

MOST_REASON = 200
router = Router()


@dataclass(frozen=True)
class ShownLine:
    """A line as the card shows it."""

    line: ChecklistLine
    material: Material
    sitting: Sitting
    room: Room
    owner: str = ""

    @property
    def missing(self) -> int:
        """How many are missing."""
        return max(0, self.line.needed - self.line.provided)


@router.on(CHECKLISTS, action=Action.WAIVE_SHORTAGE)
async def show(turn: Turn, batch: int) -> None:
    """The checklists, made anew from the plan and the stock."""
    of = await turn.work.standards.batch(batch)
    # Only as long as the plan can change; later they say by what the exam was prepared.
    if of.status is BatchStatus.REGISTRATION_CLOSED and allowed(turn.actor, Action.PLAN):
        await check(turn.work, turn.actor, batch)
    lines = await _lines(turn, of)
    facts = {**batch_facts(turn, of), "lines": lines}
    turn.show(Screen(Text("resources/checklist", facts), _rows(turn, of, lines)))


async def _lines(turn: Turn, batch: Batch) -> Sequence[ShownLine]:
    levels = turn.work.standards.standard(batch.occupation, batch.edition).levels
    found = []
    for line in await turn.work.resources.lines(batch.id):
        sitting = await turn.work.planning.sitting(line.sitting_id)
        materials = {material.code: material for material in levels[sitting.level].materials}
        room = await turn.work.planning.room(sitting.room_id)
        owner = (await turn.work.people.person(line.owner_id)).shown_name if line.owner_id else ""
        found.append(ShownLine(line, materials[line.code], sitting, room, owner))
    return found


def _rows(turn: Turn, batch: Batch, lines: Sequence[ShownLine]) -> Rows:
    """The planner fills up and goes on; whoever else may waive, waives."""
    plans = allowed(turn.actor, Action.PLAN)
    short = [each for each in lines if each.line.status is LineStatus.SHORT]
    rows = [[*([_restock(each)] if plans else []), _waive(each)] for each in short]
    if not plans:
        return [*rows, [Button("planning.board", BOARD(batch=batch.id))]]
    back = [Button("planning.back", PLAN(batch=batch.id))]
    # A shortage stops the plan (facts §9): the way on shows when nothing is missing or what is missing was waived.
    if not short and batch.status is BatchStatus.REGISTRATION_CLOSED:
        return [[Button("resources.next_staff", STAFF(batch=batch.id))], back]
    return [*rows, back]


def _restock(one: ShownLine) -> Button:
    return Button("resources.restock", RESTOCK(line=one.line.id), {"one": one})


def _waive(one: ShownLine) -> Button:
    return Button("resources.waive", WAIVE(line=one.line.id), {"one": one})


@router.on(RESTOCK, action=Action.PLAN)
async def begin_restock(turn: Turn, line: int) -> None:
    """Ask how many there are now."""
    await turn.services.dialogues.ask(turn, restocking.name, about=line)


@router.on(WAIVE, action=Action.WAIVE_SHORTAGE)
async def begin_waive(turn: Turn, line: int) -> None:
    """Ask for the reason."""
    await turn.services.dialogues.ask(turn, waiving.name, about=line)


async def _one(turn: Turn, line_id: int) -> ShownLine:
    line = await turn.work.resources.line(line_id)
    batch = await turn.work.standards.batch(line.batch_id)
    found = [each for each in await _lines(turn, batch) if each.line.id == line_id]
    if not found:
        raise Missing("line")
    return found[0]


@dataclass(frozen=True, kw_only=True)
class AboutLine(Ask):
    """A question about one line, which the text shows."""

    async def facts(self, view: View) -> Mapping[str, Any]:
        """The line, and how much of the thing the whole batch needs."""
        one = await _one(view.turn, view.draft.about)
        lines = await view.turn.work.resources.lines(one.line.batch_id)
        return {"one": one, "enough": sum(line.needed for line in lines if line.code == one.line.code)}


def _quantity(text: str, _view: View) -> int:
    return parse_quantity(text)


def _reason(text: str, _view: View) -> str:
    if not 0 < len(text.strip()) <= MOST_REASON:
        raise WaiverNeedsReason(MOST_REASON)
    return text.strip()


async def _restocked(turn: Turn, line_id: int, quantity: int) -> None:
    one = await _one(turn, line_id)
    # What is there in all, not what was added: typed twice, it is still right.
    command = Restock(one.line.code, quantity, one.material.name[OFFICIAL], one.material.unit[OFFICIAL])
    await restock(turn.work, turn.actor, command)
    await show(turn, one.line.batch_id)


async def _waived(turn: Turn, line_id: int, reason: str) -> None:
    line = await waive(turn.work, turn.actor, line_id, reason)
    await show(turn, line.batch_id)


restocking = single(
    "resources.restocking",
    AboutLine(name="quantity", check=_quantity),
    _restocked,
    Action.PLAN,
    renamed={"line_id": "about"},
)
waiving = single(
    "resources.waiving",
    AboutLine(name="reason", check=_reason),
    _waived,
    Action.WAIVE_SHORTAGE,
    renamed={"line_id": "about"},
)
