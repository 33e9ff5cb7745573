"""What one deed works with: the moment, the stores, and what it leaves behind for others.

A `Work` lives as long as one turn. Everything it is told is written in the turn's transaction, or not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from domain.archive.store import ArchiveStore
    from domain.certificates.store import CertificatesStore
    from domain.checkin.store import CheckinStore
    from domain.exam.store import ExamStore
    from domain.importing.store import ImportingStore
    from domain.marking.store import MarkingStore
    from domain.notices.model import Subscribers
    from domain.notices.store import NoticesStore
    from domain.people.model import Actor, Role
    from domain.people.store import PeopleStore
    from domain.planning.store import PlanningStore
    from domain.registration.model import Policy
    from domain.registration.store import RegistrationStore
    from domain.resources.store import ResourcesStore
    from domain.reviewing.store import ReviewingStore
    from domain.scores.store import ScoresStore
    from domain.staffing.store import StaffingStore
    from domain.standards.store import StandardsStore

P = TypeVar("P")


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

    @property
    def reviewing(self) -> ReviewingStore:
        """The queue of applications, and claims."""
        ...

    @property
    def importing(self) -> ImportingStore:
        """Enrolments."""
        ...

    @property
    def notices(self) -> NoticesStore:
        """Notices and subscriptions."""
        ...

    @property
    def planning(self) -> PlanningStore:
        """Rooms, sittings, tickets, bookings."""
        ...

    @property
    def resources(self) -> ResourcesStore:
        """Stock and checklists."""
        ...

    @property
    def staffing(self) -> StaffingStore:
        """Cards and duties."""
        ...

    @property
    def checkin(self) -> CheckinStore:
        """Admissions."""
        ...

    @property
    def exam(self) -> ExamStore:
        """Room records and incidents."""
        ...

    @property
    def marking(self) -> MarkingStore:
        """Sheets and theory entries."""
        ...

    @property
    def scores(self) -> ScoresStore:
        """Results, rounds, findings, score checks."""
        ...

    @property
    def certificates(self) -> CertificatesStore:
        """Certificates and number series."""
        ...

    @property
    def archive(self) -> ArchiveStore:
        """Archives."""
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

    def policy_of(self, kind: type[P]) -> P:
        """The settings of an area, as its frozen dataclass; its defaults where nothing is set."""
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

    def new_token(self) -> str:
        """A token that nobody can guess: 128 random bits in 22 letters, digits, - and _."""
        ...

    def blind_index(self, text: str) -> bytes:
        """The keyed index under which a sealed value is looked up."""
        ...
