"""The end of the conversation: the draft is handed in, once, and the candidate sees what happens next."""

from __future__ import annotations

from bot.engine.message import Button, Screen, Text
from bot.engine.turn import Turn
from bot.people.presses import TO_HOME
from bot.registration.draft import given
from bot.registration.presses import LOOK
from bot.registration.questions import Draft
from bot.registration.reminders import forget_closing
from bot.registration.standing import facts_of
from domain.registration import Application, Resubmit, Submit, resubmit, submit


async def submit_draft(turn: Turn, draft: Draft) -> None:
    """Hand in a new application. Raises what `domain.registration.submit` raises."""
    target = given(draft.offer)
    command = Submit(target.batch_id, target.level, draft.particulars)
    await _show(turn, await submit(turn.work, turn.actor, command))
    forget_closing(turn)


async def resubmit_draft(turn: Turn, draft: Draft) -> None:
    """Hand in a mended application again. Raises what `domain.registration.resubmit` raises."""
    mends = given(draft.mends)
    command = Resubmit(mends.application_id, mends.version, draft.particulars)
    await _show(turn, await resubmit(turn.work, turn.actor, command))


async def _show(turn: Turn, application: Application) -> None:
    look = Button("registration.look", LOOK(application=application.id))
    facts = await facts_of(turn, application)
    turn.show(Screen(Text("registration/submitted", facts), [[look], [TO_HOME]]))
