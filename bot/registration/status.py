"""The candidate's part of the home card: what is returned, what lies unfinished, where the application stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.engine.dialogue import Dialogue
from bot.engine.dialogue.asking import RESUME
from bot.engine.dialogue.declaration import DraftOutdated
from bot.engine.message import Button, Rows, Text
from bot.engine.turn import Turn
from bot.people.home import Section, SectionOf
from bot.registration.dialogue import registration
from bot.registration.offers import taken_batches
from bot.registration.presses import DISCARD, LOOK, MEND, MEND_LATER, REGISTER, WITHDRAW
from bot.registration.standing import facts_of
from domain.registration import FINAL, Application, Status, own_applications
from domain.standards import is_open, offers

RETURNED, DRAFT, APPLICATION, INVITATION = 10, 20, 40, 60


async def application_section(turn: Turn) -> Section | None:
    """The newest application: where it stands, and what to do about it."""
    mine = await own_applications(turn.work, turn.actor)
    newest = next(iter(mine), None)
    if newest is None or newest.status is Status.WITHDRAWN:
        return None
    order = RETURNED if newest.status is Status.RETURNED else APPLICATION
    rows = [*mending_buttons(newest), [look_button(newest), *withdraw_button(newest)]]
    return Section(Text("registration/home_application", await facts_of(turn, newest)), rows, order)


def look_button(application: Application) -> Button:
    """See what was handed in."""
    return Button("registration.look", LOOK(application=application.id))


def withdraw_button(application: Application) -> Sequence[Button]:
    """Take it back, where nothing final was decided."""
    return (
        [] if application.status in FINAL else [Button("registration.withdraw", WITHDRAW(application=application.id))]
    )


def mending_buttons(application: Application) -> Rows:
    """Mend it now, or be reminded; nothing where it was not returned."""
    if application.status is not Status.RETURNED:
        return []
    mend = Button("registration.mend", MEND(application=application.id))
    return [[mend, Button("registration.mend_later", MEND_LATER(application=application.id))]]


async def draft_section(turn: Turn) -> Section | None:
    """A registration begun and not finished."""
    facts = await draft_facts(turn, registration)
    if facts is None:
        return None
    resume = Button("registration.resume", RESUME(dialogue=registration.name), facts)
    rows = [[resume], [Button("registration.discard", DISCARD())]]
    return Section(Text("registration/home_draft", facts), rows, DRAFT)


async def draft_facts(turn: Turn, dialogue: Dialogue) -> dict[str, Any] | None:
    """What was filled in, how far it has come, and its batch; None where nothing (that still fits) lies unfinished."""
    frames = turn.conversation.draft_of(dialogue.name)
    if not frames:
        return None
    try:
        draft = dialogue.load(frames[0])
    except DraftOutdated:
        # The home card must come in any case; the apology comes when the dialogue is opened.
        return None
    position, total = dialogue.position(draft, frames[0].step)
    batch = await turn.work.standards.batch_to_read(draft.offer.batch_id, turn.work.now) if draft.offer else None
    registering = batch is not None and is_open(batch, turn.work.now)
    return {"draft": draft, "position": position, "total": total, "batch": batch, "registering": registering}


async def invitation_section(turn: Turn) -> Section | None:
    """What one could register for; for staff only the command does that."""
    # Staff have other things on their card; a draft says the same with more right.
    if turn.actor.is_staff or await draft_facts(turn, registration):
        return None
    taken = await taken_batches(turn)
    found = [offer for offer in await offers(turn.work) if offer.batch_id not in taken]
    # Nothing is open besides what they have applied for: no invitation to nothing.
    if not found and taken:
        return None
    rows = [[Button("registration.register", REGISTER())]] if found else []
    return Section(Text("registration/home_invitation", {"offers": found, "again": bool(taken)}), rows, INVITATION)


SECTIONS: Sequence[SectionOf] = (application_section, draft_section, invitation_section)
