"""Whose hands made the scores of a batch: those persons neither audit nor release nor check them (facts §12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.scores.refusals import OwnWork

if TYPE_CHECKING:
    from domain.people import Actor
    from domain.scores.store import ScoresWork


async def hands_in(work: ScoresWork, batch_id: int) -> set[int]:
    """Everybody who made the scores of a batch: examiners, clerks, whoever summarised."""
    done = await work.scores.round(batch_id)
    found = {done.summarised_by} if done else set()
    for sitting in await work.planning.sittings(batch_id):
        # From what was written, not from duties: who declined has no hand in it, who helped out has.
        found |= {sheet.examiner_id for sheet in await work.marking.sheets(sitting.id)}
        found |= {entry.clerk_id for entry in await work.marking.entries(sitting.id)}
    return found


async def auditors_of(work: ScoresWork, batch_id: int) -> set[int]:
    """Everybody who took part in the audit of a batch."""
    done = await work.scores.round(batch_id)
    found = {finding.resolved_by for finding in await work.scores.findings(batch_id)}
    return {person for person in {*found, done.audited_by if done else None} if person is not None}


async def check_other(work: ScoresWork, actor: Actor, batch_id: int, besides: set[int] | None = None) -> None:
    """Raise `OwnWork` for whoever had a hand in the scores, is a candidate of the batch, or is one of `besides`."""
    sat = {application.batch_id for application in await work.registration.of_person(actor.person_id)}
    if batch_id in sat or actor.person_id in {*await hands_in(work, batch_id), *(besides or ())}:
        raise OwnWork
