"""Why a reviewer cannot take an application in hand, or decide on it as wished (facts §2.5)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from domain.errors import Refusal


class ReviewingRefusal(Refusal):
    """A refusal whose text stands with the reviewing area."""

    area: ClassVar[str] = "reviewing"


@dataclass(eq=False)
class OwnApplication(ReviewingRefusal):
    """Nobody reviews their own application."""


@dataclass(eq=False)
class SameReviewer(ReviewingRefusal):
    """The second review is another person's than the first."""


@dataclass(eq=False)
class ClaimedByOther(ReviewingRefusal):
    """Another reviewer has it in hand until then."""

    until: datetime


@dataclass(eq=False)
class NotClaimed(ReviewingRefusal):
    """Take it in hand first: the claim was given back, or has run out; a claim holds for `minutes`."""

    minutes: int


@dataclass(eq=False)
class TooManyReturns(ReviewingRefusal):
    """It was returned as often as it may be: now approve or reject."""

    limit: int


@dataclass(eq=False)
class NoFinding(ReviewingRefusal):
    """A return names at least one field with its reason, a rejection at least one reason; `other` needs words."""


@dataclass(eq=False)
class NoteTooLong(ReviewingRefusal):
    """The reviewer's own words are longer than a card has room for."""

    length: int
    limit: int
