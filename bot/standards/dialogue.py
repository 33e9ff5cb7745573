"""The conversation that plans a batch: what is asked in which order, and the draft at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.engine.dialogue import Ask, Choice, Dialogue, Step, Summary, View
from bot.engine.message import Button, Screen, Text
from bot.engine.turn import Turn
from bot.notices.presses import NOTICE
from bot.reports.presses import BOARD
from bot.standards import answers
from bot.standards.batches import batch_facts
from bot.standards.draft import BatchDraft
from bot.standards.presses import NEW_BATCH
from bot.standards.steps import Dated, Levels
from domain.errors import Missing
from domain.notices import keep_waiting, milestones
from domain.people import Action
from domain.standards import Batch, BatchStatus, ReviseBatch, Timeline, next_number, plan_batch, revise_batch

EDITABLE = ("occupation", "edition", "levels", "opens", "closes", "exam_on", "places")


def _edits(_draft: BatchDraft) -> Sequence[tuple[str, str]]:
    return [(name, f"standards.edit_{name}") for name in EDITABLE]


async def _overview(view: View) -> Mapping[str, Any]:
    """The batch as it will be, and what the standard brings to it."""
    work, plan = view.turn.work, view.draft.plan(view.turn.work.now)
    if view.draft.batch_id is None:
        # As it will be, not as it is: somebody else may keep a draft first, and then the number moves on.
        year, number = plan.exam_on.year, next_number(await work.standards.batches(), plan.exam_on.year)
    else:
        kept = await work.standards.batch(view.draft.batch_id)
        year, number = kept.year, kept.number
    batch = Batch(year=year, number=number, **vars(plan), status=BatchStatus.DRAFT)
    standard = work.standards.standard(plan.occupation, plan.edition)
    facts = {"levels": [standard.levels[level] for level in plan.levels], "opens_now": view.draft.opens == "now"}
    return {**batch_facts(view.turn, batch), **facts, "milestones": milestones(batch, work.settings_of(Timeline))}


async def _plan(turn: Turn, draft: BatchDraft) -> None:
    _show(turn, await plan_batch(turn.work, turn.actor, draft.plan(turn.work.now)))


async def _revise(turn: Turn, draft: BatchDraft) -> None:
    if draft.batch_id is None:
        raise Missing("batch")
    command = ReviseBatch(draft.batch_id, draft.version, draft.plan(turn.work.now))
    batch = await revise_batch(turn.work, turn.actor, command)
    await keep_waiting(turn.work, turn.actor, batch.id)  # a time set for the notice was set for another text
    _show(turn, batch)


def _show(turn: Turn, batch: Batch) -> None:
    notice = Button("standards.write_notice", NOTICE(batch=batch.id))
    rows = [[notice], [Button("standards.board", BOARD(batch=batch.id))]]
    turn.show(Screen(Text("standards/kept", batch_facts(turn, batch)), rows))


STEPS: Sequence[Step] = [
    Choice(name="occupation", of=answers.known_occupations, clears=("edition", "levels", "picked")),
    Choice(name="edition", of=answers.editions, clears=("levels", "picked")),
    Levels(name="levels"),
    Dated(name="opens", check=answers.opens, offers=answers.opening_now, after=answers.closing_still_fits),
    Dated(name="closes", check=answers.closes, offers=answers.suggested_closings, after=answers.exam_still_fits),
    Dated(name="exam_on", check=answers.exam_on, offers=answers.suggested_exam_days),
    Ask(name="places", check=answers.places, offers=answers.no_limit),
    Summary(submit="standards.keep", edits=_edits, overview=_overview),
]

planning_batch = Dialogue(
    name="planning_batch",
    area="standards",
    draft=BatchDraft,
    steps=STEPS,
    finish=_plan,
    action=Action.PLAN_BATCH,
    entry=NEW_BATCH(),
)
revising_batch = Dialogue(
    name="revising_batch",
    area="standards",
    draft=BatchDraft,
    steps=STEPS,
    finish=_revise,
    action=Action.PLAN_BATCH,
)
