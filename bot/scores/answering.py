"""Score checks for staff: what waits for whom, and the answer that a score stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.engine.dialogue import Ask, Option, View, single
from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.people.presses import TO_HOME
from bot.scores.presses import APPROVE, CHECK, CHECKS, CORRECT, SEND_BACK, UPHOLD
from bot.standards.batches import batch_facts
from domain.local import local_date
from domain.people import Action, allowed
from domain.scores import CheckAsked, CheckStatus, ScoreCheck, behind, explained, result_of, to_answer, uphold

ORDER = 12
MOST_SHOWN = 10
CANNED = ("no_error",)
router = Router()


@router.command("rechecks", action=Action.VIEW_SCORES)
@router.on(CHECKS, action=Action.VIEW_SCORES)
async def choose(turn: Turn) -> None:
    """The checks that wait, the most urgent first."""
    waiting = await turn.work.scores.open_checks()
    shown = [await check_facts(turn, each) for each in waiting[:MOST_SHOWN]]
    rows = [[Button("scores.one_check", CHECK(check=facts["check"].id), facts)] for facts in shown]
    facts = {"shown": shown, "count": len(waiting), "today": local_date(turn.work.now)}
    turn.show(Screen(Text("scores/rechecks", facts), [*rows, [TO_HOME]]))


async def check_facts(turn: Turn, check: ScoreCheck) -> Mapping[str, Any]:
    """What texts about a check show: ticket number and marks, no name."""
    application = await turn.work.registration.application(check.application_id)
    ticket = await turn.work.planning.ticket_of(check.application_id)
    batch = await turn.work.standards.batch(application.batch_id)
    return {
        **batch_facts(turn, batch),
        "check": check,
        "number": ticket.number if ticket else "",
        "level": application.level,
        "result": await result_of(turn.work, check),
        "marks": await behind(turn.work, check),
    }


@router.on(CHECK, action=Action.VIEW_SCORES)
async def see(turn: Turn, check: int) -> None:
    """One check, with the marks that were given."""
    await show(turn, await turn.work.scores.check(check))


async def show(turn: Turn, check: ScoreCheck) -> None:
    """The card of a check."""
    turn.show(Screen(Text("scores/recheck", await check_facts(turn, check)), _rows(turn, check)))


def _rows(turn: Turn, check: ScoreCheck) -> Rows:
    last = [Button("scores.rechecks", CHECKS()), TO_HOME]
    if check.status is CheckStatus.ASKED and allowed(turn.actor, Action.ANSWER_SCORE_CHECK):
        stands = [Button("scores.uphold", UPHOLD(check=check.id))]
        return [stands, [Button("scores.correct", CORRECT(check=check.id))], last]
    if check.status is CheckStatus.PROPOSED and allowed(turn.actor, Action.APPROVE_SCORE_CHANGE):
        approve = [Button("scores.approve", APPROVE(check=check.id))]
        return [approve, [Button("scores.send_back", SEND_BACK(check=check.id))], last]
    return [last]


@router.event(CheckAsked)
async def asked(turn: Turn, event: CheckAsked) -> None:
    """Tell whoever answers checks that one waits."""
    turn.require(Action.ANSWER_SCORE_CHECK)
    check = await turn.work.scores.check(event.check_id)
    rows = [[Button("scores.look_check", CHECK(check=check.id))]]
    turn.say(Text("scores/check_waits", await check_facts(turn, check)), rows)


@router.on(UPHOLD, action=Action.ANSWER_SCORE_CHECK)
async def begin(turn: Turn, check: int) -> None:
    """Ask for the answer."""
    # Refused before anything is asked: who had a hand in the marks answers no check of them (facts §5).
    await to_answer(turn.work, turn.actor, check)
    await turn.services.dialogues.ask(turn, upholding.name, about=check)


def _answers(_view: View) -> Sequence[Option]:
    return [Option(name, f"scores.answer_{name}") for name in CANNED]


def _answer(text: str, view: View) -> str:
    if text in CANNED:
        return view.turn.services.renderer.label(Button(f"scores.answer_{text}"), view.turn.language)
    return explained(text)


async def _upheld(turn: Turn, check_id: int, answer: str) -> None:
    await show(turn, await uphold(turn.work, turn.actor, check_id, answer))


upholding = single(
    "scores.upholding",
    Ask(name="answer", check=_answer, offers=_answers),
    _upheld,
    Action.ANSWER_SCORE_CHECK,
    renamed={"check_id": "about"},
)


async def section(turn: Turn) -> Section | None:
    """The checks that wait for this actor's kind of work."""
    wanted = {CheckStatus.ASKED} if allowed(turn.actor, Action.ANSWER_SCORE_CHECK) else set()
    wanted |= {CheckStatus.PROPOSED} if allowed(turn.actor, Action.APPROVE_SCORE_CHANGE) else set()
    waiting = [each for each in await turn.work.scores.open_checks() if each.status in wanted] if wanted else []
    if not waiting:
        return None
    facts = {"count": len(waiting), "first": waiting[0]}
    return Section(Text("scores/home_rechecks", facts), [[Button("scores.rechecks", CHECKS())]], ORDER)
