"""A candidate's own score: told at the release, shown at any time, by criterion on request."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.home import Section
from bot.people.presses import TO_HOME
from bot.scores.presses import ASK_CHECK, SCORE, SCORE_DETAIL
from bot.standards.batches import batch_facts
from domain.errors import Refusal
from domain.local import local_date
from domain.people import Action
from domain.scores import (
    WAITING,
    CheckAnswered,
    CheckClosing,
    Outcome,
    Released,
    Score,
    breakdown,
    checkable,
    own_score,
    own_scores,
    weakest,
)
from domain.standards import Part

ORDER = 15
SHOWN_FOR = timedelta(days=90)  # on the home card
MOST_OTHERS = 5
router = Router()


@router.event(Released)
async def released(turn: Turn, event: Released) -> None:
    """The score is out."""
    score = await own_score(turn.work, turn.actor, event.application_id)
    turn.say(Text("scores/score", await score_facts(turn, score)), _rows(turn, score))


@router.command("score", action=Action.VIEW_OWN_SCORE)
async def newest(turn: Turn) -> None:
    """The newest score, and buttons of the others."""
    held = await own_scores(turn.work, turn.actor)
    if not held:
        turn.show(Screen(Text("scores/none"), [[TO_HOME]]))
        return
    others = [[_other(turn, each)] for each in held[1 : MOST_OTHERS + 1]]
    facts = await score_facts(turn, held[0])
    turn.show(Screen(Text("scores/score", facts), [*_rows(turn, held[0]), *others]))


def _other(turn: Turn, score: Score) -> Button:
    return Button("standards.batch", SCORE(application=score.application.id), batch_facts(turn, score.batch))


@router.on(SCORE, action=Action.VIEW_OWN_SCORE)
async def show_score(turn: Turn, application: int) -> None:
    """One of one's scores, by its application."""
    score = await own_score(turn.work, turn.actor, application)
    turn.show(Screen(Text("scores/score", await score_facts(turn, score)), _rows(turn, score)))


async def score_facts(turn: Turn, score: Score) -> Mapping[str, Any]:
    """What the text of a score shows."""
    criteria = await breakdown(turn.work, turn.actor, score.application.id)
    failed = any(each.part is Part.PRACTICAL and each.outcome is Outcome.FAILED for each in score.results)
    return {
        **batch_facts(turn, score.batch),
        "score": score,
        # Whoever passed wants no list of weaknesses; whoever did not, wants to know where to begin.
        "weakest": weakest(criteria) if failed else None,
        "checking": [each for each in score.checks if each.status in WAITING],
        "may_check": _may_check(turn, score),
        "on_notice": score.done.public_until is not None and local_date(turn.work.now) <= score.done.public_until,
    }


def _may_check(turn: Turn, score: Score) -> bool:
    try:
        return bool(checkable(turn.work, score))
    except Refusal:
        return False


def _rows(turn: Turn, score: Score) -> Rows:
    key = score.application.id
    first = [Button("scores.detail", SCORE_DETAIL(application=key))]
    if _may_check(turn, score):
        first.append(Button("scores.ask_check", ASK_CHECK(application=key)))
    return [first, [TO_HOME]]


@router.on(SCORE_DETAIL, action=Action.VIEW_OWN_SCORE)
async def detail(turn: Turn, application: int) -> None:
    """The practical by criterion, as the mean of the examiners; no examiner is named."""
    score = await own_score(turn.work, turn.actor, application)
    criteria = await breakdown(turn.work, turn.actor, application)
    # A correction changes the total only, so the items below add up to something else, and the text says why.
    corrected = any(each.part is Part.PRACTICAL and each.number > 1 for each in score.results)
    facts = {**batch_facts(turn, score.batch), "score": score, "criteria": criteria, "corrected": corrected}
    back = [[Button("engine.back", SCORE(application=application)), TO_HOME]]
    turn.show(Screen(Text("scores/detail", facts), back))


@router.event(CheckClosing)
async def closing(turn: Turn, event: CheckClosing) -> None:
    """A little time is left to ask for a check, if one still may."""
    score = await own_score(turn.work, turn.actor, event.application_id)
    if _may_check(turn, score):
        turn.say(Text("scores/check_closing", await score_facts(turn, score)), _rows(turn, score))


@router.event(CheckAnswered)
async def answered(turn: Turn, event: CheckAnswered) -> None:
    """The answer to the score check, with the score as it is now."""
    check = await turn.work.scores.check(event.check_id)
    score = await own_score(turn.work, turn.actor, check.application_id)
    result = next(each for each in score.results if each.part is check.part)
    facts = {**await score_facts(turn, score), "check": check, "result": result}
    rows = [[Button("scores.look_own", SCORE(application=check.application_id))]]
    turn.say(Text("scores/check_answered", facts), rows)


async def section(turn: Turn) -> Section | None:
    """The newest score, for a while."""
    for score in await own_scores(turn.work, turn.actor):
        if score.done.released_at and turn.work.now <= score.done.released_at + SHOWN_FOR:
            rows = [[Button("scores.look_own", SCORE(application=score.application.id))]]
            return Section(Text("scores/home_score", await score_facts(turn, score)), rows, ORDER)
    return None
