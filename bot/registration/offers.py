"""What is open for registration, as options to choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.engine.dialogue import Option, View
from bot.registration.draft import Target, given
from bot.registration.presses import OFFER, OTHER_BATCHES
from domain.registration import Status, own_applications, refusals
from domain.standards import Batch, Offer, offers

if TYPE_CHECKING:
    from bot.engine.turn import Turn
    from domain.registration.store import RegistrationWork

OVER = frozenset({Status.WITHDRAWN, Status.REJECTED})


async def open_offers(view: View) -> Sequence[Option]:
    """Every level of every open batch; where a notice led here, of its batch, and the way to the others."""
    work = view.turn.work
    found = await offers(work)
    # Whoever came by a notice sees its batch first; where it has closed meanwhile, all there is.
    here = [offer for offer in found if offer.batch_id == view.draft.batch] or found
    others = [Option(OTHER_BATCHES(), "registration.other_batches")] if len(here) < len(found) else []
    return [*(_option(offer, fee(work, offer)) for offer in here), *others]


def _option(offer: Offer, fee_fen: int) -> Option:
    facts: Mapping[str, Any] = {**vars(offer), "fee_fen": fee_fen}
    return Option(OFFER(batch=offer.batch_id, level=offer.level), "registration.offer", facts)


def fee(work: RegistrationWork, offer: Offer) -> int:
    """What a candidate pays who takes every part for the first time, in fen."""
    return sum(work.standards.standard(offer.occupation, offer.edition).levels[offer.level].fees_fen.values())


def target_of(work: RegistrationWork, batch: Batch, level: int) -> Target:
    """A level of a batch as the target of a draft."""
    standard = work.standards.standard(batch.occupation, batch.edition)
    return Target(given(batch.id), level, batch.occupation, batch.edition, standard.name)


async def taken_batches(turn: Turn) -> frozenset[int]:
    """Batches in which the candidate has an application that stands."""
    mine = await own_applications(turn.work, turn.actor)
    return frozenset(application.batch_id for application in mine if application.status not in OVER)


async def refuse_taken(view: View) -> None:
    """One application in a batch, said before anything else is asked (facts §2.2). Raises `AlreadyApplied`."""
    if view.draft.offer.batch_id in await taken_batches(view.turn):
        raise refusals.AlreadyApplied(own=True)
