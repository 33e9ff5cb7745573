"""What a batch must be to open, and what it offers to candidates (facts §0, §9)."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from domain.local import local_date
from domain.standards.model import Batch, BatchStatus, Offer, Standard
from domain.standards.refusals import (
    BatchEndsBeforeStart,
    ExamBeforeClosing,
    ExamOnHoliday,
    LevelsNotInStandard,
    NoPlaces,
    OutOfOrder,
)
from domain.standards.timeline import is_public_holiday

ASIDE = (BatchStatus.SUSPENDED, BatchStatus.CANCELLED)
ORDER = tuple(status for status in BatchStatus if status not in ASIDE)
# Suspended goes back to open registration: that is the only state from which a notice can be withdrawn.
FOLLOWS = dict(pairwise(ORDER)) | {BatchStatus.SUSPENDED: BatchStatus.REGISTRATION_OPEN}


def check_next(batch: Batch, to: BatchStatus) -> None:
    """Raise `OutOfOrder` unless `to` is the status that follows."""
    if FOLLOWS.get(batch.status) is not to:
        raise OutOfOrder(batch.status, to, done=reached(batch, to))


def reached(batch: Batch, status: BatchStatus) -> bool:
    """Whether the batch stands at this status, or beyond it."""
    stands = BatchStatus.DRAFT if batch.status is BatchStatus.SUSPENDED else batch.status  # its notice is not out
    return {stands, status} <= set(ORDER) and ORDER.index(stands) >= ORDER.index(status)


def check_batch(batch: Batch, standard: Standard, at: datetime) -> None:
    """Levels of the standard, registration that ends after now and after it begins, the exam on a later day.

    Raises `LevelsNotInStandard`, `BatchEndsBeforeStart`, `ExamBeforeClosing`, `NoPlaces`.
    """
    unknown = tuple(level for level in batch.levels if level not in standard.levels)
    if unknown or not batch.levels:
        raise LevelsNotInStandard(unknown)
    if not max(batch.opens_at, at) < batch.closes_at:
        raise BatchEndsBeforeStart(batch.opens_at, batch.closes_at)
    # Rooms, staff and tickets need at least a night.
    if batch.exam_on <= local_date(batch.closes_at):
        raise ExamBeforeClosing(batch.exam_on, batch.closes_at)
    if batch.places is not None and batch.places < 1:
        raise NoPlaces(batch.places)


def check_plan(batch: Batch, standard: Standard, at: datetime) -> None:
    """Raise what `check_batch` raises, and `ExamOnHoliday`."""
    check_batch(batch, standard, at)
    if is_public_holiday(batch.exam_on):
        raise ExamOnHoliday(batch.exam_on)


def is_open(batch: Batch, at: datetime) -> bool:
    """Whether candidates may register for it at that moment; the closing moment itself is too late."""
    return batch.status is BatchStatus.REGISTRATION_OPEN and batch.opens_at <= at < batch.closes_at


def offers_of(batch: Batch, standard: Standard, at: datetime) -> tuple[Offer, ...]:
    """What the batch offers at that moment, beginners' level (5) first; nothing when it is not open."""
    if not is_open(batch, at):
        return ()
    return tuple(
        Offer(
            batch_id=batch.id,
            level=level,
            occupation=batch.occupation,
            name=standard.name,
            edition=batch.edition,
            year=batch.year,
            number=batch.number,
            closes_at=batch.closes_at,
            exam_on=batch.exam_on,
        )
        for level in sorted(batch.levels, reverse=True)
    )
