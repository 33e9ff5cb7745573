"""The unit of work over one connection: stores for every area, and what a deed leaves behind for others.

A turn that touches no records costs no statement.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from sqlalchemy.ext.asyncio import AsyncConnection

from domain import AREAS
from domain.actor import Actor, Role
from domain.notices import QuietHours, next_allowed
from domain.people.model import Consent
from domain.standards.model import Standard
from domain.work import Reminder, Subscribers
from storage.archive import ArchiveStore
from storage.certificates import CertificatesStore
from storage.checkin import CheckinStore
from storage.engine import audit, broadcasts, due, inbox
from storage.engine.events import encode
from storage.engine.rank import Rank
from storage.engine.sealing import KeyRing
from storage.engine.unit import Unit
from storage.exam import ExamStore
from storage.importing import ImportingStore
from storage.marking import MarkingStore
from storage.notices import NoticesStore, subscribed_chats
from storage.people import Acting, PeopleStore, chats_of, chats_of_role, write_consents
from storage.planning import PlanningStore
from storage.registration import RegistrationStore
from storage.resources import ResourcesStore
from storage.reviewing import ReviewingStore
from storage.scores import ScoresStore
from storage.staffing import StaffingStore
from storage.standards import OpenBatches, StandardsStore

P = TypeVar("P")
TOKEN_BYTES = 16
Standards = Mapping[tuple[str, str], Standard]


@dataclass(frozen=True)
class WorkSettings:
    """What every unit of work is given: standards, keys, quiet hours, and the settings of each area by their class."""

    standards: Standards
    ring: KeyRing
    quiet: QuietHours = field(default_factory=QuietHours)
    of_areas: Mapping[type, object] = field(default_factory=dict)


@dataclass
class Effects:
    """What deeds leave to be written with the transaction: events, reminders, audit rows, consents."""

    told: list[tuple[int | Role, object]] = field(default_factory=list)
    reminders: list[Reminder] = field(default_factory=list)
    settled: list[str] = field(default_factory=list)
    audits: list[audit.AuditEntry] = field(default_factory=list)
    announced: list[tuple[Subscribers, object]] = field(default_factory=list)
    consents: list[Consent] = field(default_factory=list)

    def add(self, other: Effects) -> None:
        """Take in the effects of another deed."""
        self.told += other.told
        self.reminders += other.reminders
        self.settled += other.settled
        self.audits += other.audits
        self.announced += other.announced
        self.consents += other.consents


@dataclass(frozen=True)
class Read:
    """What was read for a unit of work together with others: who acts, and the open batches (once somebody asks)."""

    acting: Acting | None = None
    batches: OpenBatches = field(default_factory=OpenBatches)


class StoredWork:
    """`domain.work.Work` over a connection with an open transaction."""

    def __init__(
        self, connection: AsyncConnection, now: datetime, settings: WorkSettings, read: Read | None = None
    ) -> None:
        self.unit = Unit(connection)
        self._now = now
        self._settings = settings
        self._read = read or Read()
        self.effects = Effects()

    @property
    def now(self) -> datetime:
        """The moment of the turn."""
        return self._now

    @cached_property
    def people(self) -> PeopleStore:
        """Persons, grants, consents."""
        return PeopleStore(self.unit, self.effects.consents, self._read.acting)

    @cached_property
    def standards(self) -> StandardsStore:
        """Standards and batches."""
        return StandardsStore(self.unit, self._settings.standards, self._read.batches)

    @cached_property
    def registration(self) -> RegistrationStore:
        """Applications."""
        return RegistrationStore(self.unit)

    @cached_property
    def reviewing(self) -> ReviewingStore:
        """The queue of applications, and claims."""
        return ReviewingStore(self.unit)

    @cached_property
    def importing(self) -> ImportingStore:
        """Enrolments."""
        return ImportingStore(self.unit)

    @cached_property
    def notices(self) -> NoticesStore:
        """Notices and subscriptions."""
        return NoticesStore(self.unit)

    @cached_property
    def planning(self) -> PlanningStore:
        """Rooms, sittings, tickets, bookings."""
        return PlanningStore(self.unit)

    @cached_property
    def resources(self) -> ResourcesStore:
        """Stock and checklists."""
        return ResourcesStore(self.unit)

    @cached_property
    def staffing(self) -> StaffingStore:
        """Cards and duties."""
        return StaffingStore(self.unit)

    @cached_property
    def checkin(self) -> CheckinStore:
        """Admissions."""
        return CheckinStore(self.unit)

    @cached_property
    def exam(self) -> ExamStore:
        """Room records and incidents."""
        return ExamStore(self.unit)

    @cached_property
    def marking(self) -> MarkingStore:
        """Sheets and theory entries."""
        return MarkingStore(self.unit)

    @cached_property
    def scores(self) -> ScoresStore:
        """Results, rounds, findings, score checks."""
        return ScoresStore(self.unit)

    @cached_property
    def certificates(self) -> CertificatesStore:
        """Certificates and number series."""
        return CertificatesStore(self.unit)

    @cached_property
    def archive(self) -> ArchiveStore:
        """Archives."""
        return ArchiveStore(self.unit)

    def tell(self, person_id: int, event: object) -> None:
        """Put an event into that person's chat."""
        self.effects.told.append((person_id, event))

    def tell_role(self, role: Role, event: object) -> None:
        """Put an event into the chat of everybody who holds the role."""
        self.effects.told.append((role, event))

    def announce(self, audience: Subscribers, event: object) -> None:
        """Put an event into the chat of everybody in the audience."""
        self.effects.announced.append((audience, event))

    def settings_of(self, kind: type[P]) -> P:
        """The settings of an area; its defaults where nothing is set."""
        found = self._settings.of_areas.get(kind)
        return found if isinstance(found, kind) else kind()

    def remind(self, reminder: Reminder) -> None:
        """Schedule, or move, a reminder; in the quiet hours it waits for their end."""
        due_at = reminder.due_at if reminder.urgent else next_allowed(reminder.due_at, self._settings.quiet)
        self.effects.reminders.append(replace(reminder, due_at=due_at))

    def settle(self, key: str) -> None:
        """Cancel a reminder."""
        self.effects.settled.append(key)

    def audit(self, actor: Actor | None, action: str, object_id: str, **facts: str | int | bool | None) -> None:
        """Write who did what to what."""
        actor_id = actor.person_id if actor else None
        self.effects.audits.append(audit.AuditEntry(self._now, actor_id, action, object_id, facts))

    def new_token(self) -> str:
        """128 random bits, urlsafe."""
        # 22 characters: fits a deep link beside its word (64 in all) and cannot be guessed.
        return secrets.token_urlsafe(TOKEN_BYTES)

    def blind_index(self, text: str) -> bytes:
        """The keyed index of a paper's number."""
        return self._settings.ring.blind_index(text, "application.id_number")

    async def complete(self) -> None:
        """Write what the stores hold. Raises `Outdated` when somebody was faster."""
        for name in ("people", "registration"):
            if name in self.__dict__:
                await self.__dict__[name].flush()
        await self.unit.complete()

    async def abandon(self) -> None:
        """Undo what the stores wrote, and forget what was to be left behind; the work can go on afresh."""
        self.effects = Effects()
        # What was read together with others may show what was undone just now.
        self._read.batches.known = None
        await self.unit.abandon()
        # Stores hold what they have read and added: they are made anew at the next use.
        for store in AREAS:
            self.__dict__.pop(store, None)


