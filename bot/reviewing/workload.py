"""How much there is to do for one reviewer: what waits, what is in hand, how long the oldest has waited."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.engine.turn import Turn
from domain import reviewing
from domain.people import Action, allowed
from domain.registration import REVIEWER_OF, Application, Policy, Status
from domain.reviewing import queue

HOUR = timedelta(hours=1)
MOST_COUNTED = 50  # as many as the queue gives of each review


@dataclass(frozen=True)
class Workload:
    """What this reviewer may take (oldest first), and what they have in hand, at a moment."""

    waiting: Sequence[Application]
    in_hand: Sequence[Application]
    at: datetime

    @property
    def facts(self) -> Mapping[str, Any]:
        """Counts of both reviews, of what is in hand, and whole hours that the oldest has waited."""
        return {
            "first": self._count(Status.SUBMITTED),
            "second": self._count(Status.FIRST_PASSED),
            "in_hand": len(self.in_hand),
            "hours": hours_since(self.waiting[0].submitted_at, self.at) if self.waiting else 0,
            "most": MOST_COUNTED,
        }

    def _count(self, status: Status) -> int:
        return sum(each.status is status for each in self.waiting)


async def workload(turn: Turn) -> Workload:
    """What there is to do for the actor now. Raises `Forbidden` for who is no reviewer."""
    return Workload(await waiting_here(turn), await in_hand(turn), turn.work.now)


async def waiting_here(turn: Turn) -> Sequence[Application]:
    """What the actor may take in hand, oldest first; what they have in hand does not count."""
    mine = turn.actor.person_id
    found = await queue(turn.work, turn.actor)
    return [each for each in found if not reviewing.rules.is_claimed_by(each, mine, turn.work.now)]


async def in_hand(turn: Turn) -> Sequence[Application]:
    """What the actor has in hand: of all whose claims will have run out when the longest possible has."""
    # A claim of one's own is not in the queue now, but would be once it has run out: that is how it is found.
    later = turn.work.now + timedelta(minutes=turn.work.settings_of(Policy).claim_minutes)
    found: list[Application] = []
    for status, role in REVIEWER_OF.items():
        if role in turn.actor.roles:
            found += await turn.work.reviewing.waiting(status, later)
    mine = turn.actor.person_id
    return [
        each
        for each in found
        if reviewing.rules.is_claimed_by(each, mine, turn.work.now) and allowed(turn.actor, Action.REVIEW_CLAIM, each)
    ]


def hours_since(moment: datetime, now: datetime) -> int:
    """Whole hours gone by; 0 for a moment that is still to come."""
    return max(0, (now - moment) // HOUR)
