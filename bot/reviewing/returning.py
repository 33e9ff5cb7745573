"""Returning an application: which fields, a reason for each, then exactly what the candidate will see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.engine.dialogue import Dialogue, Summary, View
from bot.engine.turn import Turn
from bot.reviewing import drafting
from bot.reviewing.findings import Findings, Reasons, Ticks
from bot.reviewing.holding import hold
from bot.reviewing.shown import Shown
from domain import reviewing
from domain.notices import working_deadline
from domain.people import Action
from domain.registration import Field, Finding, Policy, Status
from domain.reviewing import Reason, reasons_of, return_for_mending


async def begin(turn: Turn, shown: Shown) -> None:
    """Start with the fields. Raises `TooManyReturns` before anything is asked."""
    held = await hold(turn, shown)
    limit = turn.work.settings_of(Policy).max_returns
    if held.returns >= limit:
        raise reviewing.refusals.TooManyReturns(limit)
    await drafting.begin(turn, held, dialogue.name)


def _topics(draft: Findings) -> Sequence[str]:
    return draft.topics


def _reasons(topic: str) -> Sequence[Reason]:
    return reasons_of(Field(topic))


def _findings(draft: Findings) -> Sequence[Finding]:
    return [draft.found[topic] for topic in draft.topics if topic in draft.found]


def _edits(_draft: Findings) -> Sequence[tuple[str, str]]:
    return [("fields", "reviewing.edit_fields"), ("reasons", "reviewing.edit_reasons")]


async def _overview(view: View) -> Mapping[str, Any]:
    work = view.turn.work
    due_at = working_deadline(work.now, work.settings_of(Policy).mend_working_days)
    findings = tuple(_findings(view.draft))
    changes = {"status": Status.RETURNED, "findings": findings, "due_at": due_at}
    return {"preview": await drafting.preview(view, "registration/returned", **changes)}


async def _finish(turn: Turn, draft: Findings) -> None:
    await drafting.conclude(turn, draft, _findings(draft), return_for_mending)


dialogue = Dialogue(
    name="returning",
    area="reviewing",
    draft=Findings,
    steps=[
        Ticks(name="fields", leave=drafting.leave),
        Reasons(name="reasons", topics=_topics, of=_reasons),
        Summary(submit="reviewing.confirm_return", edits=_edits, overview=_overview),
    ],
    finish=_finish,
    action=Action.REVIEW_DECIDE,
)
