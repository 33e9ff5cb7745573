"""What one deed works with: the moment, and what it leaves behind for others.

A `Work` lives as long as one turn. Everything it is told is written in the turn's transaction, or not at all. A use
case names what else it needs by a narrow protocol: the stores it reads and writes, settings, tokens, indexes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeVar

from domain.actor import Actor, Role

S = TypeVar("S")


@dataclass(frozen=True)
class Reminder:
    """An event that comes to a person's chat at `due_at`, unless settled before; dropped when past `useful_until`.

    `key` is unique: reminding again under the same key moves it. An `urgent` one comes in the quiet hours, too.
    """

    key: str
    person_id: int
    event: object
    due_at: datetime
    useful_until: datetime | None = None
    urgent: bool = False


@dataclass(frozen=True)
class Subscribers:
    """An audience: who follows an occupation, or applied in the batch where one is named, and can be reached."""

    occupation: str
    batch_id: int | None = None


class Work(Protocol):
    """The unit of work that every use case gets."""

    @property
    def now(self) -> datetime:
        """The moment of the turn, aware, UTC."""
        ...

    def tell(self, person_id: int, event: object) -> None:
        """Put an event (a frozen dataclass holding ids) into that person's chat."""
        ...

    def tell_role(self, role: Role, event: object) -> None:
        """Put an event into the chat of everybody who holds the role."""
        ...

    def announce(self, audience: Subscribers, event: object) -> None:
        """Put an event into the chat of everybody in the audience, by one statement however many they are."""
        ...

    def remind(self, reminder: Reminder) -> None:
        """Schedule, or move, a reminder."""
        ...

    def settle(self, key: str) -> None:
        """Cancel the reminder with this key, if it has not come yet."""
        ...

    def audit(self, actor: Actor | None, action: str, object_id: str, **facts: str | int | bool | None) -> None:
        """Write who did what to what; `facts` hold ids, codes and hashes, never personal values."""
        ...


class WithSettings(Protocol):
    """For whoever needs rules that differ between places."""

    def settings_of(self, kind: type[S]) -> S:
        """The settings of an area, as its frozen dataclass; its defaults where nothing is set."""
        ...


class WithTokens(Protocol):
    """For whoever hands out something that nobody may guess."""

    def new_token(self) -> str:
        """A token that nobody can guess: 128 random bits in 22 letters, digits, - and _."""
        ...


class WithIndexes(Protocol):
    """For whoever looks up what is sealed."""

    def blind_index(self, text: str) -> bytes:
        """The keyed index under which a sealed value is looked up."""
        ...
