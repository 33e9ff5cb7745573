"""Batches that are not out yet, for the planner: begin one, put a draft right, give it up."""

from __future__ import annotations

from bot.engine.dialogue.asking import RESUME
from bot.engine.message import Button, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.notices.presses import NOTICE
from bot.people.home import Section
from bot.people.presses import TO_HOME
from bot.standards.batches import batch_facts
from bot.standards.dialogue import planning_batch, revising_batch
from bot.standards.draft import draft_of
from bot.standards.presses import DROP_BATCH, DROP_BATCH_SURE, EDIT_BATCH, NEW_BATCH
from domain.people import Action, allowed
from domain.standards import check_draft, drop_batch

ORDER = 20
router = Router()


@router.command("batch", action=Action.PLAN_BATCH)
@router.on(NEW_BATCH, action=Action.PLAN_BATCH)
async def begin(turn: Turn) -> None:
    """Plan a batch, or go on with one begun."""
    await turn.services.dialogues.start(turn, planning_batch.name)


@router.on(EDIT_BATCH, action=Action.PLAN_BATCH)
async def revise(turn: Turn, batch: int) -> None:
    """Put a draft right, from its summary. Raises `OutOfOrder`."""
    draft = await turn.work.standards.batch(batch)
    check_draft(draft)
    await turn.services.dialogues.restart(turn, revising_batch.name, draft_of(draft))


@router.on(DROP_BATCH, action=Action.PLAN_BATCH)
async def ask_to_drop(turn: Turn, batch: int) -> None:
    """Give it up? Asked once."""
    draft = await turn.work.standards.batch(batch)
    check_draft(draft)
    rows = [
        [Button("standards.drop_not", NOTICE(batch=batch))],
        [Button("standards.drop_sure", DROP_BATCH_SURE(batch=batch))],
    ]
    turn.show(Screen(Text("standards/drop", batch_facts(turn, draft)), rows))


@router.on(DROP_BATCH_SURE, action=Action.PLAN_BATCH)
async def drop(turn: Turn, batch: int) -> None:
    """Give the draft up for good."""
    dropped = await drop_batch(turn.work, turn.actor, batch)
    rows = [[Button("standards.new", NEW_BATCH()), TO_HOME]]
    turn.show(Screen(Text("standards/dropped", batch_facts(turn, dropped)), rows))


async def section(turn: Turn) -> Section | None:
    """A batch begun and not kept yet."""
    if not allowed(turn.actor, Action.PLAN_BATCH) or not turn.conversation.draft_of(planning_batch.name):
        return None
    resume = Button("standards.resume", RESUME(dialogue=planning_batch.name))
    return Section(Text("standards/home_begun"), [[resume]], ORDER)
