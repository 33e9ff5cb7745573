"""Closing the registration of a batch: what stands against it, the way there, and that its time has come."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.planning.presses import PLAN
from bot.registration.presses import CLOSE, CLOSE_SURE
from bot.reports.presses import BOARD
from bot.reviewing.presses import OVERVIEW, QUEUE
from bot.standards.batches import batch_button, batch_facts
from domain.notices import RegistrationEnds
from domain.people import Action, allowed
from domain.registration import Status, close_registration, undecided
from domain.standards import Batch, BatchStatus

ORDER = 12
router = Router()


@router.on(CLOSE, action=Action.CLOSE_REGISTRATION)
async def ask_to_close(turn: Turn, batch: int) -> None:
    """Where the applications stand, and the button that ends registration as soon as nothing stands against it."""
    await _show(turn, await turn.work.standards.batch(batch))


async def _show(turn: Turn, batch: Batch, *, afresh: bool = False) -> None:
    facts = await _facts(turn, batch)
    turn.show(Screen(Text("registration/closing", facts), _rows(turn, batch, facts)), afresh=afresh)


async def _facts(turn: Turn, batch: Batch) -> Mapping[str, Any]:
    applications = await turn.work.registration.of_batch(batch.id)
    counts = Counter(each.status for each in applications)
    return {
        **batch_facts(turn, batch),
        "counts": [(status, counts[status]) for status in Status if counts[status]],
        "waiting": len(undecided(turn.work, applications)),
        "approved": counts[Status.APPROVED],
        "over": turn.work.now >= batch.closes_at,
        "standing": batch.status is BatchStatus.REGISTRATION_OPEN,
    }


def _rows(turn: Turn, batch: Batch, facts: Mapping[str, Any]) -> Rows:
    rows: list[Sequence[Button]] = []
    # The button is there only when it would work; what is in the way is said above it.
    if facts["standing"] and facts["over"] and not facts["waiting"] and facts["approved"]:
        rows.append([Button("registration.close", CLOSE_SURE(batch=batch.id))])
    if facts["waiting"] and allowed(turn.actor, Action.REVIEW_QUEUE):
        rows.append([Button("registration.to_queue", QUEUE())])
    if facts["waiting"] and allowed(turn.actor, Action.OVERVIEW):
        rows.append([Button("registration.to_overview", OVERVIEW())])
    again = Button("registration.close_again", CLOSE(batch=batch.id))
    return [*rows, [again, Button("registration.to_board", BOARD(batch=batch.id))]]


@router.on(CLOSE_SURE, action=Action.CLOSE_REGISTRATION)
async def close(turn: Turn, batch: int) -> None:
    """End it, and show the next step. Raises what `close_registration` raises."""
    closed = await close_registration(turn.work, turn.actor, batch)
    plan = [[Button("registration.plan", PLAN(batch=batch))]] if allowed(turn.actor, Action.PLAN) else []
    rows = [*plan, [Button("registration.to_board", BOARD(batch=batch))]]
    turn.show(Screen(Text("registration/closed", await _facts(turn, closed)), rows))


@router.event(RegistrationEnds)
async def ended(turn: Turn, event: RegistrationEnds) -> None:
    """The closing time has come: whoever published the notice hears of it."""
    batch = await turn.work.standards.batch(event.batch_id)
    over = batch.status is BatchStatus.REGISTRATION_OPEN and turn.work.now >= batch.closes_at
    if over and allowed(turn.actor, Action.CLOSE_REGISTRATION):
        await _show(turn, batch, afresh=True)


async def section(turn: Turn) -> Section | None:
    """Batches whose closing time has come: to be closed next."""
    if not allowed(turn.actor, Action.CLOSE_REGISTRATION):
        return None
    found = await turn.work.standards.batches()
    over = [b for b in found if b.status is BatchStatus.REGISTRATION_OPEN and turn.work.now >= b.closes_at]
    if not over:
        return None
    facts = {"batches": [await _facts(turn, batch) for batch in over]}
    return Section(Text("registration/home_closing", facts), [[batch_button(turn, b, CLOSE)] for b in over], ORDER)
