"""Who may review what and when, and what a decision must say (facts §2.5)."""

from __future__ import annotations

from datetime import datetime

from domain.errors import Outdated
from domain.people import Action, Actor, require
from domain.registration import Application, Finding, Policy
from domain.registration.refusals import AlreadyDecided
from domain.reviewing.reasons import Reason
from domain.reviewing.refusals import (
    ClaimedByOther,
    NoFinding,
    NotClaimed,
    NoteTooLong,
    OwnApplication,
    SameReviewer,
    TooManyReturns,
)

LONGEST_NOTE = 300


def check_current(application: Application, version: int) -> None:
    """The card shows the application as it is. Raises `AlreadyDecided`, `Outdated`."""
    if application.awaits is None:
        raise AlreadyDecided(application.status)
    if application.version != version:
        raise Outdated("application")


def check_reviewer(application: Application, actor: Actor, action: Action) -> None:
    """Raise `OwnApplication`, `SameReviewer` or `Forbidden` unless the actor may review it at this level."""
    if application.person_id == actor.person_id:
        raise OwnApplication
    # By person, not by role: whoever holds both roles still is one person (facts §2.5).
    if application.first_reviewer_id == actor.person_id:
        raise SameReviewer
    require(actor, action, application)


def is_claimed_by(application: Application, person_id: int, at: datetime) -> bool:
    """Whether this person has it in hand at that moment; a claim ends at `claimed_until`."""
    until = application.claimed_until
    return application.claimed_by == person_id and until is not None and at < until


def check_lost(application: Application, version: int, at: datetime) -> None:
    """Say why a claim was lost. Raises `ClaimedByOther` when somebody has it in hand, `Outdated` when it moved on."""
    check_current(application, version)
    if application.claimed_until is not None and at < application.claimed_until:
        raise ClaimedByOther(application.claimed_until)
    raise Outdated("application")


def check_claim(application: Application, actor: Actor, at: datetime, policy: Policy) -> None:
    """The actor has it in hand. Raises `ClaimedByOther`, `NotClaimed`."""
    until = application.claimed_until
    if is_claimed_by(application, actor.person_id, at):
        return
    if application.claimed_by not in {None, actor.person_id} and until is not None and at < until:
        raise ClaimedByOther(until)
    raise NotClaimed(policy.claim_minutes)


def check_return(application: Application, findings: tuple[Finding, ...], policy: Policy) -> None:
    """A return names fields, and there is an end to returning. Raises `NoFinding`, `NoteTooLong`, `TooManyReturns`."""
    if application.returns >= policy.max_returns:
        raise TooManyReturns(policy.max_returns)
    check_findings(findings)
    # A return without a field would leave the candidate nothing to mend.
    if any(finding.field is None for finding in findings):
        raise NoFinding


def check_findings(findings: tuple[Finding, ...]) -> None:
    """At least one, each with a reason of the list, `other` with words. Raises `NoFinding`, `NoteTooLong`."""
    if not findings or not all(map(_is_reasoned, findings)):
        raise NoFinding
    longest = max(len(finding.note) for finding in findings)
    if longest > LONGEST_NOTE:
        raise NoteTooLong(longest, LONGEST_NOTE)


def _is_reasoned(finding: Finding) -> bool:
    if finding.reason == Reason.OTHER:
        return bool(finding.note.strip())
    return finding.reason in set(Reason)
