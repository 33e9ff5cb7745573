"""The life of an application as a table of states (facts §2.5)."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from domain.registration.model import Status
from domain.registration.refusals import AlreadyDecided


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
    # With one level of review, FIRST_PASSED would wait for a second reviewer who never comes.
    return Status.APPROVED if following is Status.FIRST_PASSED and review_levels == 1 else following
