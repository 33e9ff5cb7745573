"""Persons, grants and consents: tables, mapping and store; and who acts in a chat, for many chats at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    bindparam,
    insert,
    select,
    true,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.actor import Actor, Role
from domain.errors import Missing
from domain.people.model import Consent, ConsentKind, Grant, Person
from storage.conflicts import conflicts_told
from storage.engine.metadata import Id, Instant, Sealed, code, mapped, metadata
from storage.engine.prepared import Prepared
from storage.engine.unit import Unit
from storage.store import read_as

person = Table(
    "person",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", BigInteger, nullable=False, unique=True),
    Column("shown_name", Sealed("person.shown_name", lenient=True), nullable=False),
    Column("language", String(40), nullable=False),
    Column("created_at", Instant(), nullable=False),
    Column("reachable", Boolean, nullable=False, server_default=true()),
    Column("version", Integer, nullable=False),
)
grant = Table(
    "role_grant",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False),
    Column("role", code(Role), nullable=False),
    Column("granted_at", Instant(), nullable=False),
    Column("withdrawn_at", Instant()),
)
_in_force = grant.c.withdrawn_at.is_(None)
one_grant = Index(
    "uq_role_grant_in_force",
    grant.c.person_id,
    grant.c.role,
    unique=True,
    sqlite_where=_in_force,
    postgresql_where=_in_force,
)
consent = Table(
    "consent",
    metadata,
    Column("id", Id, primary_key=True),
    Column("person_id", ForeignKey("person.id"), nullable=False, index=True),
    Column("kind", code(ConsentKind), nullable=False),
    Column("text_version", Text, nullable=False),
    Column("text_hash", Text, nullable=False),
    Column("given_at", Instant(), nullable=False),
    Column("withdrawn_at", Instant()),
)
# Statements are built once: building one costs more than running it.
_chats_of = Prepared(select(person.c.id, person.c.chat_id).where(person.c.id.in_(bindparam("ids", expanding=True))))
_chats_of_role = Prepared(
    select(person.c.chat_id)
    .join_from(person, grant)
    .where(grant.c.role == bindparam("role"), _in_force)
    .order_by(person.c.id)
)
_actors = Prepared(
    select(person.c.id, person.c.chat_id, person.c.shown_name, person.c.language, grant.c.role)
    .select_from(person.outerjoin(grant, (grant.c.person_id == person.c.id) & _in_force))
    .where(person.c.chat_id.in_(bindparam("chat_ids", expanding=True)))
)
_consents = Prepared(
    select(consent)
    .where(consent.c.person_id.in_(bindparam("person_ids", expanding=True)), consent.c.withdrawn_at.is_(None))
    .order_by(consent.c.id)
)
_give = Prepared(insert(consent))
_end = Prepared(update(consent).where(consent.c.id == bindparam("b_id")).values(withdrawn_at=bindparam("b_at")))


@dataclass(frozen=True)
class Acting:
    """Who acts in a chat, and what nearly every turn asks about that person: the consents in force."""

    actor: Actor
    consents: Sequence[Consent] = ()


def map_people() -> None:
    """Map the records of this area."""
    mapped.map_imperatively(Person, person, version_id_col=person.c.version)
    mapped.map_imperatively(Grant, grant)


class PeopleStore:
    """`domain.people.PeopleStore` over a unit of work. Consents are kept in `changed`, to be written with the turn.

    `acting` is what was read of the person who acts, together with others.
    """

    def __init__(self, unit: Unit, changed: list[Consent], acting: Acting | None = None) -> None:
        self._unit = unit
        self._changed = changed
        self._met: list[Person] = []
        self._consents: dict[int, list[Consent]] = {}
        if acting is not None:
            # Copies: what a turn that is undone has changed must not be seen by the next one of the group.
            self._consents[acting.actor.person_id] = [copy(each) for each in acting.consents]

    async def person(self, person_id: int) -> Person:
        """One person. Raises `Missing`."""
        found = await self._unit.session.get(Person, person_id)
        if found is None:
            raise Missing("person")
        return found

    async def by_chat(self, chat_id: int) -> Person | None:
        """The person of a private chat, if known."""
        return (await self._unit.session.scalars(select(Person).where(person.c.chat_id == chat_id))).first()

    async def grants(self, person_id: int) -> Sequence[Grant]:
        """Grants in force."""
        query = select(Grant).where(grant.c.person_id == person_id, _in_force).order_by(grant.c.id)
        return (await self._unit.session.scalars(query)).all()

    async def holders(self, role: Role) -> Sequence[Person]:
        """Everybody who holds the role now."""
        query = select(Person).join_from(person, grant).where(grant.c.role == role, _in_force).order_by(person.c.id)
        return (await self._unit.session.scalars(query)).all()

    async def consents(self, person_id: int) -> Sequence[Consent]:
        """Consents in force; read once per unit of work, which asks for them again and again."""
        if person_id not in self._consents:
            read = await consents_of(self._unit.connection, [person_id])
            given = [each for each in self._changed if each.person_id == person_id]
            self._consents[person_id] = [*read.get(person_id, ()), *given]
        return [each for each in self._consents[person_id] if each.withdrawn_at is None]

    def give(self, consent: Consent) -> None:
        """Keep a consent."""
        self._changed.append(consent)
        if consent.person_id in self._consents:
            self._consents[consent.person_id].append(consent)

    def end(self, consent: Consent, at: datetime) -> None:
        """End a consent."""
        consent.withdrawn_at = at
        if consent not in self._changed:
            self._changed.append(consent)

    def add(self, record: Person | Grant) -> None:
        """Keep a new record."""
        if isinstance(record, Person):
            self._met.append(record)
        else:
            self._unit.session.add(record)

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` when somebody was faster."""
        met, self._met = self._met, []
        with conflicts_told("person"):
            for record in met:
                await self._unit.insert(record, person)
            await self._unit.flush()


