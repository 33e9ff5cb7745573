"""The life of an application as a table of states (facts §2.5)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from domain.registration.model import Status
from domain.registration.refusals import AlreadyDecided


class Handling(StrEnum):
    """What can be done to an application that was handed in."""

    APPROVE = "approve"
    RETURN = "return"
    REJECT = "reject"
    RESUBMIT = "resubmit"
    WITHDRAW = "withdraw"


AFTER: Mapping[tuple[Status, Handling], Status] = MappingProxyType(
    {
        (Status.SUBMITTED, Handling.APPROVE): Status.FIRST_PASSED,
        (Status.SUBMITTED, Handling.RETURN): Status.RETURNED,
        (Status.SUBMITTED, Handling.REJECT): Status.REJECTED,
        (Status.SUBMITTED, Handling.WITHDRAW): Status.WITHDRAWN,
        (Status.FIRST_PASSED, Handling.APPROVE): Status.APPROVED,
        (Status.FIRST_PASSED, Handling.RETURN): Status.RETURNED,
        (Status.FIRST_PASSED, Handling.REJECT): Status.REJECTED,
        (Status.FIRST_PASSED, Handling.WITHDRAW): Status.WITHDRAWN,
        (Status.RETURNED, Handling.RESUBMIT): Status.SUBMITTED,
        (Status.RETURNED, Handling.WITHDRAW): Status.WITHDRAWN,
    }
)


def after(status: Status, handling: Handling, review_levels: int = 2) -> Status:
    """The status that a handling leads to; with one level of review the first approval is the last.

    Raises `AlreadyDecided` for a handling that the status does not know.
    """
    following = AFTER.get((status, handling))
    if following is None:
        raise AlreadyDecided(status)
    # With one level of review, FIRST_PASSED would wait for a second reviewer who never comes.
    return Status.APPROVED if following is Status.FIRST_PASSED and review_levels == 1 else following
