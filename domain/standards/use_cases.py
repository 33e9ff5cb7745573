"""Opening a batch, and looking at what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from domain.people import Action, Actor, require
from domain.standards.model import Batch, BatchStatus, Offer
from domain.standards.refusals import BatchExists
from domain.standards.rules import check_batch, check_next

if TYPE_CHECKING:
    from domain.standards.store import StandardsWork


@dataclass(frozen=True)
class OpenBatch:
    """A batch to open: its name (year and number), what it examines, and its dates."""

    year: int
    number: int
    occupation: str
    edition: str
    levels: tuple[int, ...]
    opens_at: datetime
    closes_at: datetime
    exam_on: date
    places: int | None = None


async def open_batch(work: StandardsWork, actor: Actor | None, command: OpenBatch) -> Batch:
    """Open a batch for registration; `actor` None = the operator of the machine.

    Raises `Missing` for an unknown standard, `BatchExists`, and what `check_batch` raises.
    """
    # From the command line nobody acts in the chat's sense; whoever can run it owns the database.
    if actor is not None:
        require(actor, Action.OPEN_BATCH)
    standard = work.standards.standard(command.occupation, command.edition)
    batch = Batch(**vars(command))
    check_batch(batch, standard, work.now)
    if any((other.year, other.number) == (batch.year, batch.number) for other in await work.standards.batches()):
        raise BatchExists(batch.year, batch.number)
    work.standards.add(batch)
    await work.standards.flush()
    work.audit(actor, "batch.opened", f"batch:{batch.id}", occupation=batch.occupation, edition=batch.edition)
    return batch


async def advance(work: StandardsWork, batch: Batch, to: BatchStatus) -> None:
    """Move a batch on to its next status (facts §0). Raises `OutOfOrder`: no step is skipped, or done twice."""
    check_next(batch, to)
    batch.status = to
    await work.standards.flush()


async def suspend(work: StandardsWork, batch: Batch) -> None:
    """Let a batch wait: what had been announced of it no longer holds (facts §0)."""
    batch.status = BatchStatus.SUSPENDED
    await work.standards.flush()


async def offers(work: StandardsWork) -> Sequence[Offer]:
    """All levels open for registration at this moment."""
    return await work.standards.offers(work.now)
