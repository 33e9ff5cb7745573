"""Persons, grants and consents as the use cases ask for them."""

from __future__ import annotations

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import Missing, Outdated
from domain.people import Consent, ConsentKind, Grant, Person, Role
from storage.engine.database import Database
from storage.people import PeopleStore, acting_in, chats_of, chats_of_role, write_consents
from tests.storage.records import MINUTE, NOW, keep, refused_session, session_on, unit_of

HASH = "ab" * 32


def person(chat_id: int, name: str = "阿伟") -> Person:
    return Person(chat_id, name, created_at=NOW)


async def test_a_person_comes_back_as_stored(database: Database) -> None:
    await keep(database, Person(1001, "Amy <b>", "en", NOW, reachable=False))
    async with session_on(database) as session:
        found = await PeopleStore(unit_of(session), []).by_chat(1001)
        assert found is not None
        values = (found.shown_name, found.language, found.created_at, found.reachable, found.version)
        assert values == ("Amy <b>", "en", NOW, False, 1)
        assert await PeopleStore(unit_of(session), []).person(found.id) is found
        assert await PeopleStore(unit_of(session), []).by_chat(1002) is None


async def test_there_is_no_such_person(database: Database) -> None:
    async with session_on(database) as session:
        with pytest.raises(Missing):
            await PeopleStore(unit_of(session), []).person(404)


async def test_a_chat_has_one_person(database: Database) -> None:
    await keep(database, person(1001))
    async with refused_session(database) as session:
        store = PeopleStore(unit_of(session), [])
        store.add(person(1001, "Bo"))
        with pytest.raises(Outdated):
            await store.flush()


async def test_grants_in_force_are_those_not_withdrawn(database: Database) -> None:
    (one,) = await keep(database, person(1001))
    gone = Grant(one, Role.DIRECTOR, NOW, withdrawn_at=NOW + MINUTE)
    await keep(database, gone, Grant(one, Role.FIRST_REVIEWER, NOW))
    async with session_on(database) as session:
        grants = await PeopleStore(unit_of(session), []).grants(one)
        assert [grant.role for grant in grants] == [Role.FIRST_REVIEWER]
        assert await PeopleStore(unit_of(session), []).holders(Role.DIRECTOR) == []
        assert [holder.id for holder in await PeopleStore(unit_of(session), []).holders(Role.FIRST_REVIEWER)] == [one]


async def test_a_role_is_granted_once_at_a_time(database: Database) -> None:
    (one,) = await keep(database, person(1001))
    await keep(database, Grant(one, Role.DIRECTOR, NOW, withdrawn_at=NOW + MINUTE), Grant(one, Role.DIRECTOR, NOW))
    async with refused_session(database) as session:
        store = PeopleStore(unit_of(session), [])
        store.add(Grant(one, Role.DIRECTOR, NOW))
        with pytest.raises(Outdated):
            await store.flush()


async def test_consents_in_force(database: Database) -> None:
    (one,) = await keep(database, person(1001))
    given = [
        Consent(one, ConsentKind.PHOTO, "1", HASH, NOW, withdrawn_at=NOW),
        Consent(one, ConsentKind.TERMS, "1", HASH, NOW),
        Consent(one, ConsentKind.ID_NUMBER, "1", HASH, NOW),
    ]
    async with database.begin() as connection:
        await write_consents(connection, given)
    async with database.begin() as connection, AsyncSession(connection) as session:
        changed: list[Consent] = []
        store = PeopleStore(unit_of(session), changed)
        store.end((await store.consents(one))[1], NOW + MINUTE)
        store.give(Consent(one, ConsentKind.PHOTO, "2", HASH, NOW))
        assert [each.kind for each in await store.consents(one)] == [ConsentKind.TERMS, ConsentKind.PHOTO]
        await write_consents(connection, changed)
        (acting,) = (await acting_in(connection, [1001])).values()
    assert [(each.kind, each.text_version, each.given_at, each.text_hash) for each in acting.consents] == [
        (ConsentKind.TERMS, "1", NOW, HASH),
        (ConsentKind.PHOTO, "2", NOW, HASH),
    ]


async def test_who_stands_behind_many_chats_at_once(database: Database) -> None:
    amy, bo = await keep(database, person(1001, "Amy"), person(1002, "Bo"))
    await keep(database, Grant(bo, Role.DIRECTOR, NOW), Grant(bo, Role.FIRST_REVIEWER, NOW))
    await keep(database, Grant(amy, Role.DIRECTOR, NOW, withdrawn_at=NOW))
    async with database.read() as connection:
        found = await acting_in(connection, [1001, 1002, 1003])
        assert await chats_of(connection, [amy, bo, 404]) == {amy: 1001, bo: 1002}
        assert await chats_of_role(connection, Role.DIRECTOR) == [1002]
    assert {chat: (each.actor.name, each.actor.roles) for chat, each in found.items()} == {
        1001: ("Amy", frozenset({Role.CANDIDATE})),
        1002: ("Bo", frozenset({Role.CANDIDATE, Role.DIRECTOR, Role.FIRST_REVIEWER})),
    }
