"""Rejecting an application for good: the reason, then exactly what the candidate will see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.engine.dialogue import Dialogue, Summary, View
from bot.engine.turn import Turn
from bot.reviewing import drafting
from bot.reviewing.findings import WHOLE, Findings, Reasons
from bot.reviewing.holding import hold
from bot.reviewing.shown import Shown
from domain.people import Action
from domain.registration import Finding, Status
from domain.reviewing import REASONS_TO_REJECT, Reason, reject


async def begin(turn: Turn, shown: Shown) -> None:
    """Start with the reason."""
    await drafting.begin(turn, await hold(turn, shown), dialogue.name)


def _topics(_draft: Findings) -> Sequence[str]:
    return (WHOLE,)


def _reasons(_topic: str) -> Sequence[Reason]:
    return REASONS_TO_REJECT


def _findings(draft: Findings) -> Sequence[Finding]:
    return list(draft.found.values())


def _edits(_draft: Findings) -> Sequence[tuple[str, str]]:
    return [("ground", "reviewing.edit_ground")]


async def _overview(view: View) -> Mapping[str, Any]:
    changes = {"status": Status.REJECTED, "findings": tuple(_findings(view.draft)), "decided_at": view.turn.work.now}
    return {"preview": await drafting.preview(view, "registration/rejected", **changes)}


async def _finish(turn: Turn, draft: Findings) -> None:
    await drafting.conclude(turn, draft, _findings(draft), reject)


dialogue = Dialogue(
    name="rejecting",
    area="reviewing",
    draft=Findings,
    steps=[
        Reasons(name="ground", topics=_topics, of=_reasons, leave=drafting.leave),
        Summary(name="rejection", submit="reviewing.confirm_reject", edits=_edits, overview=_overview),
    ],
    finish=_finish,
    action=Action.REVIEW_DECIDE,
)
