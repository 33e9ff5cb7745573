"""What one deed works with: the moment, the stores, and what it leaves behind for others.

A `Work` lives as long as one turn. Everything it is told is written in the turn's transaction, or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from domain.people.model import Actor, Role
    from domain.people.store import PeopleStore
    from domain.registration.model import Policy
    from domain.registration.store import RegistrationStore
    from domain.standards.store import StandardsStore


@dataclass(frozen=True)
class Reminder:
    """An event that comes to a person's chat at `due_at`, unless settled before; dropped when past `useful_until`.

    `key` is unique: reminding again under the same key moves it.
    """

    key: str
    person_id: int
    event: object
    due_at: datetime
    useful_until: datetime | None = None


class Work(Protocol):
    """The unit of work that every use case gets."""

    @property
    def now(self) -> datetime:
        """The moment of the turn, aware, UTC."""
        ...

    @property
    def policy(self) -> Policy:
        """Settings of registration and review."""
        ...

    @property
    def people(self) -> PeopleStore:
        """Persons, grants, consents."""
        ...

    @property
    def standards(self) -> StandardsStore:
        """Standards and batches."""
        ...

    @property
    def registration(self) -> RegistrationStore:
        """Applications."""
        ...

    def tell(self, person_id: int, event: object) -> None:
        """Put an event (a frozen dataclass holding ids) into that person's chat."""
        ...

    def tell_role(self, role: Role, event: object) -> None:
        """Put an event into the chat of everybody who holds the role."""
        ...

    def remind(self, reminder: Reminder) -> None:
        """Schedule, or move, a reminder."""
        ...

    def settle(self, key: str) -> None:
        """Cancel the reminder with this key, if it has not come yet."""
        ...

    def audit(self, actor: Actor | None, deed: str, object_id: str, **facts: str | int | bool | None) -> None:
        """Write who did what to what; `facts` hold ids, codes and hashes, never personal values."""
        ...

    def blind_index(self, text: str) -> bytes:
        """The keyed index under which a sealed value is looked up."""
        ...
