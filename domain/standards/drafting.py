"""Planning a batch: a draft, put right as long as it is one; its notice opens it (facts §9)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from domain.errors import Outdated
from domain.people import Action, Actor, require
from domain.standards.model import Batch, BatchStatus
from domain.standards.refusals import OutOfOrder
from domain.standards.rules import check_plan

if TYPE_CHECKING:
    from domain.standards.store import StandardsWork


@dataclass(frozen=True)
class PlanBatch:
    """What a batch examines, and when; its name (year and number) follows. `places` None: no limit."""

    occupation: str
    edition: str
    levels: tuple[int, ...]
    opens_at: datetime
    closes_at: datetime
    exam_on: date
    places: int | None = None


@dataclass(frozen=True)
class ReviseBatch:
    """A draft put right; `version` as it was shown."""

    batch_id: int
    version: int
    plan: PlanBatch


async def plan_batch(work: StandardsWork, actor: Actor, command: PlanBatch) -> Batch:
    """Keep a batch as a draft: nobody can register before its notice is out.

    Raises `Missing` for an unknown standard, and what `check_plan` raises.
    """
    require(actor, Action.PLAN_BATCH)
    standard = work.standards.standard(command.occupation, command.edition)
    year = command.exam_on.year  # plans are made for the year of the exam
    # The number is given with the draft and never used again: it is already in chats and on the board.
    number = next_number(await work.standards.batches(), year)
    batch = Batch(year=year, number=number, **vars(command), status=BatchStatus.DRAFT)
    check_plan(batch, standard, work.now)
    work.standards.add(batch)
    await work.standards.flush()
    work.audit(actor, "batch.planned", f"batch:{batch.id}", occupation=batch.occupation, edition=batch.edition)
    return batch


async def revise_batch(work: StandardsWork, actor: Actor, command: ReviseBatch) -> Batch:
    """Put a draft right; its name stays. Raises `Outdated`, `OutOfOrder` and what `plan_batch` raises."""
    require(actor, Action.PLAN_BATCH)
    batch = await work.standards.batch(command.batch_id)
    check_draft(batch)
    if batch.version != command.version:
        raise Outdated("batch")
    standard = work.standards.standard(command.plan.occupation, command.plan.edition)
    # Year and number stay: they are the batch's name.
    for name, value in vars(command.plan).items():
        setattr(batch, name, value)
    check_plan(batch, standard, work.now)
    await work.standards.flush()
    work.audit(actor, "batch.revised", f"batch:{batch.id}", occupation=batch.occupation, edition=batch.edition)
    return batch


async def drop_batch(work: StandardsWork, actor: Actor, batch_id: int) -> Batch:
    """Give a draft up for good. Raises `OutOfOrder`."""
    require(actor, Action.PLAN_BATCH)
    batch = await work.standards.batch(batch_id)
    check_draft(batch)
    batch.status = BatchStatus.CANCELLED
    await work.standards.flush()
    work.audit(actor, "batch.dropped", f"batch:{batch_id}")
    return batch


def check_draft(batch: Batch) -> None:
    """Raise `OutOfOrder` for what is no draft any more."""
    if batch.status is not BatchStatus.DRAFT:
        raise OutOfOrder(batch.status, BatchStatus.DRAFT, done=True)


def next_number(batches: Iterable[Batch], year: int) -> int:
    """The first number of that year above all that there are."""
    return max((batch.number for batch in batches if batch.year == year), default=0) + 1
