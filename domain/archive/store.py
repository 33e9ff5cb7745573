"""What the archive area asks of storage."""

from __future__ import annotations

from typing import Protocol

from domain.archive.model import Archive
from domain.certificates.store import WithCertificates
from domain.exam.store import WithExam
from domain.marking.store import WithMarking
from domain.notices.store import WithNotices
from domain.planning.store import WithPlanning
from domain.registration.store import WithRegistration
from domain.scores.store import WithScores
from domain.staffing.store import WithStaffing
from domain.standards.store import WithStandards
from domain.work import WithSettings, Work


class ArchiveStore(Protocol):
    """Archives of batches."""

    async def of_batch(self, batch_id: int) -> Archive | None:
        """The archive of a batch; None before it is built."""
        ...

    def add(self, record: Archive) -> None:
        """Keep a new record."""
        ...

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` when somebody was faster."""
        ...


class WithArchive(Protocol):
    """For whoever works with archives."""

    @property
    def archive(self) -> ArchiveStore:
        """Archives."""
        ...


class ArchiveWork(
    Work,
    WithSettings,
    WithStandards,
    WithNotices,
    WithRegistration,
    WithPlanning,
    WithStaffing,
    WithExam,
    WithMarking,
    WithScores,
    WithCertificates,
    WithArchive,
    Protocol,
):
    """What the deeds of archive work with."""
