"""The audit of scores by somebody who had no hand in them: findings, their resolution, the pass."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.people import Action, Actor, require
from domain.registration import Status
from domain.scores.findings import Seen, look
from domain.scores.hands import check_other
from domain.scores.model import AuditFinding, Publication
from domain.scores.refusals import FindingsOpen, NotAudited, WordNeeded
from domain.scores.summarising import recount
from domain.standards import BatchStatus, advance, check_next

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.scores.findings import Where
    from domain.scores.model import ScoreRound
    from domain.scores.store import ScoresWork
    from domain.standards import Batch

MOST_WORDS = 300


async def audit(work: ScoresWork, actor: Actor, batch_id: int) -> Sequence[AuditFinding]:
    """Look for what an auditor must see (facts §5); looking again finds nothing twice.

    Raises `OwnWork`, `OutOfOrder`.
    """
    batch, done = await _begin(work, actor, batch_id)
    known = {(each.kind, each.application_id, each.part) for each in await work.scores.findings(batch_id)}
    for found in look(await _seen(work, batch)):
        # A finding that was settled does not come back each time somebody looks.
        if found not in known:
            work.scores.add(AuditFinding(batch_id, *found))
    done.audited_by = actor.person_id
    await work.scores.flush()
    return await work.scores.findings(batch_id)


async def resolve(work: ScoresWork, actor: Actor, finding_id: int, words: str) -> AuditFinding:
    """Settle a finding with a word of explanation. Raises `OwnWork`, `OutOfOrder`, `WordNeeded`."""
    finding = await work.scores.finding(finding_id)
    await _begin(work, actor, finding.batch_id)
    finding.resolution = explained(words)
    finding.resolved_at, finding.resolved_by = work.now, actor.person_id
    await work.scores.flush()
    work.audit(actor, "finding.resolved", f"finding:{finding.id}", kind=finding.kind.value)
    return finding


async def pass_audit(work: ScoresWork, actor: Actor, batch_id: int) -> ScoreRound:
    """End the audit. Raises `OwnWork`, `NotAudited`, `FindingsOpen`, `OutOfOrder`."""
    batch, done = await _begin(work, actor, batch_id)
    if done.audited_by is None:
        raise NotAudited
    if waiting := sum(each.resolved_at is None for each in await work.scores.findings(batch_id)):
        raise FindingsOpen(waiting)
    done.audited_at, done.audited_by = work.now, actor.person_id
    await advance(work, batch, BatchStatus.AUDITED)
    await work.scores.flush()
    work.audit(actor, "scores.audited", f"batch:{batch_id}")
    return done


def explained(words: str) -> str:
    """A word of explanation as it is kept. Raises `WordNeeded`."""
    if not 0 < len(words.strip()) <= MOST_WORDS:
        raise WordNeeded(MOST_WORDS)
    return words.strip()


async def _begin(work: ScoresWork, actor: Actor, batch_id: int) -> tuple[Batch, ScoreRound]:
    """The batch and its round, for an auditor who may, while it is to be audited."""
    require(actor, Action.AUDIT_SCORES)
    batch = await work.standards.batch(batch_id)
    check_next(batch, BatchStatus.AUDITED)
    # By person and not by role: a clerk who was made auditor yesterday has still entered these marks.
    await check_other(work, actor, batch_id)
    done = await work.scores.round(batch_id)
    if done is None:
        raise NotAudited
    return batch, done


async def _seen(work: ScoresWork, batch: Batch) -> Seen:
    key = batch.id
    sittings = [sitting.id for sitting in await work.planning.sittings(key)]
    return Seen(
        results=await work.scores.results(key),
        bookings={each.id: each for each in await work.planning.bookings_of_batch(key)},
        sheets=[sheet for sitting in sittings for sheet in await work.marking.sheets(sitting)],
        entries=[entry for sitting in sittings for entry in await work.marking.entries(sitting)],
        wanted=await _wanted(work, batch),
        recounted=dict(await recount(work, batch)),
        spread=work.settings_of(Publication).spread,
    )


async def _wanted(work: ScoresWork, batch: Batch) -> set[Where]:
    """Every part of the level of everybody who was approved."""
    levels = work.standards.standard(batch.occupation, batch.edition).levels
    approved = [each for each in await work.registration.of_batch(batch.id) if each.status is Status.APPROVED]
    return {(each.id, part) for each in approved for part in levels[each.level].parts}
