"""What the reviewing area asks of storage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from domain.registration.model import Application, Claim, Status


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
