"""Lists for print: the planner has those of a batch, an invigilator those of their sitting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.message import Button, Document, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.planning.listing import KIND, ListsDrawn
from bot.standards.batches import batch_facts, number_of
from domain.checkin import NotOnDuty, watches
from domain.people import Action, allowed
from domain.planning import Sitting
from domain.standards import BatchStatus, OutOfOrder, reached

router = Router()


@dataclass(frozen=True)
class Wanted:
    """The lists of these sittings of one batch."""

    batch_id: int
    sittings: Sequence[int]


@router.press("lists", action=Action.PRINT_LISTS)
async def of_batch(turn: Turn, word: str = "", *_: str) -> None:
    """The lists of all sittings of a batch."""
    turn.require(Action.PLAN)
    batch_id = number_of(word)
    sittings = await turn.work.planning.sittings(batch_id)
    await _order(turn, Wanted(batch_id, [sitting.id for sitting in sittings]))


@router.press("lists_of", action=Action.PRINT_LISTS)
async def of_sitting(turn: Turn, word: str = "", *_: str) -> None:
    """The lists of one sitting, for whoever plans or watches it."""
    sitting = await turn.work.planning.sitting(number_of(word, "sitting"))
    await _check(turn, sitting)
    await _order(turn, Wanted(sitting.batch_id, [sitting.id]))


async def _check(turn: Turn, sitting: Sitting) -> None:
    if not allowed(turn.actor, Action.PLAN) and not await watches(turn.work, turn.actor, sitting):
        raise NotOnDuty


async def _order(turn: Turn, wanted: Wanted) -> None:
    """Have them drawn; names and photos leave the house, so it is noted who has them."""
    batch = await turn.work.standards.batch(wanted.batch_id)
    if not reached(batch, BatchStatus.ARRANGED):
        raise OutOfOrder(batch.status, BatchStatus.ARRANGED, done=False)
    order = {"batch_id": batch.id, "sittings": list(wanted.sittings), "language": turn.language}
    turn.order(KIND, f"{KIND}:{batch.id}:{turn.row.id}", order)
    turn.work.audit(turn.actor, "lists.drawn", f"batch:{batch.id}", sittings=len(wanted.sittings))
    turn.toast(Text("planning/lists_coming"))


@router.event(ListsDrawn)
async def drawn(turn: Turn, event: ListsDrawn) -> None:
    """Both lists; who has lost the role meanwhile gets none."""
    # Asked again, since the lists are drawn some time after they were ordered.
    turn.require(Action.PRINT_LISTS)
    batch = await turn.work.standards.batch(event.batch_id)
    facts = batch_facts(turn, batch)
    if not event.door:
        turn.say(Text("planning/lists_failed", facts), [[Button("people.home", "home")]])
        return
    stem = f"{batch.year}-{batch.number}"
    door, sheet = Document(event.door, f"{stem}-door.pdf"), Document(event.sheet, f"{stem}-sign-in.pdf")
    turn.send(Screen(Text("planning/list_door", facts), document=door))
    turn.send(Screen(Text("planning/list_sign_in", facts), [[Button("people.home", "home")]], document=sheet))