async def write_effects(connection: AsyncConnection, effects: Effects, at: datetime) -> bool:
    """Write what a transaction's deeds leave behind. Returns whether some chat has an event waiting now."""
    people = {who for who, _ in effects.told if not isinstance(who, Role)} | {r.person_id for r in effects.reminders}
    chat_of = await chats_of(connection, people) if people else {}
    # Events go into inboxes and not into foreign conversations: each chat has one writer (decision 0033).
    arrivals = [
        inbox.Arrival(chat_id, encode(event).encode(), rank=Rank.NEWS)
        for who, event in effects.told
        for chat_id in await _addresses(connection, who, chat_of)
    ]
    await write_consents(connection, effects.consents)
    await inbox.receive(connection, arrivals, at)
    for audience, event in effects.announced:
        await broadcasts.begin(connection, encode(event), subscribed_chats(audience), at)
    await due.settle(connection, effects.settled)
    await due.schedule(connection, list(_due_rows(effects.reminders, chat_of)))
    if effects.audits:
        await audit.append(connection, effects.audits)
    return bool(arrivals or effects.announced)


async def _addresses(connection: AsyncConnection, who: int | Role, chat_of: Mapping[int, int]) -> Iterable[int]:
    if isinstance(who, Role):
        return await chats_of_role(connection, who)
    return [chat_of[who]] if who in chat_of else []


def _due_rows(reminders: Iterable[Reminder], chat_of: Mapping[int, int]) -> Iterable[due.DueRow]:
    # A deed may schedule and move the same reminder; the last word counts.
    latest = {reminder.key: reminder for reminder in reminders}
    for r in latest.values():
        if r.person_id in chat_of:
            yield due.DueRow(r.key, chat_of[r.person_id], encode(r.event), r.due_at, r.useful_until)
