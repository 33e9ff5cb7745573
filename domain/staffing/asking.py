"""What staffing needs to know of each sitting: who sits in it, and who may serve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.planning import overlaps, staff_needed
from domain.staffing.rules import ENDED, LIVING, Ask, bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.planning import Sitting, StaffNeeded
    from domain.staffing.model import Card, Duty, DutyRole
    from domain.staffing.store import NeededWork, StaffingWork


async def ask_of(work: StaffingWork, sitting: Sitting) -> Ask:
    """The candidates of its batch, where those of the sitting work now, and who does not want to serve in it."""
    batch = await work.standards.batch(sitting.batch_id)
    candidates = frozenset(ticket.person_id for ticket in await work.planning.tickets(sitting.batch_id))
    employers: set[str] = set()
    for booking in await work.planning.bookings(sitting.id):
        application = await work.registration.application(booking.application_id)
        # Where somebody works now; former colleagues are no conflict of interest by the rule (facts §4).
        employers |= {spell.employer for spell in application.particulars.spells if spell.until is None}
    duties = await work.staffing.duties(sitting.id)
    declined = frozenset(duty.person_id for duty in duties if duty.status in ENDED)
    return Ask(sitting, batch.occupation, frozenset(employers), candidates, declined)


async def needed_in(work: NeededWork, sitting: Sitting) -> StaffNeeded:
    """How many staff a sitting needs by its standard."""
    batch = await work.standards.batch(sitting.batch_id)
    ratios = work.standards.standard(batch.occupation, batch.edition).levels[sitting.level].ratios
    return staff_needed(sitting.part, len(await work.planning.bookings(sitting.id)), ratios)


async def _living(work: StaffingWork, person_id: int) -> Sequence[Duty]:
    return [duty for duty in await work.staffing.duties_of_person(person_id) if duty.status in LIVING]


async def busy_elsewhere(work: StaffingWork, person_id: int, sitting: Sitting) -> bool:
    """Whether a person serves in another sitting at that time, of this batch or another."""
    span = (sitting.starts_at, sitting.ends_at)
    for duty in await _living(work, person_id):
        other = await work.planning.sitting(duty.sitting_id)
        if other.id != sitting.id and overlaps((other.starts_at, other.ends_at), span):
            return True
    return False


async def _free(work: StaffingWork, person_id: int, sitting: Sitting) -> bool:
    here = any(duty.sitting_id == sitting.id for duty in await _living(work, person_id))
    return not here and not await busy_elsewhere(work, person_id, sitting)


async def able(work: StaffingWork, sitting: Sitting, role: DutyRole) -> Sequence[Card]:
    """The cards of those who may take a role in a sitting and are free then, those with fewest duties first."""
    ask = await ask_of(work, sitting)
    cards = [card for card in await work.staffing.cards() if bar(card, role, ask) is None]
    free = [card for card in cards if await _free(work, card.person_id, sitting)]
    loads = {card.number: await load(work, card.person_id) for card in free}
    # Those with the fewest duties first; by card number among equals, so that the same is proposed each time.
    return sorted(free, key=lambda card: (loads[card.number], card.number))


async def load(work: StaffingWork, person_id: int) -> int:
    """How many duties a person has, and has had."""
    return len(await _living(work, person_id))
