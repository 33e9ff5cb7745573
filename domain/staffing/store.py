"""What the staffing area asks of storage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.staffing.model import Card, Duty


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
