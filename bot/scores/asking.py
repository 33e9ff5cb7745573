"""A candidate asks for a score check: which part, and what for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.engine.dialogue import Choice, Dialogue, Option, View
from bot.engine.message import Button, Screen, Text
from bot.engine.rendering import label_of
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.presses import TO_HOME
from bot.scores.presses import ASK_CHECK, SCORE
from domain.people import Action
from domain.scores import AskCheck, CheckGround, ask_check, checkable, own_score
from domain.standards import Part

router = Router()


@dataclass
class Asking:
    """The draft of a score check."""

    application_id: int = 0
    part: Part | None = None
    ground: CheckGround | None = None


@router.on(ASK_CHECK, action=Action.ASK_SCORE_CHECK)
async def begin(turn: Turn, application: int) -> None:
    """Ask which part, while there is one to ask about."""
    await _parts(turn, application)
    await turn.services.dialogues.restart(turn, asking.name, Asking(application))


async def _parts(turn: Turn, application_id: int) -> Sequence[Part]:
    return checkable(turn.work, await own_score(turn.work, turn.actor, application_id))


async def _options(view: View) -> Sequence[Option]:
    return [Option(part.value, label_of(part)) for part in await _parts(view.turn, view.draft.application_id)]


def _grounds(_view: View) -> Sequence[Option]:
    # What a check may look at (facts §5); the marking standard is none of it, so nothing can be typed here.
    return [Option(ground.value, label_of(ground)) for ground in CheckGround]


async def _asked(turn: Turn, draft: Asking) -> None:
    command = AskCheck(draft.application_id, draft.part or Part.THEORY, draft.ground or CheckGround.WRONG_ENTRY)
    check = await ask_check(turn.work, turn.actor, command)
    rows = [[Button("scores.look_own", SCORE(application=check.application_id)), TO_HOME]]
    turn.show(Screen(Text("scores/check_asked", {"check": check}), rows))


asking = Dialogue(
    name="asking",
    area="scores",
    draft=Asking,
    steps=[
        Choice(name="part", of=_options, keep=Part),
        Choice(name="ground", of=_grounds, keep=CheckGround),
    ],
    finish=_asked,
    action=Action.ASK_SCORE_CHECK,
)
