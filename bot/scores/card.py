"""The scores of a batch, for those who work on them: where they stand, and the one next deed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot.engine.message import Button, Rows, Screen, Text
from bot.engine.router import Router
from bot.engine.turn import Turn
from bot.scores.presses import SCORES
from bot.standards.batches import batch_button, batch_facts, number_of
from domain.marking import state
from domain.people import Action, allowed
from domain.scores import Outcome, by_application, overall, summarise, unanswered
from domain.standards import Batch, BatchStatus, Part, reached

MOST_BATCHES = 10
router = Router()


@router.command("scores", action=Action.VIEW_SCORES)
@router.press("scores_all", action=Action.VIEW_SCORES)
async def choose(turn: Turn, *_: str) -> None:
    """The newest batches whose exam has begun."""
    batches = [each for each in await turn.work.standards.batches() if reached(each, BatchStatus.IN_EXAM)]
    rows = [[batch_button(turn, each, SCORES)] for each in batches[:MOST_BATCHES]]
    turn.show(Screen(Text("scores/choose", {"count": len(batches)}), [*rows, [Button("people.home", "home")]]))


@router.press("scores", action=Action.VIEW_SCORES)
async def show_scores(turn: Turn, word: str = "", *_: str) -> None:
    """Where the scores of a batch stand."""
    await show(turn, await turn.work.standards.batch(number_of(word)))


@router.press("scores_sum", action=Action.SUMMARISE_SCORES)
async def sum_up(turn: Turn, word: str = "", *_: str) -> None:
    """Have the marks summed up by the rules of the standard."""
    batch = await turn.work.standards.batch(number_of(word))
    await summarise(turn.work, turn.actor, batch.id)
    await show(turn, batch)


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
    deeds = {
        BatchStatus.MARKING: (Action.SUMMARISE_SCORES, "scores_sum"),
        BatchStatus.SUMMARISED: (Action.AUDIT_SCORES, "scores_audit"),
        BatchStatus.AUDITED: (Action.RELEASE_SCORES, "scores_release"),
    }
    last = [Button("scores.again", f"scores:{batch.id}"), Button("people.home", "home")]
    if reached(batch, BatchStatus.RELEASED):
        lists = [Button("scores.public", f"public:{batch.id}"), Button("scores.sheet", f"public_sheet:{batch.id}")]
        return [lists, *_checks(turn), last]
    action, press = deeds.get(batch.status, (Action.VIEW_SCORES, ""))
    ready = press and allowed(turn.actor, action) and (complete or batch.status is not BatchStatus.MARKING)
    return [[Button(f"scores.deed_{press}", f"{press}:{batch.id}")], last] if ready else [last]


def _checks(turn: Turn) -> Rows:
    may = allowed(turn.actor, Action.ANSWER_SCORE_CHECK) or allowed(turn.actor, Action.APPROVE_SCORE_CHANGE)
    return [[Button("scores.rechecks", "rechecks")]] if may else []
