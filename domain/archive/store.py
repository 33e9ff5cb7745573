"""What the archive area asks of storage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from domain.archive.model import Archive


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
