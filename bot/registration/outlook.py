"""What the draft would get: the clause that is met, or what is missing and what could be done about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.registration.draft import given
from domain.local import local_date
from domain.registration import STATEMENTS, Field, Shortfall, Verdict, rules
from domain.standards import Batch, Clause, Standard

if TYPE_CHECKING:
    from bot.registration.questions import Draft
    from domain.registration.store import RegistrationWork

MOST_LACKS = 3


@dataclass(frozen=True)
class Lack:
    """What a clause that is not met lacks."""

    clause: Clause
    shortfall: Shortfall


@dataclass(frozen=True)
class Outlook:
    """The verdict on a draft: `clause` is the one met; `lacks` are those nearest to being met, nearest first.

    `ways` are the fields that could supply what is missing, `other_levels` says that another level may be chosen
    instead; `levels` are those of the batch that are open to the candidate as things stand, highest first.
    """

    verdict: Verdict
    batch: Batch
    clause: Clause | None
    lacks: Sequence[Lack]
    ways: Sequence[Field]
    other_levels: bool
    levels: Sequence[int]


async def outlook(work: RegistrationWork, draft: Draft) -> Outlook:
    """Judge a complete draft on the day on which registration closes. Raises `Missing`."""
    target = given(draft.offer)
    # Only read: the outlook is drawn at each change of an answer, and a session would be half its cost (decision 0007).
    batch = await work.standards.batch_to_read(target.batch_id, work.now)
    standard = work.standards.standard(target.occupation, target.edition)
    verdict = _verdict(draft, standard, batch, target.level)
    clauses = {clause.id: clause for clause in standard.levels[target.level].clauses}
    lacks = _nearest([Lack(clauses[each.clause_id], each) for each in verdict.shortfalls])
    return Outlook(
        verdict=verdict,
        batch=batch,
        clause=clauses[verdict.clause_id] if verdict.clause_id else None,
        lacks=lacks,
        ways=() if verdict.eligible else _ways(lacks, draft),
        other_levels=not verdict.eligible and draft.mends is None,
        levels=() if verdict.eligible else _open_levels(draft, standard, batch),
    )


def _verdict(draft: Draft, standard: Standard, batch: Batch, level: int) -> Verdict:
    background = rules.Background(given(draft.born_on), draft.schooling, given(draft.work), draft.prior)
    return rules.verdict(standard.levels[level], background, local_date(batch.closes_at))


def _nearest(lacks: Sequence[Lack]) -> Sequence[Lack]:
    """A few, and routes by document only where there is no other."""
    own = [lack for lack in lacks if lack.shortfall.needs != "document"]
    return (own or lacks)[:MOST_LACKS]


def _ways(lacks: Sequence[Lack], draft: Draft) -> Sequence[Field]:
    """Fields to go back to, that of the nearest lack first."""
    supplying = [each.field for lack in lacks for each in STATEMENTS if lack.shortfall.needs in each.supplies]
    return [field for field in dict.fromkeys(supplying) if field is not None and draft.may_change(field)]


def _open_levels(draft: Draft, standard: Standard, batch: Batch) -> Sequence[int]:
    wanted = given(draft.offer).level
    others = [level for level in sorted(batch.levels) if level != wanted and not 0 < (draft.prior_level or 0) <= level]
    return [level for level in others if _verdict(draft, standard, batch, level).eligible]