async def chats_of(connection: AsyncConnection, person_ids: Collection[int]) -> dict[int, int]:
    """The chat of each of these persons."""
    found = await _chats_of.rows(connection, {"ids": list(person_ids)})
    return {row.id: row.chat_id for row in found}


async def chats_of_role(connection: AsyncConnection, role: Role) -> list[int]:
    """The chats of everybody who holds the role now."""
    return [row.chat_id for row in await _chats_of_role.rows(connection, {"role": role})]


async def write_consents(connection: AsyncConnection, changed: Sequence[Consent]) -> None:
    """Write consents given and ended."""
    given = [vars(each) for each in changed if _is_new(each)]
    if given:
        await _give.run_each(connection, given)
    for each in changed:
        if not _is_new(each):
            await _end.run(connection, {"b_id": each.id, "b_at": each.withdrawn_at})


def _is_new(given: Consent) -> bool:
    """Whether it has never been stored, and so has no id."""
    return "id" not in vars(given)


async def consents_of(connection: AsyncConnection, person_ids: Sequence[int]) -> Mapping[int, Sequence[Consent]]:
    """The consents in force of each of these persons."""
    found: dict[int, list[Consent]] = defaultdict(list)
    for row in await _consents.rows(connection, {"person_ids": person_ids}):
        found[row.person_id].append(read_as(Consent, row))
    return found


async def acting_in(connection: AsyncConnection, chat_ids: Sequence[int]) -> dict[int, Acting]:
    """Who acts in each of these chats, with the roles in force now; unknown chats are left out."""
    rows = await _actors.rows(connection, {"chat_ids": chat_ids})
    # Everybody is a candidate by being there; staff roles come on top.
    roles: dict[int, set[Role]] = defaultdict(lambda: {Role.CANDIDATE})
    for row in rows:
        roles[row.chat_id] |= {row.role} if row.role else set()
    given = await consents_of(connection, list({row.id for row in rows}))
    return {
        row.chat_id: Acting(
            Actor(row.id, row.chat_id, row.shown_name, row.language, frozenset(roles[row.chat_id])),
            given.get(row.id, ()),
        )
        for row in rows
    }
