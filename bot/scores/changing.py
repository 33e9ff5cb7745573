"""Correcting a score after a check: one person proposes the right mark, another approves it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.engine.dialogue import Ask, Choice, Dialogue, Option, Summary, View
from bot.engine.message import Button, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.presses import TO_HOME
from bot.scores.answering import check_facts, show
from bot.scores.presses import APPROVE, CHECK, CORRECT, SEND_BACK
from bot.standards.batches import batch_facts
from domain.marking import TheoryFormat, parse_theory
from domain.people import Action
from domain.scores import (
    ChangeProposed,
    CheckStatus,
    MarkFormat,
    ProposeChange,
    ResultChanged,
    approve_change,
    by_application,
    explained,
    overall,
    propose_change,
    result_of,
    send_back,
    to_answer,
)

YES, NO = "yes", "no"
CANNED = ("missed_marking", "wrong_addition", "wrong_entry")
router = Router()


@dataclass
class Correcting:
    """The draft of a correction; `vetoed` and `held` (tenths) as the score stands."""

    check_id: int = 0
    vetoed: bool = False
    held: int | None = None
    tenths: int | None = None
    lifts_veto: bool | None = None
    why: str | None = None


@router.on(CORRECT, action=Action.ANSWER_SCORE_CHECK)
async def begin(turn: Turn, check: int) -> None:
    """Ask for the right mark."""
    asked, _application = await to_answer(turn.work, turn.actor, check)
    held = await result_of(turn.work, asked)
    await turn.services.dialogues.restart(turn, correcting.name, Correcting(check, held.vetoed, held.tenths))


def _tenths(text: str, _view: View) -> int:
    try:
        return parse_theory(text)
    except TheoryFormat as error:
        # In the words of scores: those of marking speak of ticket numbers, which stand in no line here.
        raise MarkFormat(error.text) from error


def _yes_or_no(_view: View) -> Sequence[Option]:
    return [Option(YES, "scores.lift_veto"), Option(NO, "scores.keep_veto")]


def _reasons(_view: View) -> Sequence[Option]:
    return [Option(name, f"scores.change_{name}") for name in CANNED]


def _why(text: str, view: View) -> str:
    if text in CANNED:
        return view.turn.services.renderer.label(Button(f"scores.change_{text}"), view.turn.language)
    return explained(text)


async def _overview(view: View) -> Mapping[str, Any]:
    return await check_facts(view.turn, await view.turn.work.scores.check(view.draft.check_id))


def _edits(_draft: Correcting) -> Sequence[tuple[str, str]]:
    return [("tenths", "scores.edit_mark"), ("why", "scores.edit_why")]


async def _proposed(turn: Turn, draft: Correcting) -> None:
    command = ProposeChange(draft.check_id, draft.tenths or 0, draft.why or "", lifts_veto=bool(draft.lifts_veto))
    await show(turn, await propose_change(turn.work, turn.actor, command))


correcting = Dialogue(
    name="correcting",
    area="scores",
    draft=Correcting,
    steps=[
        Ask(name="tenths", check=_tenths),
        Choice(name="lifts_veto", of=_yes_or_no, keep=lambda value: value == YES, when=lambda draft: draft.vetoed),
        Ask(name="why", check=_why, offers=_reasons),
        Summary(name="change", submit="scores.propose", edits=_edits, overview=_overview),
    ],
    finish=_proposed,
    action=Action.ANSWER_SCORE_CHECK,
)


@router.event(ChangeProposed)
async def proposed(turn: Turn, event: ChangeProposed) -> None:
    """A change waits for a second person; whoever proposed it is none."""
    turn.require(Action.APPROVE_SCORE_CHANGE)
    check = await turn.work.scores.check(event.check_id)
    if check.status is CheckStatus.PROPOSED and check.handler_id != turn.actor.person_id:
        rows = [[Button("scores.look_check", CHECK(check=check.id))]]
        turn.say(Text("scores/change_waits", await check_facts(turn, check)), rows)


@router.on(APPROVE, action=Action.APPROVE_SCORE_CHANGE)
async def approve(turn: Turn, check: int) -> None:
    """The second approval: the new version is in force."""
    await approve_change(turn.work, turn.actor, check)
    await show(turn, await turn.work.scores.check(check))


@router.on(SEND_BACK, action=Action.APPROVE_SCORE_CHANGE)
async def back(turn: Turn, check: int) -> None:
    """Not approved: to be looked at again."""
    await show(turn, await send_back(turn.work, turn.actor, check))


@router.event(ResultChanged)
async def changed(turn: Turn, event: ResultChanged) -> None:
    """To certificate officers: somebody passed, or did not pass, after all."""
    turn.require(Action.PREPARE_CERTIFICATES)
    application = await turn.work.registration.application(event.application_id)
    batch = await turn.work.standards.batch(application.batch_id)
    ticket = await turn.work.planning.ticket_of(event.application_id)
    held = by_application(await turn.work.scores.results(application.batch_id))[event.application_id]
    parts = turn.work.standards.standard(batch.occupation, batch.edition).levels[application.level].parts
    facts = {
        **batch_facts(turn, batch),
        "number": ticket.number if ticket else "",
        "outcome": overall({each.part: each.outcome for each in held}, parts),
    }
    turn.say(Text("scores/result_changed", facts), [[TO_HOME]])
