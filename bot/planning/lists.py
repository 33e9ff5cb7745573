"""Lists for print: the planner has those of a batch, an invigilator those of their sitting."""

from __future__ import annotations

from collections.abc import Sequence

from bot.engine.message import Document, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.presses import TO_HOME
from bot.planning.listing import KIND, ListsDrawn
from bot.planning.presses import LISTS, LISTS_OF
from bot.standards.batches import batch_facts
from domain.checkin import NotOnDuty, watches
from domain.people import Action, allowed
from domain.planning import Sitting, print_lists

router = Router()


@router.on(LISTS, action=Action.PRINT_LISTS)
async def of_batch(turn: Turn, batch: int) -> None:
    """The lists of all sittings of a batch."""
    turn.require(Action.PLAN)
    sittings = await turn.work.planning.sittings(batch)
    await _order(turn, batch, [sitting.id for sitting in sittings])


@router.on(LISTS_OF, action=Action.PRINT_LISTS)
async def of_sitting(turn: Turn, sitting: int) -> None:
    """The lists of one sitting, for whoever plans or watches it."""
    held = await turn.work.planning.sitting(sitting)
    await _check(turn, held)
    await _order(turn, held.batch_id, [sitting])


async def _check(turn: Turn, sitting: Sitting) -> None:
    if not allowed(turn.actor, Action.PLAN) and not await watches(turn.work, turn.actor, sitting):
        raise NotOnDuty


async def _order(turn: Turn, batch_id: int, sittings: Sequence[int]) -> None:
    await print_lists(turn.work, turn.actor, batch_id, sittings)
    order = {"batch_id": batch_id, "sittings": list(sittings), "language": turn.language}
    turn.order(KIND, f"{KIND}:{batch_id}:{turn.row.id}", order)
    turn.toast(Text("planning/lists_coming"))


@router.event(ListsDrawn)
async def drawn(turn: Turn, event: ListsDrawn) -> None:
    """Both lists; who has lost the role meanwhile gets none."""
    # Asked again, since the lists are drawn some time after they were ordered.
    turn.require(Action.PRINT_LISTS)
    batch = await turn.work.standards.batch(event.batch_id)
    facts = batch_facts(turn, batch)
    if not event.door:
        turn.say(Text("planning/lists_failed", facts), [[TO_HOME]])
        return
    stem = f"{batch.year}-{batch.number}"
    door, sheet = Document(event.door, f"{stem}-door.pdf"), Document(event.sheet, f"{stem}-sign-in.pdf")
    turn.send(Screen(Text("planning/list_door", facts), document=door))
    turn.send(Screen(Text("planning/list_sign_in", facts), [[TO_HOME]], document=sheet))
