"""Enrolling a class or a company, by the planner: which batch, and the template when it is made."""

from __future__ import annotations

from bot.engine.message import Button, Document, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.importing.dialogue import ImportDraft, importing
from bot.importing.job import TemplateMade
from bot.importing.presses import CHOOSE, IMPORT
from bot.people.presses import TO_HOME
from bot.standards.batches import batch_button, batch_facts
from domain.importing import check_may_import
from domain.people import Action
from domain.standards import is_open

router = Router()


@router.command("import", action=Action.IMPORT_APPLICATIONS)
@router.on(CHOOSE, action=Action.IMPORT_APPLICATIONS)
async def choose(turn: Turn) -> None:
    """The batches that are open for registration."""
    batches = [each for each in await turn.work.standards.batches() if is_open(each, turn.work.now)]
    rows = [[batch_button(turn, each, IMPORT)] for each in batches]
    turn.show(Screen(Text("importing/choose", {"count": len(batches)}), [*rows, [TO_HOME]]))


@router.on(IMPORT, action=Action.IMPORT_APPLICATIONS)
async def begin(turn: Turn, batch: int) -> None:
    """Ask for the table, or go on with the one that was sent. Raises `RegistrationNotOpen`, `RegistrationClosed`."""
    await check_may_import(turn.work, turn.actor, batch)
    frames = turn.conversation.draft_of(importing.name)
    if frames and frames[0].draft.get("batch_id") != batch:
        turn.conversation.forget(importing.name)
    await turn.services.dialogues.start(turn, importing.name, ImportDraft(batch))


@router.event(TemplateMade)
async def template_made(turn: Turn, event: TemplateMade) -> None:
    """Hand the template over."""
    turn.require(Action.IMPORT_APPLICATIONS)
    batch = await turn.work.standards.batch(event.batch_id)
    facts = batch_facts(turn, batch)
    if not event.file:
        turn.say(Text("importing/no_template", facts), [[Button("importing.more", IMPORT(batch=batch.id))]])
        return
    name = f"import-{batch.year}-{batch.number}.xlsx"
    turn.send(Screen(Text("importing/template", facts), document=Document(event.file, name)))
