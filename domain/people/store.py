"""What the people area asks of storage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from domain.actor import Role
from domain.people.model import Consent, Grant, Person
from domain.work import Work


class PeopleStore(Protocol):
    """Persons, grants of roles, consents."""

    async def person(self, person_id: int) -> Person:
        """One person. Raises `Missing`."""
        ...

    async def by_chat(self, chat_id: int) -> Person | None:
        """The person of a private chat, if known."""
        ...

    async def grants(self, person_id: int) -> Sequence[Grant]:
        """Grants in force."""
        ...

    async def holders(self, role: Role) -> Sequence[Person]:
        """Everybody who holds the role now."""
        ...

    async def consents(self, person_id: int) -> Sequence[Consent]:
        """Consents in force."""
        ...

    def give(self, consent: Consent) -> None:
        """Keep a consent."""
        ...

    def end(self, consent: Consent, at: datetime) -> None:
        """End a consent."""
        ...

    def add(self, record: Person | Grant) -> None:
        """Keep a new record."""
        ...

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known."""
        ...


class WithPeople(Protocol):
    """For whoever works with persons, grants and consents."""

    @property
    def people(self) -> PeopleStore:
        """Persons, grants and consents."""
        ...


class PeopleWork(Work, WithPeople, Protocol):
    """What the deeds of people work with."""
