"""What the notices area asks of storage."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.notices.model import Notice, Subscription


class NoticesStore(Protocol):
    """Notices and subscriptions."""

    async def notice(self, notice_id: int) -> Notice:
        """One notice. Raises `Missing`."""
        ...

    async def of_batch(self, batch_id: int) -> Sequence[Notice]:
        """Notices of a batch, newest first."""
        ...

    async def subscriptions(self, person_id: int) -> Sequence[Subscription]:
        """What a person subscribed to."""
        ...

    async def followers(self, occupation: str) -> int:
        """How many follow an occupation and can be reached."""
        ...

    async def forget(self, record: Subscription) -> None:
        """End a subscription."""
        ...

    def add(self, record: Notice | Subscription) -> None:
        """Keep a new record."""
        ...

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` when somebody was faster."""
        ...
