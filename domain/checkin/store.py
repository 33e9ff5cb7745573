"""What the checkin area asks of storage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.checkin.model import Admission


class CheckinStore(Protocol):
    """Admissions."""

    async def admission(self, admission_id: int) -> Admission:
        """One admission. Raises `Missing`."""
        ...

    async def of_booking(self, booking_id: int) -> Sequence[Admission]:
        """What happened at the door for a booking, oldest first."""
        ...

    async def of_sitting(self, sitting_id: int) -> Sequence[Admission]:
        """What happened at the door of a sitting, oldest first."""
        ...

    def add(self, record: Admission) -> None:
        """Keep a new record."""
        ...

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` when somebody was faster."""
        ...
