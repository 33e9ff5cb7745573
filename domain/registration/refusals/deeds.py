"""Why an application cannot be handed in, mended, reviewed or decided as wished (facts §2.2, §2.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.registration.model import Field, Shortfall, Status
from domain.registration.refusals.kind import RegistrationRefusal


@dataclass(eq=False)
class RegistrationClosed(RegistrationRefusal):
    """Registration of this batch has ended."""

    closed_at: datetime


@dataclass(eq=False)
class RegistrationNotOpen(RegistrationRefusal):
    """Registration of this batch has not begun."""

    opens_at: datetime


@dataclass(eq=False)
class LevelNotOffered(RegistrationRefusal):
    """The batch does not examine this level."""

    level: int


@dataclass(eq=False)
class AlreadyApplied(RegistrationRefusal):
    """A live application in this batch stands under the same number, or the same person (`own`)."""

    own: bool


@dataclass(eq=False)
class HigherHeld(RegistrationRefusal):
    """The certificate held, of `level`, is the same or higher than the level applied for."""

    level: int
    wanted: int


@dataclass(eq=False)
class NotEligible(RegistrationRefusal):
    """No clause of the level is met; the nearest first."""

    level: int
    shortfalls: tuple[Shortfall, ...]


@dataclass(eq=False)
class MendingOver(RegistrationRefusal):
    """The time to mend has ended."""

    due_at: datetime


@dataclass(eq=False)
class FieldNotReturned(RegistrationRefusal):
    """These fields were not returned and stay as they were reviewed."""

    fields: tuple[Field, ...]


@dataclass(eq=False)
class AlreadyDecided(RegistrationRefusal):
    """The application is past what is wanted."""

    status: Status


@dataclass(eq=False)
class RegistrationStillOpen(RegistrationRefusal):
    """Registration of this batch has not ended yet."""

    closes_at: datetime


@dataclass(eq=False)
class Undecided(RegistrationRefusal):
    """So many applications of the batch wait for a decision."""

    count: int


@dataclass(eq=False)
class NobodyApproved(RegistrationRefusal):
    """No application of the batch was approved, so there is nobody to examine."""


@dataclass(eq=False)
class PhotoMissing(RegistrationRefusal):
    """An application without a photo cannot be reviewed."""
