"""Checklists of the sittings of a batch: made from the standard and the stock, filled up, or waived with a reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from domain.local import local_date
from domain.people import Action, Actor, require
from domain.resources.model import ChecklistLine, LineStatus, StockItem
from domain.resources.refusals import NotShort, WaiverNeedsReason
from domain.resources.rules import Need, Provision, needs, provide

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.planning import Sitting
    from domain.resources.store import ResourcesWork
    from domain.standards import Batch

MOST_REASON = 200


@dataclass(frozen=True)
class Restock:
    """What there is of a thing from now on; `name` and `unit` are for one that was not kept so far."""

    code: str
    quantity: int
    name: str = ""
    unit: str = ""


async def check(work: ResourcesWork, actor: Actor, batch_id: int) -> Sequence[ChecklistLine]:
    """Make the checklists of a batch anew from its sittings; what was waived stays waived while as much is missing."""
    require(actor, Action.PLAN)
    batch = await work.standards.batch(batch_id)
    stock = {item.code: item.quantity for item in await work.resources.stock()}
    provisions = provide(await _needs(work, batch), stock)
    # Renewed in place, so that who waived a line, and why, is not lost with each look.
    known = {(line.sitting_id, line.code): line for line in await work.resources.lines(batch_id)}
    sittings = {sitting.id: sitting for sitting in await work.planning.sittings(batch_id)}
    for provision in provisions:
        key = (provision.need.sitting_id, provision.need.code)
        line = known.pop(key, None)
        if line is None:
            work.resources.add(_line(batch_id, provision, sittings[key[0]], actor))
        else:
            _renew(line, provision)
            line.due_on = _due_on(sittings[key[0]])
    for gone in known.values():
        await work.resources.forget(gone)
    await work.resources.flush()
    return await work.resources.lines(batch_id)


async def _needs(work: ResourcesWork, batch: Batch) -> Sequence[Need]:
    levels = work.standards.standard(batch.occupation, batch.edition).levels
    found: list[Need] = []
    for sitting in await work.planning.sittings(batch.id):
        candidates = len(await work.planning.bookings(sitting.id))
        found += needs(sitting.id, sitting.part, candidates, levels[sitting.level].materials)
    return found


def _line(batch_id: int, provision: Provision, sitting: Sitting, owner: Actor) -> ChecklistLine:
    need = provision.need
    line = ChecklistLine(batch_id, need.sitting_id, need.code, need.needed, provision.provided, provision.status)
    line.owner_id, line.due_on = owner.person_id, _due_on(sitting)
    return line


def _due_on(sitting: Sitting) -> date:
    return local_date(sitting.starts_at) - timedelta(days=1)


def _renew(line: ChecklistLine, provision: Provision) -> None:
    missing = provision.need.needed - provision.provided
    # Accepted was this shortage, not any: when more is missing than was waived, it is short again.
    waived = line.status is LineStatus.WAIVED and missing <= line.needed - line.provided
    line.needed, line.provided = provision.need.needed, provision.provided
    if not waived or missing <= 0:
        line.status, line.reason, line.decided_by = provision.status, "", None


async def shortages(work: ResourcesWork, batch_id: int) -> Sequence[ChecklistLine]:
    """The lines that lack something and are not waived."""
    return [line for line in await work.resources.lines(batch_id) if line.status is LineStatus.SHORT]


async def restock(work: ResourcesWork, actor: Actor, command: Restock) -> StockItem:
    """Note what there is now, in all; a thing that was not kept so far is kept from now on."""
    require(actor, Action.PLAN)
    item = next((each for each in await work.resources.stock() if each.code == command.code), None)
    if item is None:
        item = StockItem(command.code, command.name, command.unit, 0)
        work.resources.add(item)
    item.quantity = command.quantity
    await work.resources.flush()
    work.audit(actor, "stock.changed", f"stock:{item.id}", quantity=command.quantity)
    return item


async def waive(work: ResourcesWork, actor: Actor, line_id: int, reason: str) -> ChecklistLine:
    """Accept a shortage with a reason. Raises `NotShort`, `WaiverNeedsReason`."""
    require(actor, Action.WAIVE_SHORTAGE)
    line = await work.resources.line(line_id)
    if line.status is not LineStatus.SHORT:
        raise NotShort
    if not 0 < len(reason.strip()) <= MOST_REASON:
        raise WaiverNeedsReason(MOST_REASON)
    line.status, line.reason, line.decided_by = LineStatus.WAIVED, reason.strip(), actor.person_id
    await work.resources.flush()
    work.audit(actor, "shortage.waived", f"line:{line.id}", missing=line.needed - line.provided)
    return line


async def forget_checklists(work: ResourcesWork, batch_id: int) -> None:
    """Take back the checklists that were made for a plan which is made anew."""
    for line in await work.resources.lines(batch_id):
        await work.resources.forget(line)
    await work.resources.flush()
