"""What the importing area asks of storage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.importing.model import Enrolment
from domain.people.store import WithPeople
from domain.registration.store import WithRegistration
from domain.standards.store import WithStandards
from domain.work import WithIndexes, WithSettings, Work


class ImportingStore(Protocol):
    """Enrolments."""

    async def enrolments(self, batch_id: int) -> Sequence[Enrolment]:
        """All enrolments of a batch, in the order in which they came."""
        ...

    async def enrolments_with_phone(self, phone_index: bytes) -> Sequence[Enrolment]:
        """Enrolments with this telephone that nobody has joined, in any batch, held until the turn ends."""
        ...

    async def batches_awaiting(self) -> Sequence[int]:
        """The batches in which somebody is enrolled who has not joined."""
        ...

    def add(self, record: Enrolment) -> None:
        """Keep a new enrolment."""
        ...

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` on a version conflict."""
        ...


class WithImporting(Protocol):
    """For whoever works with enrolments."""

    @property
    def importing(self) -> ImportingStore:
        """Enrolments."""
        ...


class ImportingWork(
    Work,
    WithSettings,
    WithIndexes,
    WithPeople,
    WithStandards,
    WithRegistration,
    WithImporting,
    Protocol,
):
    """What the deeds of importing work with."""
