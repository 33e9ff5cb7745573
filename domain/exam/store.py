"""What the exam area asks of storage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.exam.model import Incident, RoomRecord
from domain.planning.store import WithPlanning
from domain.staffing.store import WithStaffing
from domain.standards.store import WithStandards
from domain.work import WithSettings, Work


class ExamStore(Protocol):
    """Room records and incidents."""

    async def record(self, sitting_id: int) -> RoomRecord | None:
        """The room record of a sitting; None before it begins."""
        ...

    async def incident(self, incident_id: int) -> Incident:
        """One incident. Raises `Missing`."""
        ...

    async def incidents(self, sitting_id: int) -> Sequence[Incident]:
        """What happened in a sitting, oldest first."""
        ...

    def add(self, record: RoomRecord | Incident) -> None:
        """Keep a new record."""
        ...

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` when somebody was faster."""
        ...


class WithExam(Protocol):
    """For whoever works with room records and incidents."""

    @property
    def exam(self) -> ExamStore:
        """Room records and incidents."""
        ...


class ExamWork(Work, WithSettings, WithStandards, WithPlanning, WithStaffing, WithExam, Protocol):
    """What the deeds of exam work with."""
