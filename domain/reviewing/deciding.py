"""What reviewers do: look at the queue, take one in hand, approve, return for mending, reject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from domain import notices
from domain.local import local_date
from domain.people import Action, Actor, Role, allowed, require
from domain.registration import Policy, rules
from domain.registration.model import (
    REVIEWER_OF,
    Application,
    Approved,
    Claim,
    Finding,
    MendingDue,
    Rejected,
    Returned,
    Status,
    Submitted,
)
from domain.registration.reviewed import ReviewOutcome, conclude_review, give_back
from domain.registration.rules.states import Handling
from domain.registration.submitting import mending_key, object_id
from domain.reviewing import rules as review
from domain.work import Reminder, Work

if TYPE_CHECKING:
    from domain.registration.model import Flag, Verdict
    from domain.reviewing.store import ReviewingWork

REMIND_BEFORE = timedelta(hours=24)


@dataclass(frozen=True)
class Decision:
    """A reviewer's decision on an application at the version that was shown, with findings unless it is approved."""

    application_id: int
    version: int
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Assessment:
    """What the rules say of an application under review: its verdict as of now, and what to look at."""

    application: Application
    verdict: Verdict
    flags: frozenset[Flag]


async def queue(work: ReviewingWork, actor: Actor) -> Sequence[Application]:
    """What this reviewer may take in hand, longest waiting first; never their own or what they passed before."""
    require(actor, Action.REVIEW_QUEUE)
    waiting: list[Application] = []
    for status, role in REVIEWER_OF.items():
        if role in actor.roles:
            waiting += await work.reviewing.waiting(status, work.now)
    mine = [each for each in waiting if allowed(actor, Action.REVIEW_CLAIM, each)]
    # Someone may be both reviewers by role: the two queues are one for them, in order of waiting.
    return sorted(mine, key=lambda each: each.submitted_at)


async def assess(work: ReviewingWork, actor: Actor, application_id: int) -> Assessment:
    """The facts for the review card. Raises `AlreadyDecided`, `OwnApplication`, `SameReviewer`, `Forbidden`."""
    require(actor, Action.REVIEW_QUEUE)
    application = await work.registration.application(application_id)
    review.check_current(application, application.version)
    review.check_reviewer(application, actor, Action.REVIEW_CLAIM)
    batch = await work.standards.batch(application.batch_id)
    standard = work.standards.standard(batch.occupation, batch.edition).levels[application.level]
    background = rules.Background.of(application.particulars)
    flags = rules.check_particulars(application.particulars, local_date(work.now))
    return Assessment(application, rules.verdict(standard, background, local_date(batch.closes_at)), flags)


async def claim(work: ReviewingWork, actor: Actor, application_id: int, version: int) -> Application:
    """Take it in hand for `policy.claim_minutes`, or for so long again.

    Raises `AlreadyDecided`, `Outdated`, `OwnApplication`, `SameReviewer`, `ClaimedByOther`.
    """
    require(actor, Action.REVIEW_CLAIM)
    seen = await work.registration.application(application_id)
    review.check_current(seen, version)
    review.check_reviewer(seen, actor, Action.REVIEW_CLAIM)
    until = work.now + timedelta(minutes=work.settings_of(Policy).claim_minutes)
    # One conditional UPDATE decides who was first; reading and then writing would let two reviewers win.
    won = await work.reviewing.claim(application_id, version, Claim(actor.person_id, work.now, until))
    application = await work.registration.application(application_id, lock=True)
    if not won:
        review.check_lost(application, version, work.now)
    work.audit(actor, "review.claimed", object_id(application))
    return application


async def release(work: ReviewingWork, actor: Actor, application_id: int) -> Application:
    """Put it back into the queue; nothing happens when it is not in this reviewer's hand (any more)."""
    require(actor, Action.REVIEW_CLAIM)
    application = await work.registration.application(application_id, lock=True)
    if application.claimed_by == actor.person_id:
        await give_back(work, application)
        work.audit(actor, "review.released", object_id(application))
    return application


