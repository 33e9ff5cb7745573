"""Persons, grants and consents: tables, mapping and store; and who stands behind a chat, for many chats at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from functools import cache

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    Select,
    Table,
    Text,
    bindparam,
    select,
    true,
)
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession

from domain.errors import Missing
from domain.people.model import Actor, Consent, ConsentKind, Grant, Language, Person, Role
from storage.conflicts import conflicts_told
from storage.engine.metadata import Id, Instant, Sealed, code, mapped, metadata

person = Table(
    "person",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", BigInteger, nullable=False, unique=True),
    Column("shown_name", Sealed("person.shown_name"), nullable=False),
    Column("language", code(Language), nullable=False),
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
_chats_of = select(person.c.id, person.c.chat_id).where(person.c.id.in_(bindparam("ids", expanding=True)))
_actors = (
    select(person.c.id, person.c.chat_id, person.c.shown_name, person.c.language, grant.c.role)
    .select_from(person.outerjoin(grant, (grant.c.person_id == person.c.id) & _in_force))
    .where(person.c.chat_id.in_(bindparam("chat_ids", expanding=True)))
)


@cache
def _consents() -> Select[Consent]:
    held = (consent.c.person_id == bindparam("person_id")) & consent.c.withdrawn_at.is_(None)
    return select(Consent).where(held).order_by(consent.c.id)


def map_people() -> None:
    """Map the records of this word."""
    mapped.map_imperatively(Person, person, version_id_col=person.c.version)
    mapped.map_imperatively(Grant, grant)
    mapped.map_imperatively(Consent, consent)


class PeopleStore:
    """`domain.people.PeopleStore` over a session."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._consents: dict[int, list[Consent]] = {}

    async def person(self, person_id: int) -> Person:
        """One person. Raises `Missing`."""
        found = await self._session.get(Person, person_id)
        if found is None:
            raise Missing("person")
        return found

    async def by_chat(self, chat_id: int) -> Person | None:
        """The person of a private chat, if known."""
        return (await self._session.scalars(select(Person).where(person.c.chat_id == chat_id))).first()

    async def grants(self, person_id: int) -> Sequence[Grant]:
        """Grants in force."""
        query = select(Grant).where(grant.c.person_id == person_id, _in_force).order_by(grant.c.id)
        return (await self._session.scalars(query)).all()

    async def holders(self, role: Role) -> Sequence[Person]:
        """Everybody who holds the role now."""
        query = select(Person).join_from(person, grant).where(grant.c.role == role, _in_force).order_by(person.c.id)
        return (await self._session.scalars(query)).all()

    async def consents(self, person_id: int) -> Sequence[Consent]:
        """Consents in force; read once per unit of work, which asks for them again and again."""
        if person_id not in self._consents:
            self._consents[person_id] = list(await self._session.scalars(_consents(), {"person_id": person_id}))
        return [consent for consent in self._consents[person_id] if consent.withdrawn_at is None]

    def add(self, record: Person | Grant | Consent) -> None:
        """Keep a new record."""
        self._session.add(record)
        if isinstance(record, Consent) and record.person_id in self._consents:
            self._consents[record.person_id].append(record)

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` when somebody was faster."""
        with conflicts_told("person"):
            await self._session.flush()


async def chats_of(connection: AsyncConnection, person_ids: Collection[int]) -> dict[int, int]:
    """The chat of each of these persons."""
    found = await connection.execute(_chats_of, {"ids": list(person_ids)})
    return {row.id: row.chat_id for row in found}


async def chats_of_role(connection: AsyncConnection, role: Role) -> list[int]:
    """The chats of everybody who holds the role now."""
    query = select(person.c.chat_id).join_from(person, grant).where(grant.c.role == role, _in_force)
    return list((await connection.execute(query.order_by(person.c.id))).scalars())


async def actors(connection: AsyncConnection, chat_ids: Collection[int]) -> dict[int, Actor]:
    """Who acts in each of these chats, with the roles in force now; unknown chats are left out."""
    rows = (await connection.execute(_actors, {"chat_ids": list(chat_ids)})).all()
    roles: dict[int, set[Role]] = defaultdict(lambda: {Role.CANDIDATE})
    for row in rows:
        roles[row.chat_id] |= {row.role} if row.role else set()
    return {
        row.chat_id: Actor(row.id, row.chat_id, row.shown_name, row.language, frozenset(roles[row.chat_id]))
        for row in rows
    }
