"""What the standards area asks of storage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.standards.model import Batch, Offer, Standard
from domain.work import Work


class StandardsStore(Protocol):
    """Standards (data that comes with the program) and batches (rows)."""

    def standard(self, code: str, edition: str) -> Standard:
        """One edition of a standard. Raises `Missing`."""
        ...

    def standards(self) -> Sequence[Standard]:
        """All of them, by code, the newest edition first."""
        ...

    async def batch(self, batch_id: int) -> Batch:
        """One batch. Raises `Missing`."""
        ...

    async def batch_to_read(self, batch_id: int, at: datetime) -> Batch:
        """One batch that is only looked at, never changed. Raises `Missing`."""
        ...

    async def batches(self) -> Sequence[Batch]:
        """All batches, newest first."""
        ...

    async def offers(self, at: datetime) -> Sequence[Offer]:
        """Every level open for registration at that moment, by batch and level (5 first)."""
        ...

    def add(self, batch: Batch) -> None:
        """Keep a new batch."""
        ...

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known."""
        ...


class WithStandards(Protocol):
    """For whoever works with standards and batches."""

    @property
    def standards(self) -> StandardsStore:
        """Standards and batches."""
        ...


class StandardsWork(Work, WithStandards, Protocol):
    """What the deeds of standards work with."""
