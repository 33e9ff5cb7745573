"""Keeping one application in hand, and what to do when it has moved on since its card was drawn."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.engine.message import Screen, Text
from bot.engine.turn import Turn
from bot.reviewing.card import go_on_rows, show_card
from bot.reviewing.shown import Shown, put_in_place
from bot.reviewing.workload import waiting_here
from domain import reviewing
from domain.errors import Forbidden, Outdated
from domain.people import Action, allowed
from domain.registration import Application, refusals
from domain.reviewing import assess, claim

MOVED_ON = (
    Forbidden,
    Outdated,
    refusals.AlreadyDecided,
    reviewing.refusals.ClaimedByOther,
    reviewing.refusals.SameReviewer,
)
Deed = Callable[[Turn, Shown], Awaitable[None]]


async def hold(turn: Turn, shown: Shown) -> Application:
    """The application at the version shown, in this reviewer's hand; a claim that has run out is made anew.

    Raises one of MOVED_ON, or `OwnApplication`, `Missing`.
    """
    application = (await assess(turn.work, turn.actor, shown.application_id)).application
    mine = reviewing.rules.is_claimed_by(application, turn.actor.person_id, turn.work.now)
    # Whatever else is written ends a claim: one version later and still mine, it was claimed anew, and is as it was
    # shown. The card that tells of it may not have arrived yet, when a process ended just then.
    if mine and application.version == shown.version + 1:
        return application
    reviewing.rules.check_current(application, shown.version)
    if mine:
        return application
    return await claim(turn.work, turn.actor, shown.application_id, shown.version)


async def attempt(turn: Turn, shown: Shown, deed: Deed) -> bool:
    """Do it; when the application has moved on meanwhile, undo it, say so and show where things stand: False."""
    try:
        await deed(turn, shown)
    except MOVED_ON:
        await turn.work.abandon()
        turn.forget_screen()
        await _catch_up(turn, shown)
        return False
    return True


async def _catch_up(turn: Turn, shown: Shown) -> None:
    """A press doubled is only told so; what can be reviewed is shown afresh; else say who is at it."""
    application = await turn.work.registration.application(shown.application_id)
    if turn.actor.person_id in {application.first_reviewer_id, application.second_reviewer_id}:
        turn.toast(Text("reviewing/done_by_you"))
        return
    until = _in_other_hand(turn, application)
    # Still reviewable, but not as it was shown: the reviewer sees it afresh before anything is decided.
    if until is None and allowed(turn.actor, Action.REVIEW_CLAIM, application):
        turn.toast(Text("reviewing/changed"), alert=True)
        held = await claim(turn.work, turn.actor, shown.application_id, application.version)
        await show_card(turn, held)
        return
    waiting = await waiting_here(turn)
    facts = {"status": application.status, "until": until, "left": len(waiting)}
    turn.toast(Text("reviewing/gone", facts), alert=True)
    put_in_place(turn, Screen(Text("reviewing/gone_card", facts), go_on_rows(len(waiting))))


def _in_other_hand(turn: Turn, application: Application) -> object:
    """Until when another reviewer has it in hand; None when nobody has."""
    until = application.claimed_until
    taken = until is not None and turn.work.now < until and application.claimed_by != turn.actor.person_id
    return until if taken else None
