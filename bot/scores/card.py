"""The scores of a batch, for those who work on them: where they stand, and the one next deed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.press import Press
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.people.presses import TO_HOME
from bot.scores.presses import AUDIT, CHECKS, PUBLIC_LIST, PUBLIC_SHEET, RELEASE, SCORES, SCORES_ALL, SUM_UP
from bot.standards.batches import batch_button, batch_facts
from domain.marking import state
from domain.people import Action, allowed
from domain.scores import Outcome, by_application, overall, summarise, unanswered
from domain.standards import Batch, BatchStatus, Part, reached

MOST_BATCHES = 10
# The next deed at each step, and who may do it.
DEEDS: Mapping[BatchStatus, tuple[Action, Press]] = {
    BatchStatus.MARKING: (Action.SUMMARISE_SCORES, SUM_UP),
    BatchStatus.SUMMARISED: (Action.AUDIT_SCORES, AUDIT),
    BatchStatus.AUDITED: (Action.RELEASE_SCORES, RELEASE),
}
router = Router()


@router.command("scores", action=Action.VIEW_SCORES)
@router.on(SCORES_ALL, action=Action.VIEW_SCORES)
async def choose(turn: Turn) -> None:
    """The newest batches whose exam has begun."""
    batches = [each for each in await turn.work.standards.batches() if reached(each, BatchStatus.IN_EXAM)]
    rows = [[batch_button(turn, each, SCORES)] for each in batches[:MOST_BATCHES]]
    turn.show(Screen(Text("scores/choose", {"count": len(batches)}), [*rows, [TO_HOME]]))


@router.on(SCORES, action=Action.VIEW_SCORES)
async def show_scores(turn: Turn, batch: int) -> None:
    """Where the scores of a batch stand."""
    await show(turn, await turn.work.standards.batch(batch))


@router.on(SUM_UP, action=Action.SUMMARISE_SCORES)
async def sum_up(turn: Turn, batch: int) -> None:
    """Have the marks summed up by the rules of the standard."""
    await summarise(turn.work, turn.actor, batch)
    await show(turn, await turn.work.standards.batch(batch))


async def show(turn: Turn, batch: Batch) -> None:
    """The card of a batch's scores."""
    key = batch.id
    done = await turn.work.scores.round(key)
    facts = {
        **batch_facts(turn, batch),
        "done": done,
        # Once summarised, nothing can be outstanding, and counting it reads every sheet.
        "outstanding": await state(turn.work, key) if done is None else None,
        "parts": await _parts(turn, batch),
        "passed": await _passed(turn, batch),
        "open": sum(each.resolved_at is None for each in await turn.work.scores.findings(key)),
        "checks": len(await unanswered(turn.work, key)),
    }
    turn.show(Screen(Text("scores/card", facts), _rows(turn, batch, complete=_complete(facts))))


def _complete(facts: Mapping[str, Any]) -> bool:
    return facts["outstanding"] is not None and facts["outstanding"].complete


async def _parts(turn: Turn, batch: Batch) -> Sequence[tuple[Part, Sequence[tuple[Outcome, int]]]]:
    """How many came to which outcome, part by part."""
    results = await turn.work.scores.results(batch.id)
    counted = {part: Counter(each.outcome for each in results if each.part is part) for part in Part}
    return [(part, [(one, n[one]) for one in Outcome if n[one]]) for part, n in counted.items() if n]


async def _passed(turn: Turn, batch: Batch) -> tuple[int, int]:
    """How many passed the whole, of how many."""
    levels = turn.work.standards.standard(batch.occupation, batch.edition).levels
    level_of = {each.id: each.level for each in await turn.work.registration.of_batch(batch.id)}
    held = by_application(await turn.work.scores.results(batch.id))
    wholes = [
        overall({each.part: each.outcome for each in results}, levels[level_of[application]].parts)
        for application, results in held.items()
    ]
    return wholes.count(Outcome.PASSED), len(wholes)


def _rows(turn: Turn, batch: Batch, *, complete: bool) -> Rows:
    last = [Button("scores.again", SCORES(batch=batch.id)), TO_HOME]
    if reached(batch, BatchStatus.RELEASED):
        listed, sheet = PUBLIC_LIST(batch=batch.id), PUBLIC_SHEET(batch=batch.id)
        return [[Button("scores.public", listed), Button("scores.sheet", sheet)], *_checks(turn), last]
    if batch.status not in DEEDS or (batch.status is BatchStatus.MARKING and not complete):
        return [last]
    action, press = DEEDS[batch.status]
    deed = Button(f"scores.deed_{press.name}", press(batch=batch.id))
    return [[deed], last] if allowed(turn.actor, action) else [last]


def _checks(turn: Turn) -> Rows:
    may = allowed(turn.actor, Action.ANSWER_SCORE_CHECK) or allowed(turn.actor, Action.APPROVE_SCORE_CHANGE)
    return [[Button("scores.rechecks", CHECKS())]] if may else []
