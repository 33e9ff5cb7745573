"""What the registration area asks of storage."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.people.store import WithPeople
from domain.registration.model import Application
from domain.standards.store import WithStandards
from domain.work import WithIndexes, WithSettings, Work


class RegistrationStore(Protocol):
    """Applications."""

    async def application(self, application_id: int, *, lock: bool = False) -> Application:
        """One application; `lock` reads it afresh and holds its row until the turn ends. Raises `Missing`."""
        ...

    async def of_person(self, person_id: int) -> Sequence[Application]:
        """All applications of a person, newest first."""
        ...

    async def of_batch(self, batch_id: int) -> Sequence[Application]:
        """All applications of a batch, in the order in which they were handed in."""
        ...

    async def live_with_number(self, id_index: bytes, batch_id: int) -> Sequence[Application]:
        """Applications of this paper's number in this batch that are neither withdrawn nor rejected."""
        ...

    def add(self, record: Application) -> None:
        """Keep a new application."""
        ...

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` on a version conflict."""
        ...


class WithRegistration(Protocol):
    """For whoever works with applications."""

    @property
    def registration(self) -> RegistrationStore:
        """Applications."""
        ...


class ApplicationsWork(Work, WithRegistration, Protocol):
    """What deeds on applications that are there work with."""


class RegistrationWork(Work, WithSettings, WithIndexes, WithPeople, WithStandards, WithRegistration, Protocol):
    """What the deeds of registration work with."""
