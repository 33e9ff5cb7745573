"""What the resources area asks of storage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.planning.store import WithPlanning
from domain.resources.model import ChecklistLine, StockItem
from domain.standards.store import WithStandards
from domain.work import Work


class ResourcesStore(Protocol):
    """Stock and checklists."""

    async def stock(self) -> Sequence[StockItem]:
        """All that the centre has, by code."""
        ...

    async def line(self, line_id: int) -> ChecklistLine:
        """One line of a checklist. Raises `Missing`."""
        ...

    async def lines(self, batch_id: int) -> Sequence[ChecklistLine]:
        """The checklists of a batch, by sitting."""
        ...

    async def forget(self, record: ChecklistLine) -> None:
        """Take a line back, with the plan that it was made for."""
        ...

    def add(self, record: StockItem | ChecklistLine) -> None:
        """Keep a new record."""
        ...

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` when somebody was faster."""
        ...


class WithResources(Protocol):
    """For whoever works with stock and checklists."""

    @property
    def resources(self) -> ResourcesStore:
        """Stock and checklists."""
        ...


class ResourcesWork(Work, WithStandards, WithPlanning, WithResources, Protocol):
    """What the deeds of resources work with."""
