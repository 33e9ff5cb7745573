"""The review as a table of states, and who may take which step when (facts §2.5)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from domain.errors import Outdated
from domain.people import Action, Actor, require
from domain.registration.model import Application, Finding, Policy, Status
from domain.registration.reasons import Reason
from domain.registration.refusals import (
    AlreadyDecided,
    ClaimedByOther,
    NoFinding,
    NotClaimed,
    NoteTooLong,
    OwnApplication,
    SamePerson,
    TooManyReturns,
)

LONGEST_NOTE = 300


class Deed(StrEnum):
    """What can be done to an application that was handed in."""

    APPROVE = "approve"
    RETURN = "return"
    REJECT = "reject"
    RESUBMIT = "resubmit"
    WITHDRAW = "withdraw"


AFTER: Mapping[tuple[Status, Deed], Status] = MappingProxyType(
    {
        (Status.SUBMITTED, Deed.APPROVE): Status.FIRST_PASSED,
        (Status.SUBMITTED, Deed.RETURN): Status.RETURNED,
        (Status.SUBMITTED, Deed.REJECT): Status.REJECTED,
        (Status.SUBMITTED, Deed.WITHDRAW): Status.WITHDRAWN,
        (Status.FIRST_PASSED, Deed.APPROVE): Status.APPROVED,
        (Status.FIRST_PASSED, Deed.RETURN): Status.RETURNED,
        (Status.FIRST_PASSED, Deed.REJECT): Status.REJECTED,
        (Status.FIRST_PASSED, Deed.WITHDRAW): Status.WITHDRAWN,
        (Status.RETURNED, Deed.RESUBMIT): Status.SUBMITTED,
        (Status.RETURNED, Deed.WITHDRAW): Status.WITHDRAWN,
    }
)


def after(status: Status, deed: Deed, review_levels: int = 2) -> Status:
    """The status that a deed leads to; with one level of review the first approval is the last.

    Raises `AlreadyDecided` for a deed that the status does not know.
    """
    following = AFTER.get((status, deed))
    if following is None:
        raise AlreadyDecided(status)
    return Status.APPROVED if following is Status.FIRST_PASSED and review_levels == 1 else following


def check_current(application: Application, version: int) -> None:
    """The card shows the application as it is. Raises `AlreadyDecided`, `Outdated`."""
    if application.awaits is None:
        raise AlreadyDecided(application.status)
    if application.version != version:
        raise Outdated("application")


def check_reviewer(application: Application, actor: Actor, action: Action) -> None:
    """Raise `OwnApplication`, `SamePerson` or `Forbidden` unless the actor may review it at this level."""
    if application.person_id == actor.person_id:
        raise OwnApplication
    if application.first_reviewer_id == actor.person_id:
        raise SamePerson
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
