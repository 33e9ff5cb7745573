"""The checklists of a batch: what is short, filled up or waived; a shortage stops the plan and says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.engine.dialogue import Ask, Dialogue, View
from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.standards.batches import batch_facts, number_of
from domain.errors import Missing
from domain.language import OFFICIAL
from domain.people import Action, allowed
from domain.planning import Room, Sitting
from domain.resources import (
    ChecklistLine,
    LineStatus,
    ReasonNeeded,
    Restock,
    check,
    parse_quantity,
    restock,
    waive,
)
from domain.standards import Batch, BatchStatus, Material

MOST_REASON = 200
router = Router()


@dataclass(frozen=True)
class Line:
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


@dataclass
class OneLine:
    """The draft of filling up or waiving one line."""

    line_id: int = 0
    quantity: int | None = None
    reason: str | None = None


@router.press("stuff", action=Action.WAIVE_SHORTAGE)
async def show_lines(turn: Turn, word: str = "", *_: str) -> None:
    """The checklists, made anew from the plan and the stock."""
    await show(turn, number_of(word))


async def show(turn: Turn, batch_id: int) -> None:
    """The card of the checklists of a batch."""
    batch = await turn.work.standards.batch(batch_id)
    if batch.status is BatchStatus.REGISTRATION_CLOSED and allowed(turn.actor, Action.PLAN):
        await check(turn.work, turn.actor, batch_id)
    lines = await _lines(turn, batch)
    facts = {**batch_facts(turn, batch), "lines": lines}
    turn.show(Screen(Text("resources/checklist", facts), _rows(turn, batch, lines)))


async def _lines(turn: Turn, batch: Batch) -> Sequence[Line]:
    levels = turn.work.standards.standard(batch.occupation, batch.edition).levels
    found = []
    for line in await turn.work.resources.lines(batch.id):
        sitting = await turn.work.planning.sitting(line.sitting_id)
        materials = {material.code: material for material in levels[sitting.level].materials}
        room = await turn.work.planning.room(sitting.room_id)
        owner = (await turn.work.people.person(line.owner_id)).shown_name if line.owner_id else ""
        found.append(Line(line, materials[line.code], sitting, room, owner))
    return found


def _rows(turn: Turn, batch: Batch, lines: Sequence[Line]) -> Rows:
    """The planner fills up and goes on; whoever else may waive, waives."""
    plans = allowed(turn.actor, Action.PLAN)
    short = [each for each in lines if each.line.status is LineStatus.SHORT]
    rows = [[*([_restock(each)] if plans else []), _waive(each)] for each in short]
    if not plans:
        return [*rows, [Button("planning.board", f"board:{batch.id}")]]
    back = [Button("planning.back", f"plan:{batch.id}")]
    if not short and batch.status is BatchStatus.REGISTRATION_CLOSED:
        return [[Button("resources.next_staff", f"staff:{batch.id}")], back]
    return [*rows, back]


def _restock(one: Line) -> Button:
    return Button("resources.restock", f"restock:{one.line.id}", {"one": one})


def _waive(one: Line) -> Button:
    return Button("resources.waive", f"waive:{one.line.id}", {"one": one})


@router.press("restock", action=Action.PLAN)
async def begin_restock(turn: Turn, word: str = "", *_: str) -> None:
    """Ask how many there are now."""
    await turn.services.dialogues.restart(turn, restocking.name, OneLine(number_of(word, "line")), again=())


@router.press("waive", action=Action.WAIVE_SHORTAGE)
async def begin_waive(turn: Turn, word: str = "", *_: str) -> None:
    """Ask for the reason."""
    await turn.services.dialogues.restart(turn, waiving.name, OneLine(number_of(word, "line")), again=())


async def _one(turn: Turn, line_id: int) -> Line:
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
        one = await _one(view.turn, view.draft.line_id)
        lines = await view.turn.work.resources.lines(one.line.batch_id)
        return {"one": one, "enough": sum(line.needed for line in lines if line.code == one.line.code)}


def _quantity(text: str, _view: View) -> int:
    return parse_quantity(text)


def _reason(text: str, _view: View) -> str:
    if not 0 < len(text.strip()) <= MOST_REASON:
        raise ReasonNeeded(MOST_REASON)
    return text.strip()


async def _restocked(turn: Turn, draft: OneLine) -> None:
    one = await _one(turn, draft.line_id)
    command = Restock(one.line.code, draft.quantity or 0, one.material.name[OFFICIAL], one.material.unit[OFFICIAL])
    await restock(turn.work, turn.actor, command)
    await show(turn, one.line.batch_id)


async def _waived(turn: Turn, draft: OneLine) -> None:
    line = await waive(turn.work, turn.actor, draft.line_id, draft.reason or "")
    await show(turn, line.batch_id)


restocking = Dialogue(
    name="restocking",
    area="resources",
    draft=OneLine,
    steps=[AboutLine(name="quantity", check=_quantity)],
    finish=_restocked,
    action=Action.PLAN,
)
waiving = Dialogue(
    name="waiving",
    area="resources",
    draft=OneLine,
    steps=[AboutLine(name="reason", check=_reason)],
    finish=_waived,
    action=Action.WAIVE_SHORTAGE,
)
