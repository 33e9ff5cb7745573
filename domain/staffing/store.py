"""What the staffing area asks of storage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.people.store import WithPeople
from domain.planning.store import WithPlanning
from domain.registration.store import WithRegistration
from domain.resources.store import WithResources
from domain.staffing.model import Card, Duty
from domain.standards.store import WithStandards
from domain.work import WithSettings, WithTokens, Work


class StaffingStore(Protocol):
    """Cards and duties."""

    async def cards(self) -> Sequence[Card]:
        """All cards, by number."""
        ...

    async def duty(self, duty_id: int) -> Duty:
        """One duty. Raises `Missing`."""
        ...

    async def duties(self, sitting_id: int) -> Sequence[Duty]:
        """The duties of a sitting, declined ones too, in the order they were given."""
        ...

    async def duties_of_batch(self, batch_id: int) -> Sequence[Duty]:
        """All duties of a batch."""
        ...

    async def duties_of_person(self, person_id: int) -> Sequence[Duty]:
        """A person's duties in confirmed and proposed sittings, by time."""
        ...

    async def forget(self, record: Duty) -> None:
        """Take back what was only proposed."""
        ...

    def add(self, record: Card | Duty) -> None:
        """Keep a new record."""
        ...

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` when somebody was faster."""
        ...


class WithStaffing(Protocol):
    """For whoever works with cards and duties."""

    @property
    def staffing(self) -> StaffingStore:
        """Cards and duties."""
        ...


class HasEnd(Protocol):
    """The record of a sitting, as far as duties look at it."""

    @property
    def finished_at(self) -> datetime | None:
        """When the sitting ended; None while it has not."""
        ...


class SittingRecords(Protocol):
    """Where one sees whether a sitting has ended: kept by the exam, an area above."""

    async def record(self, sitting_id: int) -> HasEnd | None:
        """The record of a sitting; None before it begins."""
        ...


class WithSittingRecords(Protocol):
    """For whoever must know whether a sitting has ended."""

    @property
    def exam(self) -> SittingRecords:
        """Records of sittings."""
        ...


class NeededWork(WithStandards, WithPlanning, Protocol):
    """What one looks at to see how many staff a sitting needs."""


class StaffingWork(
    Work,
    WithSettings,
    WithTokens,
    WithPeople,
    WithStandards,
    WithRegistration,
    WithPlanning,
    WithResources,
    WithStaffing,
    WithSittingRecords,
    Protocol,
):
    """What the deeds of staffing work with."""
