"""Why staff cannot be assigned, or tickets not issued; each field is what the text shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.errors import Refusal
from domain.staffing.model import DutyRole


class StaffingRefusal(Refusal):
    """A refusal whose text stands with the staffing area."""

    area: ClassVar[str] = "staffing"


@dataclass(eq=False)
class NotEnoughStaff(StaffingRefusal):
    """A sitting needs more of a role than may serve in it at that time."""

    role: DutyRole
    starts_at: datetime
    needed: int
    free: int


@dataclass(eq=False)
class NoPlan(StaffingRefusal):
    """There is no sitting yet that anybody could serve in."""


@dataclass(eq=False)
class NotAssigned(StaffingRefusal):
    """Some sitting lacks staff; it is assigned before it is confirmed (facts §1.5)."""

    role: DutyRole
    starts_at: datetime
    missing: int


@dataclass(eq=False)
class Unanswered(StaffingRefusal):
    """So many duties are not accepted yet: no batch is published without its staff."""

    count: int


@dataclass(eq=False)
class Recused(StaffingRefusal):
    """The person may not serve in that sitting, or serves elsewhere then."""


@dataclass(eq=False)
class NoLongerFree(StaffingRefusal):
    """Somebody who was proposed may not serve in that sitting any more, or has another duty at that time by now."""

    name: str
    starts_at: datetime


@dataclass(eq=False)
class DutyAnswered(StaffingRefusal):
    """The duty was answered already, or is not offered any more."""


@dataclass(eq=False)
class DeclineReason(StaffingRefusal):
    """Declining needs a reason of at most so many characters."""

    most: int
