"""Rotation: after it the older key is needed no more; a value that does not open stops it."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select, text

from storage.engine import chats
from storage.engine.database import Database, open_database
from storage.engine.metadata import Sealed, metadata
from storage.engine.rotation import older, rotate, sealed_columns
from storage.engine.sealing import KeyRing, SealBroken, Unsealable
from storage.people import person
from tests.storage.records import NOW, keep_application

KEYS = {"old": b"o" * 32, "new": b"n" * 32}
INDEX = b"x" * 32
MANY = 250


@pytest.fixture
def ring() -> KeyRing:
    return KeyRing("old", KEYS, INDEX)


async def names(url: str, ring: KeyRing) -> set[str]:
    opened = await open_database(url, ring)
    try:
        async with opened.read() as connection:
            return set((await connection.execute(select(person.c.shown_name))).scalars())
    finally:
        await opened.close()


async def rotated(url: str) -> int:
    opened = await open_database(url, KeyRing("new", KEYS, INDEX))
    try:
        return await rotate(opened)
    finally:
        await opened.close()


async def test_after_rotation_the_new_key_alone_opens_everything(database: Database, database_url: str) -> None:
    only_new = KeyRing("new", {"new": KEYS["new"]}, INDEX)
    await keep_application(database)
    people = [{"chat_id": n, "shown_name": f"name {n}", "language": "en", "created_at": NOW} for n in range(MANY)]
    async with database.begin() as connection:
        await connection.execute(insert(person).values(version=1), people)
        await connection.execute(insert(chats.chat).values(id=1, state=b"{}"))
    assert await names(database_url, only_new) == {"—"}  # not one of them opens
    assert await rotated(database_url) == MANY + 1 + 2 + 1  # names, two columns of the application, a chat's state
    assert await rotated(database_url) == 0
    assert await names(database_url, only_new) == {"阿伟", *(f"name {n}" for n in range(MANY))}


async def test_a_value_that_does_not_open_stops_the_rotation(database: Database, database_url: str) -> None:
    await keep_application(database)
    async with database.begin() as connection:
        await connection.execute(text("UPDATE person SET shown_name = :junk"), {"junk": b"\x01\x03oldjunk"})
    with pytest.raises(SealBroken, match=r"person\.shown_name"):
        await rotated(database_url)


async def test_others_are_sealed_anew_beside_a_value_that_does_not_open(database: Database, database_url: str) -> None:
    await keep_application(database)
    people = [{"chat_id": n, "shown_name": f"name {n}", "language": "en", "created_at": NOW} for n in range(MANY)]
    async with database.begin() as connection:
        await connection.execute(insert(person).values(version=1), people)
        junk = {"junk": b"\x01\x03oldjunk"}
        await connection.execute(text("UPDATE person SET shown_name = :junk WHERE chat_id = 7"), junk)
    told: list[tuple[str, int]] = []
    opened = await open_database(database_url, KeyRing("new", KEYS, INDEX))
    try:
        with pytest.raises(SealBroken, match=r"person\.shown_name: 1 values"):
            await rotate(opened, lambda place, count: told.append((place, count)))
        assert await older(opened) == 1
    finally:
        await opened.close()
    assert [count for place, count in told if place == "person.shown_name"] == [199, 250]  # a transaction each
    assert ("application.particulars", 1) in told


async def test_a_database_without_a_ring_cannot_rotate(database: Database, database_url: str) -> None:
    bare = await open_database(database_url)
    try:
        with pytest.raises(Unsealable):
            await rotate(bare)
    finally:
        await bare.close()


def test_each_sealed_column_names_its_own_place() -> None:
    """A place copied from another column would let values be moved between the two."""
    for table, column in sealed_columns():
        assert isinstance(column.type, Sealed)
        assert column.type.place == f"{table.name}.{column.name}"


def test_what_is_personal_is_sealed() -> None:
    sealed = {f"{table.name}.{column.name}" for table, column in sealed_columns()}
    assert sealed >= {
        *("person.shown_name", "application.particulars", "application.findings"),
        *("inbox.payload", "outbox.payload", "chat.state", "job.payload"),
    }
    assert set(metadata.tables) >= {place.partition(".")[0] for place in sealed}
