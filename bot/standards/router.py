"""Batches that are not out yet, for the planner: begin one, put a draft right, give it up."""

from __future__ import annotations

from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.standards.batches import batch_facts, number_of
from bot.standards.dialogue import planning_batch, revising_batch
from bot.standards.draft import draft_of
from domain.people import Action, allowed
from domain.standards import check_draft, drop_batch

ORDER = 20
router = Router()


@router.command("batch", action=Action.PLAN_BATCH)
@router.press("batch_new", action=Action.PLAN_BATCH)
async def begin(turn: Turn, *_: str) -> None:
    """Plan a batch, or go on with one begun."""
    await turn.services.dialogues.start(turn, planning_batch.name)


@router.press("batch_edit", action=Action.PLAN_BATCH)
async def revise(turn: Turn, word: str = "", *_: str) -> None:
    """Put a draft right, from its summary. Raises `OutOfOrder`."""
    batch = await turn.work.standards.batch(number_of(word))
    check_draft(batch)
    await turn.services.dialogues.restart(turn, revising_batch.name, draft_of(batch), again=())


@router.press("batch_drop", action=Action.PLAN_BATCH)
async def ask_to_drop(turn: Turn, word: str = "", *_: str) -> None:
    """Give it up? Asked once."""
    batch = await turn.work.standards.batch(number_of(word))
    check_draft(batch)
    rows = [
        [Button("standards.drop_not", f"notice:{batch.id}")],
        [Button("standards.drop_sure", f"batch_drop_sure:{batch.id}")],
    ]
    turn.show(Screen(Text("standards/drop", batch_facts(turn, batch)), rows))


@router.press("batch_drop_sure", action=Action.PLAN_BATCH)
async def drop(turn: Turn, word: str = "", *_: str) -> None:
    """Give it up."""
    batch = await drop_batch(turn.work, turn.actor, number_of(word))
    rows = [[Button("standards.new", "batch_new"), Button("people.home", "home")]]
    turn.show(Screen(Text("standards/dropped", batch_facts(turn, batch)), rows))


async def section(turn: Turn) -> Section | None:
    """A batch begun and not kept yet."""
    if not allowed(turn.actor, Action.PLAN_BATCH) or not turn.conversation.draft_of(planning_batch.name):
        return None
    resume = Button("standards.resume", f"resume:{planning_batch.name}")
    return Section(Text("standards/home_begun"), [[resume]], ORDER)
