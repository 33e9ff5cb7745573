"""What a review does to an application: deeds that the reviewing area calls."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.registration.model import FINAL, Application, Finding, Status
from domain.registration.store import ApplicationsWork


@dataclass(frozen=True)
class ReviewOutcome:
    """What a reviewer came to: the status that follows, why, and until when there is time to mend."""

    reviewer_id: int
    status: Status
    findings: tuple[Finding, ...] | None = None  # None leaves them as they are
    due_at: datetime | None = None


async def conclude_review(work: ApplicationsWork, application: Application, outcome: ReviewOutcome) -> None:
    """Write down who came to what; the claim is given back (facts §2.5)."""
    if application.status is Status.SUBMITTED:
        application.first_reviewer_id = outcome.reviewer_id
    else:
        application.second_reviewer_id = outcome.reviewer_id
    if outcome.findings is not None:
        application.findings = outcome.findings
    if outcome.status is Status.RETURNED:
        application.returns, application.due_at = application.returns + 1, outcome.due_at
    application.status = outcome.status
    # The first review decides nothing: statistics and archive count what is final.
    application.decided_at = work.now if outcome.status in FINAL else None
    await give_back(work, application)


async def give_back(work: ApplicationsWork, application: Application) -> None:
    """End the claim of whoever has it in hand."""
    application.claimed_by = application.claimed_until = None
    await work.registration.flush()
