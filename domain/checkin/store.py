"""What the checkin area asks of storage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.checkin.model import Admission
from domain.people.store import WithPeople
from domain.planning.store import WithPlanning
from domain.registration.store import WithRegistration
from domain.staffing.store import WithSittingRecords, WithStaffing
from domain.standards.store import WithStandards
from domain.work import WithSettings, Work


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


class WithCheckin(Protocol):
    """For whoever works with admissions."""

    @property
    def checkin(self) -> CheckinStore:
        """Admissions."""
        ...


class CheckinWork(
    Work,
    WithSettings,
    WithPeople,
    WithStandards,
    WithRegistration,
    WithPlanning,
    WithStaffing,
    WithCheckin,
    WithSittingRecords,
    Protocol,
):
    """What the deeds of checkin work with."""
