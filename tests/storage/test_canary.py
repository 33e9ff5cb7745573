"""Whoever comes with other keys is stopped before anything is written, and nothing is lost."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any

import pytest
from sqlalchemy import Engine, LargeBinary, event, func, insert, select, text, type_coerce

from storage.engine import canary
from storage.engine.canary import WrongKeys
from storage.engine.chats import chat
from storage.engine.database import Database, open_database
from storage.engine.rotation import rotate
from storage.engine.sealing import KeyRing
from storage.migrate import roll_back
from storage.opening import open_sealed

INDEX = b"x" * 32
OLD, NEW, OTHER = b"o" * 32, b"n" * 32, b"?" * 32
RIGHT = KeyRing("k1", {"k1": OLD}, INDEX)
BOTH = KeyRing("k2", {"k1": OLD, "k2": NEW}, INDEX)
BEFORE_CANARIES = "0004"


@asynccontextmanager
async def opened(url: str, ring: KeyRing = RIGHT) -> AsyncIterator[Database]:
    database = await open_sealed(url, ring)
    try:
        yield database
    finally:
        await database.close()


@asynccontextmanager
async def opened_bare(url: str) -> AsyncIterator[Database]:
    """As somebody opens it who has no keys."""
    database = await open_database(url)
    try:
        yield database
    finally:
        await database.close()


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that are run inside, but for the beginning of a transaction."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield seen
    event.remove(Engine, "before_cursor_execute", note)


async def keep_chats(database: Database, *numbers: int) -> None:
    async with database.begin() as connection:
        await connection.execute(insert(chat), [{"id": number, "state": b"{}"} for number in numbers])


async def use(url: str, *numbers: int) -> None:
    async with opened(url) as database:
        await keep_chats(database, *(numbers or (1, 2, 3)))


async def of_an_older_release(url: str) -> None:
    """Rows under the right keys, and no canary yet."""
    await use(url)
    async with opened(url) as database:
        await roll_back(database, BEFORE_CANARIES)


WRONG = {
    "another key of the same id": (KeyRing("k1", {"k1": OTHER}, INDEX), "'k1' is not the key"),
    "another id": (KeyRing("k9", {"k9": OTHER}, INDEX), "'k1' is missing"),
    "the key taken out too early": (KeyRing("k2", {"k2": NEW}, INDEX), "'k1' is missing"),
    "another index key": (KeyRing("k1", {"k1": OLD}, OTHER), "keys.index"),
    "an older key that is another": (KeyRing("k2", {"k1": OTHER, "k2": NEW}, INDEX), "'k1' is not the key"),
}


@pytest.mark.parametrize(("ring", "said"), WRONG.values(), ids=WRONG)
async def test_other_keys_are_refused_and_nothing_is_written(database_url: str, ring: KeyRing, said: str) -> None:
    await use(database_url)
    before = await everything(database_url)
    with pytest.raises(WrongKeys, match=said) as told:
        async with opened(database_url, ring):
            pass
    assert "\n" not in str(told.value)
    assert await everything(database_url) == before


@pytest.mark.parametrize("ring", [WRONG["another key of the same id"][0], WRONG["another id"][0]])
async def test_other_keys_are_refused_by_a_database_of_an_older_release(database_url: str, ring: KeyRing) -> None:
    await of_an_older_release(database_url)
    with pytest.raises(WrongKeys, match="do not open"):
        async with opened(database_url, ring):
            pass
    async with opened(database_url) as database:  # nobody has left a canary of the wrong keys, or changed the schema
        assert await key_ids(database) == ["k1"]


async def test_a_database_of_an_older_release_gets_canaries_of_all_keys_in_use(database_url: str) -> None:
    await of_an_older_release(database_url)
    async with opened(database_url, BOTH) as database:
        assert await key_ids(database) == ["k1", "k2"]


async def test_one_damaged_value_does_not_make_the_keys_wrong(database_url: str) -> None:
    await of_an_older_release(database_url)
    async with opened_bare(database_url) as database, database.begin() as connection:
        await connection.execute(text("UPDATE chat SET state = :junk WHERE id = 1"), {"junk": b"\x01\x02k1junk"})
    async with opened(database_url) as database:
        assert await key_ids(database) == ["k1"]


async def test_a_new_key_comes_in_only_while_nobody_works_with_the_older_ones(database_url: str) -> None:
    async with opened(database_url) as running:
        assert await running.try_lead()
        with pytest.raises(WrongKeys, match="stop every process"):
            async with opened(database_url, BOTH):
                pass
    async with opened(database_url, BOTH) as database:
        assert await key_ids(database) == ["k1", "k2"]


async def test_after_a_rotation_the_older_key_is_not_asked_for(database_url: str) -> None:
    await use(database_url)
    async with opened(database_url, BOTH) as database:
        assert await rotate(database) == 3
        await canary.forget_older(database)
    async with opened(database_url, KeyRing("k2", {"k2": NEW}, INDEX)) as database, database.read() as connection:
        assert (await connection.execute(select(chat.c.state))).scalars().all() == [b"{}"] * 3


async def test_the_check_of_a_database_in_use_is_one_statement(database_url: str) -> None:
    async with opened(database_url) as database:
        with counted() as statements:
            await canary.check(database, RIGHT)
    assert len(statements) == 1


async def test_of_two_that_come_at_once_with_different_keys_the_second_is_refused(database_url: str) -> None:
    stranger = KeyRing("k1", {"k1": OTHER}, INDEX)
    async with opened_bare(database_url) as database:
        await canary._plant(database, RIGHT, [b"k1"])
        with pytest.raises(WrongKeys):
            await canary._plant(database, stranger, [b"k1"])


async def everything(url: str) -> dict[str, object]:
    async with opened_bare(url) as database, database.read() as connection:
        states = await connection.execute(select(chat.c.id, type_coerce(chat.c.state, LargeBinary)).order_by(chat.c.id))
        canaries = await connection.scalar(select(func.count()).select_from(canary.canary))
        return {"chats": [tuple(row) for row in states], "canaries": canaries}


async def key_ids(database: Database) -> list[str]:
    async with database.read() as connection:
        return list(
            (await connection.execute(select(canary.canary.c.key_id).order_by(canary.canary.c.key_id))).scalars()
        )
