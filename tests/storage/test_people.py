"""Persons, grants and consents as the use cases ask for them."""

from __future__ import annotations

import pytest

from domain.errors import Missing, Outdated
from domain.people import Consent, ConsentKind, Grant, Language, Person, Role
from storage.engine.database import Database
from storage.people import PeopleStore, actors, chats_of, chats_of_role
from tests.storage.records import MINUTE, NOW, keep, refused_session, session_on

HASH = "ab" * 32


def person(chat_id: int, name: str = "阿伟") -> Person:
    return Person(chat_id, name, created_at=NOW)


async def test_a_person_comes_back_as_stored(database: Database) -> None:
    await keep(database, Person(1001, "Amy <b>", Language.EN, NOW, reachable=False))
    async with session_on(database) as session:
        found = await PeopleStore(session).by_chat(1001)
        assert found is not None
        values = (found.shown_name, found.language, found.created_at, found.reachable, found.version)
        assert values == ("Amy <b>", Language.EN, NOW, False, 1)
        assert await PeopleStore(session).person(found.id or 0) is found
        assert await PeopleStore(session).by_chat(1002) is None


async def test_there_is_no_such_person(database: Database) -> None:
    async with session_on(database) as session:
        with pytest.raises(Missing):
            await PeopleStore(session).person(404)


async def test_a_chat_has_one_person(database: Database) -> None:
    await keep(database, person(1001))
    async with refused_session(database) as session:
        store = PeopleStore(session)
        store.add(person(1001, "Bo"))
        with pytest.raises(Outdated):
            await store.flush()


async def test_grants_in_force_are_those_not_withdrawn(database: Database) -> None:
    (one,) = await keep(database, person(1001))
    gone = Grant(one, Role.DIRECTOR, NOW, withdrawn_at=NOW + MINUTE)
    await keep(database, gone, Grant(one, Role.FIRST_REVIEWER, NOW))
    async with session_on(database) as session:
        grants = await PeopleStore(session).grants(one)
        assert [grant.role for grant in grants] == [Role.FIRST_REVIEWER]
        assert await PeopleStore(session).holders(Role.DIRECTOR) == []
        assert [holder.id for holder in await PeopleStore(session).holders(Role.FIRST_REVIEWER)] == [one]


async def test_a_role_is_granted_once_at_a_time(database: Database) -> None:
    (one,) = await keep(database, person(1001))
    await keep(database, Grant(one, Role.DIRECTOR, NOW, withdrawn_at=NOW + MINUTE), Grant(one, Role.DIRECTOR, NOW))
    async with refused_session(database) as session:
        store = PeopleStore(session)
        store.add(Grant(one, Role.DIRECTOR, NOW))
        with pytest.raises(Outdated):
            await store.flush()


async def test_consents_in_force(database: Database) -> None:
    (one,) = await keep(database, person(1001))
    await keep(
        database,
        Consent(one, ConsentKind.PHOTO, "1", HASH, NOW, withdrawn_at=NOW),
        Consent(one, ConsentKind.TERMS, "1", HASH, NOW),
    )
    async with session_on(database) as session:
        consents = await PeopleStore(session).consents(one)
    assert [(consent.kind, consent.given_at, consent.text_hash) for consent in consents] == [
        (ConsentKind.TERMS, NOW, HASH)
    ]


async def test_who_stands_behind_many_chats_at_once(database: Database) -> None:
    amy, bo = await keep(database, person(1001, "Amy"), person(1002, "Bo"))
    await keep(database, Grant(bo, Role.DIRECTOR, NOW), Grant(bo, Role.FIRST_REVIEWER, NOW))
    await keep(database, Grant(amy, Role.DIRECTOR, NOW, withdrawn_at=NOW))
    async with database.read() as connection:
        found = await actors(connection, [1001, 1002, 1003])
        assert await chats_of(connection, [amy, bo, 404]) == {amy: 1001, bo: 1002}
        assert await chats_of_role(connection, Role.DIRECTOR) == [1002]
    assert {chat: (actor.name, actor.roles) for chat, actor in found.items()} == {
        1001: ("Amy", frozenset({Role.CANDIDATE})),
        1002: ("Bo", frozenset({Role.CANDIDATE, Role.DIRECTOR, Role.FIRST_REVIEWER})),
    }
