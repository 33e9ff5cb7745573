"""What the notices area asks of storage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from domain.notices.model import Notice, Subscription
from domain.people.store import WithPeople
from domain.standards.store import WithStandards
from domain.work import WithSettings, Work


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


class WithNotices(Protocol):
    """For whoever works with notices and subscriptions."""

    @property
    def notices(self) -> NoticesStore:
        """Notices and subscriptions."""
        ...


class ExaminerCard(Protocol):
    """The card of an examiner, as far as a notice looks at it."""

    @property
    def person_id(self) -> int:
        """Whose it is."""
        ...

    def examines(self, occupation: str, level: int, on: date) -> bool:
        """Whether it lets its holder examine that level on that day."""
        ...


class ExaminerCards(Protocol):
    """Where one sees who may examine: kept by staffing, an area above."""

    async def cards(self) -> Sequence[ExaminerCard]:
        """All cards."""
        ...


class WithExaminerCards(Protocol):
    """For whoever must know whether a batch can be examined."""

    @property
    def staffing(self) -> ExaminerCards:
        """Cards of examiners."""
        ...


class NoticesWork(Work, WithSettings, WithPeople, WithStandards, WithNotices, WithExaminerCards, Protocol):
    """What the deeds of notices work with."""
