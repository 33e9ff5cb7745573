"""What the reviewing area asks of storage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.registration.model import Application, Claim, Status
from domain.registration.store import WithRegistration
from domain.standards.store import WithStandards
from domain.work import WithSettings, Work


class ReviewingStore(Protocol):
    """The queue, and claims on what stands in it."""

    async def waiting(self, status: Status, at: datetime) -> Sequence[Application]:
        """Applications in this status whose claim is free or has run out at `at`, oldest first (at most 50)."""
        ...

    async def count(self) -> dict[tuple[int, Status], int]:
        """How many per batch and status."""
        ...

    async def claim(self, application_id: int, version: int, claim: Claim) -> bool:
        """Claim by one conditional UPDATE (free, run out or one's own; version unchanged); False when lost."""
        ...


class WithReviewing(Protocol):
    """For whoever works with the queue of applications."""

    @property
    def reviewing(self) -> ReviewingStore:
        """The queue of applications."""
        ...


class ReviewingWork(Work, WithSettings, WithStandards, WithRegistration, WithReviewing, Protocol):
    """What the deeds of reviewing work with."""
