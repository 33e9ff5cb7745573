"""What the marking area asks of storage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.exam.store import WithExam
from domain.marking.model import Sheet, TheoryEntry
from domain.planning.store import WithPlanning
from domain.staffing.store import WithStaffing
from domain.standards.store import WithStandards
from domain.work import Work


class MarkingStore(Protocol):
    """Sheets of the practical and entries of theory marks."""

    async def sheets(self, sitting_id: int) -> Sequence[Sheet]:
        """All sheets of a sitting, by seat and examiner."""
        ...

    async def sheets_of(self, booking_id: int) -> Sequence[Sheet]:
        """The sheets of one candidate, by examiner."""
        ...

    async def entries(self, sitting_id: int) -> Sequence[TheoryEntry]:
        """All theory entries of a sitting, by seat and round."""
        ...

    async def entries_of(self, booking_id: int) -> Sequence[TheoryEntry]:
        """The entries of one candidate's theory mark, by round."""
        ...

    async def hold(self, sitting_id: int) -> None:
        """Hold a sitting until the turn ends, whoever else wants to waits; its entries are read afresh."""
        ...

    def add(self, record: Sheet | TheoryEntry) -> None:
        """Keep a new record."""
        ...

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` when somebody was faster."""
        ...


class WithMarking(Protocol):
    """For whoever works with sheets and entries."""

    @property
    def marking(self) -> MarkingStore:
        """Sheets and entries."""
        ...


class MarkedWork(WithPlanning, WithStaffing, WithMarking, Protocol):
    """What one looks at to see how far marking is."""


class MarkingWork(Work, WithStandards, WithPlanning, WithStaffing, WithExam, WithMarking, Protocol):
    """What the deeds of marking work with."""
