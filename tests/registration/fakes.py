"""A unit of work in memory, with stores that behave as the stores of the database promise to."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from domain.errors import Missing
from domain.importing import Enrolment
from domain.people import NEEDED_TO_REGISTER, Actor, Consent, Grant, Person, Role
from domain.registration import Application, Policy, Status
from domain.registration.model import Claim
from domain.standards import Batch, Offer, Standard, offers_of
from domain.work import Reminder
from tests.elsewhere import Elsewhere
from tests.registration.examples import NOW, batch, standard

S = TypeVar("S")


class People:
    """Persons, grants and consents in lists."""

    def __init__(self) -> None:
        self.persons: list[Person] = []
        self.granted: list[Grant] = []
        self.given: list[Consent] = []

    async def person(self, person_id: int) -> Person:
        found = next((each for each in self.persons if each.id == person_id), None)
        if found is None:
            raise Missing("person")
        return found

    async def by_chat(self, chat_id: int) -> Person | None:
        return next((each for each in self.persons if each.chat_id == chat_id), None)

    async def grants(self, person_id: int) -> Sequence[Grant]:
        return [each for each in self.granted if each.person_id == person_id and each.withdrawn_at is None]

    async def holders(self, role: Role) -> Sequence[Person]:
        return [await self.person(each.person_id) for each in self.granted if each.role == role]

    async def consents(self, person_id: int) -> Sequence[Consent]:
        return [each for each in self.given if each.person_id == person_id and each.withdrawn_at is None]

    def give(self, consent: Consent) -> None:
        self.given.append(consent)

    def end(self, consent: Consent, at: datetime) -> None:
        consent.withdrawn_at = at

    def add(self, record: Person | Grant) -> None:
        if isinstance(record, Person):
            record.id = getattr(record, "id", 0) or len(self.persons) + 1
            self.persons.append(record)
        else:
            self.granted.append(record)

    async def flush(self) -> None:
        pass

    def consenting(self, person_id: int, at: datetime = NOW) -> None:
        """All consents that registration needs."""
        for kind in NEEDED_TO_REGISTER:
            self.give(Consent(person_id, kind, "1", "00", at))


class Standards:
    """One standard by its key, batches in a list."""

    def __init__(self) -> None:
        self.known = {(each.code, each.edition): each for each in (standard(), standard("electrician-2018"))}
        self.opened: list[Batch] = [batch()]

    def standard(self, code: str, edition: str) -> Standard:
        if (code, edition) not in self.known:
            raise Missing("standard")
        return self.known[code, edition]

    def standards(self) -> Sequence[Standard]:
        return list(self.known.values())

    async def batch(self, batch_id: int) -> Batch:
        found = next((each for each in self.opened if each.id == batch_id), None)
        if found is None:
            raise Missing("batch")
        return found

    async def batch_to_read(self, batch_id: int, at: datetime) -> Batch:  # noqa: ARG002 - the signature
        return await self.batch(batch_id)

    async def batches(self) -> Sequence[Batch]:
        return self.opened[::-1]

    async def offers(self, at: datetime) -> Sequence[Offer]:
        return [
            offer for each in self.opened for offer in offers_of(each, self.standard(each.occupation, each.edition), at)
        ]

    def add(self, opened: Batch) -> None:
        self.opened.append(opened)

    async def flush(self) -> None:
        for number, each in enumerate(self.opened, start=1):
            each.id = getattr(each, "id", None) or number


class Registration:
    """Applications in a list; a change that is flushed makes a new version, as in the database."""

    def __init__(self) -> None:
        self.kept: list[Application] = []
        self.enrolled: list[Enrolment] = []
        self._written: dict[int, dict[str, object]] = {}

    async def application(self, application_id: int, *, lock: bool = False) -> Application:  # noqa: ARG002 - one turn at a time
        found = next((each for each in self.kept if each.id == application_id), None)
        if found is None:
            raise Missing("application")
        return found

    async def of_person(self, person_id: int) -> Sequence[Application]:
        return [each for each in reversed(self.kept) if each.person_id == person_id]

    async def of_batch(self, batch_id: int) -> Sequence[Application]:
        return [each for each in self.kept if each.batch_id == batch_id]

    async def live_with_number(self, id_index: bytes, batch_id: int) -> Sequence[Application]:
        return [
            each
            for each in self.kept
            if (each.id_index, each.batch_id) == (id_index, batch_id)
            and each.status not in {Status.WITHDRAWN, Status.REJECTED}
        ]

    async def waiting(self, status: Status, at: datetime) -> Sequence[Application]:
        return [each for each in self.kept if each.status is status and not self._taken(each, at)]

    async def count(self) -> dict[tuple[int, Status], int]:
        return Counter((each.batch_id, each.status) for each in self.kept)

    async def claim(self, application_id: int, version: int, claim: Claim) -> bool:
        found = await self.application(application_id)
        if found.version != version or (self._taken(found, claim.at) and found.claimed_by != claim.by):
            return False
        found.claimed_by, found.claimed_until = claim.by, claim.until
        await self.flush()
        return True

    @staticmethod
    def _taken(application: Application, at: datetime) -> bool:
        return application.claimed_until is not None and at < application.claimed_until

    async def enrolments(self, batch_id: int) -> Sequence[Enrolment]:
        return [each for each in self.enrolled if each.batch_id == batch_id]

    async def enrolments_with_phone(self, phone_index: bytes) -> Sequence[Enrolment]:
        return [each for each in self.enrolled if each.phone_index == phone_index and each.waits]

    async def batches_awaiting(self) -> Sequence[int]:
        return sorted({each.batch_id for each in self.enrolled if each.waits})

    def add(self, record: Application | Enrolment) -> None:
        if isinstance(record, Application):
            self.kept.append(record)
        else:
            record.id = len(self.enrolled) + 1
            self.enrolled.append(record)

    async def flush(self) -> None:
        for number, each in enumerate(self.kept, start=1):
            each.id = getattr(each, "id", None) or number
            values = {key: value for key, value in vars(each).items() if key != "version"}
            if number in self._written and self._written[number] != values:
                each.version += 1
            self._written[number] = values


@dataclass
class Turn(Elsewhere):
    """The unit of work of the tests: everything that was told stays readable."""

    now: datetime = NOW
    policy: Policy = field(default_factory=Policy)
    people: People = field(default_factory=People)
    standards: Standards = field(default_factory=Standards)
    registration: Registration = field(default_factory=Registration)
    told: list[tuple[int | Role, object]] = field(default_factory=list)
    reminders: dict[str, Reminder] = field(default_factory=dict)
    deeds: list[tuple[int | None, str, str, dict[str, object]]] = field(default_factory=list)

    @property
    def reviewing(self) -> Registration:
        """The same list: the queue is a question to the applications."""
        return self.registration

    @property
    def importing(self) -> Registration:
        """The same fake keeps enrolments."""
        return self.registration

    def tell(self, person_id: int, event: object) -> None:
        self.told.append((person_id, event))

    def tell_role(self, role: Role, event: object) -> None:
        self.told.append((role, event))

    def remind(self, reminder: Reminder) -> None:
        self.reminders[reminder.key] = reminder

    def settle(self, key: str) -> None:
        self.reminders.pop(key, None)

    def audit(self, actor: Actor | None, action: str, object_id: str, **facts: str | int | bool | None) -> None:
        self.deeds.append((actor.person_id if actor else None, action, object_id, dict(facts)))

    def settings_of(self, kind: type[S]) -> S:
        found = self.policy if kind is Policy else kind()
        assert isinstance(found, kind)
        return found

    def blind_index(self, text: str) -> bytes:
        return hashlib.sha256(text.encode()).digest()

    def audited(self) -> list[str]:
        """The deeds written down, in order."""
        return [deed for _, deed, _, _ in self.deeds]
