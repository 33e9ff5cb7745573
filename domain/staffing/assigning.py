"""Assigning duties for a plan, and confirming the whole arrangement."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from domain.people import Action, Actor, require
from domain.planning import SittingStatus, overlaps
from domain.resources import StillShort, check, shortages
from domain.staffing.asking import ask_of, busy_elsewhere, load, needed_in
from domain.staffing.model import Duty, DutyOffered, DutyRole
from domain.staffing.offering import offer
from domain.staffing.refusals import NoLongerFree, NoPlan, NotAssigned, NotEnoughStaff
from domain.staffing.rules import LIVING, bar, count, roles_needed
from domain.staffing.solver import Post, staff
from domain.standards import BatchStatus, advance, check_next

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.planning import Sitting
    from domain.staffing.store import StaffingWork
    from domain.standards import Batch


async def assign(work: StaffingWork, actor: Actor, batch_id: int) -> Sequence[Duty]:
    """Propose duties for every sitting of a plan; what was proposed before goes.

    Raises `NoPlan`, `NotEnoughStaff`, `OutOfOrder`.
    """
    require(actor, Action.PLAN)
    check_next(await work.standards.batch(batch_id), BatchStatus.ARRANGED)
    sittings = await work.planning.sittings(batch_id)
    if not sittings:
        raise NoPlan
    for duty in await work.staffing.duties_of_batch(batch_id):
        await work.staffing.forget(duty)
    await work.staffing.flush()
    posts = [post for sitting in sittings for post in await _posts(work, sitting)]
    found = staff(posts, _clashes(sittings), await _loads(work))
    if found is None:
        raise _lack(posts, sittings)
    for post, persons in found.items():
        for number, person in enumerate(persons):
            # The group needs a leader who briefs and signs; what they may not do is change a mark (facts §4).
            leads = post.role == DutyRole.EXAMINER and number == 0
            role = DutyRole.LEADER if leads else DutyRole(post.role)
            work.staffing.add(Duty(post.sitting_id, person, role))
    await work.staffing.flush()
    work.audit(actor, "duties.proposed", f"batch:{batch_id}", duties=sum(map(len, found.values())))
    return await work.staffing.duties_of_batch(batch_id)


async def _posts(work: StaffingWork, sitting: Sitting) -> Sequence[Post]:
    ask, needed = await ask_of(work, sitting), await needed_in(work, sitting)
    cards = await work.staffing.cards()
    posts = []
    for role, number in roles_needed(sitting.part, needed):
        fit = sorted({card.person_id for card in cards if bar(card, role, ask) is None})
        persons = tuple([person for person in fit if not await busy_elsewhere(work, person, sitting)])
        if len(persons) < number:
            raise NotEnoughStaff(role, sitting.starts_at, number, len(persons))
        posts.append(Post(sitting.id, role, number, persons))
    return posts


def _clashes(sittings: Sequence[Sitting]) -> Sequence[frozenset[int]]:
    return [
        frozenset({one.id, other.id})
        for one, other in combinations(sittings, 2)
        if overlaps((one.starts_at, one.ends_at), (other.starts_at, other.ends_at))
    ]


async def _loads(work: StaffingWork) -> Mapping[int, int]:
    return {card.person_id: await load(work, card.person_id) for card in await work.staffing.cards()}


def _lack(posts: Sequence[Post], sittings: Sequence[Sitting]) -> NotEnoughStaff:
    """The post with the least to spare: there are enough for each sitting, but not for those at one time."""
    tightest = min(posts, key=lambda post: len(post.persons) - post.needed)
    sitting = next(each for each in sittings if each.id == tightest.sitting_id)
    return NotEnoughStaff(DutyRole(tightest.role), sitting.starts_at, tightest.needed, len(tightest.persons))


async def confirm(work: StaffingWork, actor: Actor, batch_id: int) -> Batch:
    """Confirm sittings and duties, and offer the duties to their persons.

    Raises `NoPlan`, `StillShort`, `NotAssigned`, `NoLongerFree`, `OutOfOrder`.
    """
    require(actor, Action.PLAN)
    batch = await work.standards.batch(batch_id)
    check_next(batch, BatchStatus.ARRANGED)
    sittings = await work.planning.sittings(batch_id)
    if not sittings:
        raise NoPlan
    await check(work, actor, batch_id)  # nobody gets past the checklists by not looking at them
    if short := await shortages(work, batch_id):
        raise StillShort(len(short))
    for sitting in sittings:
        await check_staffed(work, sitting)
        await _check_free(work, sitting)
        sitting.status = SittingStatus.CONFIRMED
    await advance(work, batch, BatchStatus.ARRANGED)
    await _offer(work, batch_id, sittings)
    work.audit(actor, "batch.arranged", f"batch:{batch_id}", sittings=len(sittings))
    return batch


async def check_staffed(work: StaffingWork, sitting: Sitting) -> None:
    """Raise `NotAssigned` when a role has fewer living duties than the standard wants."""
    needed = await needed_in(work, sitting)
    duties = await work.staffing.duties(sitting.id)
    for role, number in roles_needed(sitting.part, needed):
        missing = number - count(duties, role)
        if missing > 0:
            raise NotAssigned(role, sitting.starts_at, missing)


async def _check_free(work: StaffingWork, sitting: Sitting) -> None:
    """Raise `NoLongerFree`: another batch, or a change of the plan, may have come between."""
    ask, cards = await ask_of(work, sitting), await work.staffing.cards()
    for duty in await work.staffing.duties(sitting.id):
        may = any(card.person_id == duty.person_id and bar(card, duty.role, ask) is None for card in cards)
        if duty.status in LIVING and (not may or await busy_elsewhere(work, duty.person_id, sitting)):
            person = await work.people.person(duty.person_id)
            raise NoLongerFree(person.shown_name, sitting.starts_at)


async def _offer(work: StaffingWork, batch_id: int, sittings: Sequence[Sitting]) -> None:
    held = {sitting.id: sitting for sitting in sittings}
    persons = set()
    for duty in await work.staffing.duties_of_batch(batch_id):
        offer(work, duty, held[duty.sitting_id])
        persons.add(duty.person_id)
    await work.staffing.flush()
    for person in sorted(persons):
        work.tell(person, DutyOffered(batch_id))