async def approve(work: ReviewingWork, actor: Actor, decision: Decision) -> Application:
    """Pass it: the first review hands it on to the second reviewers, the last one approves it (facts §2.5)."""
    application = await _in_hand(work, actor, decision)
    following = rules.after(application.status, Handling.APPROVE, work.settings_of(Policy).review_levels)
    await _decide(work, actor, application, ReviewOutcome(actor.person_id, following))
    if following is Status.FIRST_PASSED:
        work.tell_role(Role.SECOND_REVIEWER, Submitted(application.id))
    else:
        work.tell(application.person_id, Approved(application.id))
    return application


async def return_for_mending(work: ReviewingWork, actor: Actor, decision: Decision) -> Application:
    """Send it back to the candidate, field by field with reasons, to be mended by the end of a working day.

    Raises `NoFinding`, `NoteTooLong`, `TooManyReturns` besides what every decision raises.
    """
    application = await _in_hand(work, actor, decision)
    review.check_return(application, decision.findings, work.settings_of(Policy))
    following = rules.after(application.status, Handling.RETURN)
    due_at = notices.working_deadline(work.now, work.settings_of(Policy).mend_working_days)
    await _decide(work, actor, application, ReviewOutcome(actor.person_id, following, decision.findings, due_at))
    work.tell(application.person_id, Returned(application.id))
    remind_to_mend(work, application)
    return application


async def reject(work: ReviewingWork, actor: Actor, decision: Decision) -> Application:
    """A final no, with reasons. Raises `NoFinding`, `NoteTooLong` besides what every decision raises."""
    application = await _in_hand(work, actor, decision)
    review.check_findings(decision.findings)
    following = rules.after(application.status, Handling.REJECT)
    await _decide(work, actor, application, ReviewOutcome(actor.person_id, following, decision.findings))
    work.tell(application.person_id, Rejected(application.id))
    return application


async def full_id(work: ReviewingWork, actor: Actor, application_id: int) -> str:
    """The whole number of the identity paper, for the reviewer who has it in hand; each look is written down."""
    require(actor, Action.VIEW_FULL_ID)
    application = await work.registration.application(application_id)
    review.check_current(application, application.version)
    review.check_reviewer(application, actor, Action.VIEW_FULL_ID)
    review.check_claim(application, actor, work.now, work.settings_of(Policy))
    # Reads of a full number are logged (facts §12).
    work.audit(actor, "identity.viewed", object_id(application))
    return application.particulars.identity.number


async def overview(work: ReviewingWork, actor: Actor) -> dict[tuple[int, Status], int]:
    """How many applications there are, by batch and status."""
    require(actor, Action.OVERVIEW)
    return await work.reviewing.count()


async def _in_hand(work: ReviewingWork, actor: Actor, decision: Decision) -> Application:
    """The application, locked, if the actor may decide it now.

    Raises `AlreadyDecided`, `Outdated`, `OwnApplication`, `SameReviewer`, `Forbidden`, `ClaimedByOther`, `NotClaimed`.
    """
    require(actor, Action.REVIEW_DECIDE)
    application = await work.registration.application(decision.application_id, lock=True)
    review.check_current(application, decision.version)
    review.check_reviewer(application, actor, Action.REVIEW_DECIDE)
    review.check_claim(application, actor, work.now, work.settings_of(Policy))
    return application


async def _decide(work: ReviewingWork, actor: Actor, application: Application, outcome: ReviewOutcome) -> None:
    """Write down who decided what, and give the claim back."""
    before = application.status
    await conclude_review(work, application, outcome)
    # Codes only: the reviewer's own words may hold personal data, and the trail is kept for ever.
    facts = {"was": before.value, "now": outcome.status.value}
    reasons = ",".join(finding.reason for finding in application.findings)
    work.audit(actor, "review.decided", object_id(application), **facts, reasons=reasons)


def remind_to_mend(work: Work, application: Application) -> None:
    """A day before the time ends, unless that would be at once (facts §9)."""
    until = application.due_at
    if until is not None and (due_at := until - REMIND_BEFORE) > work.now:
        event = MendingDue(application.id)
        work.remind(Reminder(mending_key(application), application.person_id, event, due_at, useful_until=until))
