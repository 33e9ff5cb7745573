"""What is told of marking without being asked: it waits, entries differ, everything is in."""

from __future__ import annotations

from bot.engine.message import Button, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.marking.presses import ENTER, MARKS_OF
from bot.marking.sheets import marked_in
from bot.reports.presses import BOARD
from bot.standards.batches import batch_facts
from domain.exam import SittingFinished
from domain.marking import AllMarksIn, EntriesDiffer
from domain.people import Action, allowed
from domain.planning import Sitting
from domain.standards import BatchStatus, Part

router = Router()


@router.event(SittingFinished)
async def finished(turn: Turn, event: SittingFinished) -> None:
    """A sitting is over: its examiners, or the clerks, can go to work."""
    sitting = await turn.work.planning.sitting(event.sitting_id)
    if sitting.part is Part.THEORY and allowed(turn.actor, Action.ENTER_THEORY):
        await _say(turn, sitting, "marking/entry_waits")
    elif sitting.part is Part.PRACTICAL and allowed(turn.actor, Action.MARK):
        found = await marked_in(turn, sitting)
        # An examiner of a sitting in which nobody sat has nothing to do.
        if found.own.waiting:
            turn.say(Text("marking/waits", vars(found)), [[Button("marking.mark", MARKS_OF(sitting=sitting.id))]])


@router.event(EntriesDiffer)
async def differ(turn: Turn, event: EntriesDiffer) -> None:
    """Papers to look at again."""
    if allowed(turn.actor, Action.ENTER_THEORY):
        await _say(turn, await turn.work.planning.sitting(event.sitting_id), "marking/differ")


async def _say(turn: Turn, sitting: Sitting, text: str) -> None:
    facts = {"sitting": sitting, "room": await turn.work.planning.room(sitting.room_id)}
    turn.say(Text(text, facts), [[Button("marking.enter", ENTER(sitting=sitting.id), facts)]])


@router.event(AllMarksIn)
async def all_in(turn: Turn, event: AllMarksIn) -> None:
    """Nothing is outstanding: the scores of the batch can be summarised."""
    batch = await turn.work.standards.batch(event.batch_id)
    if batch.status is BatchStatus.MARKING and allowed(turn.actor, Action.VIEW_BOARD):
        rows = [[Button("marking.board", BOARD(batch=batch.id))]]
        turn.say(Text("marking/all_in", batch_facts(turn, batch)), rows)
