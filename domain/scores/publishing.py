"""The public list (公示): masked names and numbers with the result, never a mark (facts §5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.local import local_date
from domain.people import Action, Actor, allowed, require
from domain.registration import rules as registration
from domain.scores.model import Outcome
from domain.scores.refusals import NotPublic
from domain.scores.releasing import by_application
from domain.scores.rules import overall

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.scores.store import ScoresWork
    from domain.standards import Batch


@dataclass(frozen=True)
class PublicLine:
    """One candidate on the public list."""

    name: str  # masked
    number: str  # masked
    level: int
    outcome: Outcome


async def on_notice(work: ScoresWork, actor: Actor) -> Sequence[Batch]:
    """The batches whose lists are on public notice today."""
    require(actor, Action.VIEW_PUBLIC_LIST)
    return [await work.standards.batch(each) for each in await work.scores.on_notice(local_date(work.now))]


async def public_list(work: ScoresWork, actor: Actor, batch_id: int) -> Sequence[PublicLine]:
    """The list, highest numbers of level (beginners) first. Raises `NotPublic`.

    Anybody sees it in the notice period, staff who work with scores also afterwards.
    """
    require(actor, Action.VIEW_PUBLIC_LIST)
    done = await work.scores.round(batch_id)
    released = done is not None and done.released_at is not None
    # After the notice period the list is gone for the public: results are then between each candidate and the centre.
    if not released or not (allowed(actor, Action.VIEW_SCORES) or await _public(work, batch_id)):
        raise NotPublic
    batch = await work.standards.batch(batch_id)
    levels = work.standards.standard(batch.occupation, batch.edition).levels
    results = by_application(await work.scores.results(batch_id))
    found = []
    for one in await work.registration.of_batch(batch_id):
        if held := results.get(one.id):
            identity = one.particulars.identity
            outcome = overall({each.part: each.outcome for each in held}, levels[one.level].parts)
            masked = registration.mask_name(identity.name), registration.mask_id(identity.number)
            found.append(PublicLine(*masked, one.level, outcome))
    return sorted(found, key=lambda line: -line.level)


async def _public(work: ScoresWork, batch_id: int) -> bool:
    done = await work.scores.round(batch_id)
    return done is not None and done.public_until is not None and local_date(work.now) <= done.public_until
