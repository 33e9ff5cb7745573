"""What a planner has answered of a batch so far, and how it becomes a plan, and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from domain.standards import Batch, PlanBatch


class Opening(StrEnum):
    """When registration opens, if not at a moment of its own."""

    NOW = "now"


@dataclass
class BatchDraft:
    """The answers, None where there is none yet; `places` 0 = no limit; `picked` are levels ticked, not yet taken.

    `batch_id` and `version` are set where a draft of before is put right.
    """

    occupation: str | None = None
    edition: str | None = None
    levels: tuple[int, ...] | None = None
    picked: tuple[int, ...] | None = None
    opens: datetime | Opening | None = None
    closes: datetime | None = None
    exam_on: date | None = None
    places: int | None = None
    batch_id: int | None = None
    version: int = 0

    def opens_at(self, now: datetime) -> datetime:
        """The moment at which registration opens."""
        return now if self.opens is None or isinstance(self.opens, Opening) else self.opens

    def plan(self, now: datetime) -> PlanBatch:
        """The plan. Raises ValueError while something is missing."""
        if not (self.occupation and self.edition and self.levels and self.closes and self.exam_on):
            raise ValueError("not answered yet")
        return PlanBatch(
            occupation=self.occupation,
            edition=self.edition,
            levels=self.levels,
            opens_at=self.opens_at(now),
            closes_at=self.closes,
            exam_on=self.exam_on,
            places=self.places or None,
        )


def draft_of(batch: Batch) -> BatchDraft:
    """A kept draft as answers."""
    return BatchDraft(
        occupation=batch.occupation,
        edition=batch.edition,
        levels=batch.levels,
        opens=batch.opens_at,
        closes=batch.closes_at,
        exam_on=batch.exam_on,
        places=batch.places or 0,
        batch_id=batch.id,
        version=batch.version,
    )
