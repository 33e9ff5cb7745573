"""What returning and rejecting have in common: how they begin and end, how one leaves, what the candidate will see."""

from __future__ import annotations

import dataclasses
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from markupsafe import Markup

from bot.engine.dialogue import Stay, View
from bot.engine.message import Text
from bot.engine.turn import Turn
from bot.registration.standing import facts_of
from bot.reviewing.card import show_card
from bot.reviewing.decided import show_decided
from bot.reviewing.findings import Findings
from bot.reviewing.holding import attempt, hold
from bot.reviewing.shown import Shown, photo_card, take_away
from domain.people import Actor
from domain.registration import Application, Finding
from domain.reviewing import Decision
from domain.reviewing.store import ReviewingWork

Decide = Callable[[ReviewingWork, Actor, Decision], Awaitable[Application]]


async def begin(turn: Turn, application: Application, name: str) -> None:
    """Go on with what was begun for this application, else begin afresh."""
    card = photo_card(turn)
    former = turn.conversation.draft_of(name)
    if former and former[0].draft.get("application_id") == application.id:
        if turn.conversation.frames is former and former[0].draft.get("card") == card:
            turn.toast(Text("engine/press_doubled"))
            return
        # Reasons that were ticked before the claim ran out are kept; the card they belong to is a new one.
        former[0].draft |= {"version": application.version, "card": card}
        await turn.services.dialogues.start(turn, name)
        return
    draft = Findings(application.id, application.version, card)
    await turn.services.dialogues.restart(turn, name, draft, again=())


async def leave(view: View) -> Stay:
    """Back to the card; what was put together is thrown away."""
    turn = view.turn
    turn.conversation.forget(view.frame.dialogue)
    if await attempt(turn, _shown(view.draft), _show_again):
        take_away(turn, turn.pressed.message_id if turn.pressed else 0)
    take_away(turn, view.draft.card)
    return Stay(quiet=True)


async def _show_again(turn: Turn, shown: Shown) -> None:
    await show_card(turn, await hold(turn, shown))


async def conclude(turn: Turn, draft: Findings, findings: Sequence[Finding], decide: Decide) -> None:
    """Take the decision, and show what is next. Raises what `decide` raises, other than that it has moved on."""

    async def deed(turn: Turn, shown: Shown) -> None:
        held = await hold(turn, shown)
        decision = Decision(shown.application_id, held.version, tuple(findings))
        await show_decided(turn, await decide(turn.work, turn.actor, decision))

    await attempt(turn, _shown(draft), deed)
    take_away(turn, draft.card)


async def preview(view: View, key: str, **changes: Any) -> Markup:
    """The text that the candidate gets if it is decided so now, in the reviewer's language."""
    application = await view.turn.work.registration.application(view.draft.application_id)
    # A copy: the real one must not be touched by looking at what would be said.
    decided = dataclasses.replace(application, **changes)
    decided.id = application.id
    text = view.turn.text(Text(key, await facts_of(view.turn, decided)))
    return Markup(text)  # noqa: S704 - rendered with autoescape


def _shown(draft: Findings) -> Shown:
    return Shown(draft.application_id, draft.version)
