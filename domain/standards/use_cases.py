"""Opening a batch, and looking at what is open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from domain.people import Action, Actor, require
from domain.standards.model import Batch, Offer
from domain.standards.refusals import BatchExists
from domain.standards.rules import check_batch

if TYPE_CHECKING:
    from domain.work import Work


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


async def open_batch(work: Work, actor: Actor | None, command: OpenBatch) -> Batch:
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


async def offers(work: Work) -> Sequence[Offer]:
    """All levels open for registration at this moment."""
    return await work.standards.offers(work.now)
