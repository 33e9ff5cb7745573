"""What happens when in a batch, as its notice says it: by the default timeline, counted from its dates (facts §9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from domain.local import local_date
from domain.notices.rules import add_working_days
from domain.standards import Batch, Timeline


@dataclass(frozen=True)
class Milestones:
    """Last day of the review, first and last day of tickets, day of the results, of the certificates (about)."""

    reviewed_by: date
    tickets_from: date
    tickets_until: date
    results_by: date
    certificates_about: date


def milestones(batch: Batch, timeline: Timeline) -> Milestones:
    """Of a batch. No review ends after the day before the tickets come, however short the time is."""
    tickets_from = batch.exam_on - timedelta(days=timeline.tickets_from)
    closed = local_date(batch.closes_at)
    # Kept before the tickets, and nothing before the close: a batch with little time has little of everything.
    reviewed_by = add_working_days(closed, timeline.review_working_days)
    return Milestones(
        reviewed_by=max(closed, min(reviewed_by, tickets_from - timedelta(days=1))),
        tickets_from=max(closed, tickets_from),
        tickets_until=max(closed, batch.exam_on - timedelta(days=timeline.tickets_until)),
        results_by=add_working_days(batch.exam_on, timeline.result_working_days),
        certificates_about=batch.exam_on + timedelta(days=timeline.certificates),
    )
