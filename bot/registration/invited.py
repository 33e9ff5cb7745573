"""Registering for the batch that a notice led to: its levels are offered first, a draft begun before is never lost."""

from __future__ import annotations

from bot.engine.dialogue.asking import RESUME
from bot.engine.message import Button, Screen, Text
from bot.engine.turn import Turn
from bot.registration.dialogue import registration
from bot.registration.offers import taken_batches
from bot.registration.presses import DISCARD
from bot.registration.questions import Draft
from bot.registration.refusals import BatchSuspended
from bot.registration.status import draft_facts
from domain.errors import Missing
from domain.registration import refusals
from domain.standards import Batch, BatchStatus, is_open


async def invited_to(turn: Turn, batch_id: int) -> Batch:
    """The batch of the button, if one may register there: said before anything is asked.

    Raises `Missing`, `AlreadyApplied`, `BatchSuspended`, `RegistrationNotOpen`, `RegistrationClosed`.
    """
    batch = await turn.work.standards.batch(batch_id)
    if batch.status is BatchStatus.DRAFT:  # nobody outside knows of it
        raise Missing("batch")
    if batch.id in await taken_batches(turn):
        raise refusals.AlreadyApplied(own=True)
    if batch.status is BatchStatus.SUSPENDED:
        raise BatchSuspended
    if turn.work.now < batch.opens_at:
        raise refusals.RegistrationNotOpen(batch.opens_at)
    if not is_open(batch, turn.work.now):
        raise refusals.RegistrationClosed(min(batch.closes_at, turn.work.now))
    return batch


async def begin_in(turn: Turn, batch: Batch) -> None:
    """The questions, with the batch chosen."""
    facts = await draft_facts(turn, registration)
    begun = facts["draft"].offer if facts else None
    if facts is None or begun is None:
        await turn.services.dialogues.restart(turn, registration.name, Draft(batch=batch.id), again=())
    elif begun.batch_id == batch.id:
        await turn.services.dialogues.start(turn, registration.name)
    else:
        # A draft for another batch is not thrown away by a link: the person decides.
        rows = [
            [Button("registration.resume", RESUME(dialogue=registration.name), facts)],
            [Button("registration.discard", DISCARD())],
        ]
        turn.show(Screen(Text("registration/home_draft", facts), rows))
