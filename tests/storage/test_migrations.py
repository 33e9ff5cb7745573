"""Migrations: up, down and up again; what they make is what the tables say; two that start at once do not collide."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import BigInteger, Column, Connection, MetaData, Table, Text, inspect, text

from storage.drafting import draft
from storage.engine.database import Database, open_database
from storage.engine.metadata import Instant
from storage.engine.sqlite import DanglingReference
from storage.migrate import migrate, pending, roll_back
from storage.schema import ENGINE_TABLES, map_all, metadata
from tests.postgres import Postgres
from tests.storage.records import keep_application


@pytest.fixture(params=["sqlite", "postgres"])
async def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.sqlite3'}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    async with server.empty() as url:
        yield url


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[Database]:
    opened = await open_database(empty_url)
    yield opened
    await opened.close()


async def tables(database: Database) -> set[str]:
    async with database.read() as connection:
        found = await connection.run_sync(lambda sync: inspect(sync).get_table_names())
    return set(found) - {"alembic_version"}


async def differences(database: Database, wanted: MetaData) -> list[Any]:
    def compare(connection: Connection) -> list[Any]:
        options = {"compare_type": True, "compare_server_default": True}
        return list(compare_metadata(MigrationContext.configure(connection, opts=options), wanted))

    async with database.read() as connection:
        return await connection.run_sync(compare)


async def test_up_down_and_up_again(empty: Database) -> None:
    assert await pending(empty)
    await migrate(empty)
    assert not await pending(empty)
    assert await tables(empty) == set(metadata.tables)
    await roll_back(empty)
    assert await tables(empty) == set()
    assert await pending(empty)
    await migrate(empty)
    await migrate(empty)
    assert await tables(empty) == set(metadata.tables)


async def test_the_migrations_make_what_the_tables_say(empty: Database) -> None:
    await migrate(empty)
    assert await differences(empty, metadata) == []


async def test_a_difference_would_be_found(empty: Database) -> None:
    await migrate(empty)
    wanted = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.tables.values():
        table.to_metadata(wanted)
    Table("chat", wanted, Column("forgotten", Text), Column("language", BigInteger), extend_existing=True)
    found = str(await differences(empty, wanted))
    assert "add_column" in found
    assert "modify_type" in found


async def test_two_processes_that_start_at_once(empty: Database, empty_url: str) -> None:
    other = await open_database(empty_url)
    try:
        await asyncio.gather(migrate(empty), migrate(other))
    finally:
        await other.close()
    assert await tables(empty) == set(metadata.tables)


async def test_a_migration_that_fails_changes_nothing(empty: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("alembic.runtime.migration.HeadMaintainer.update_to_step", fail)
    with pytest.raises(ZeroDivisionError):
        await migrate(empty)
    assert await tables(empty) == set()


async def test_a_table_that_others_refer_to_can_be_changed(database: Database) -> None:
    """SQLite copies and drops the table; with foreign keys checked at each statement that could not be done."""
    await keep_application(database)
    async with database.begin_migration() as connection:
        await connection.run_sync(add_note_to_person)
    async with database.begin() as connection:
        count = "SELECT count(*) FROM application JOIN person ON person.id = person_id WHERE note = ''"
        assert (await connection.execute(text(count))).scalar_one() == 1
        if not database.is_postgres:
            assert (await connection.execute(text("PRAGMA foreign_keys"))).scalar_one() == 1


def add_note_to_person(connection: Connection) -> None:
    operations = Operations(MigrationContext.configure(connection))
    with operations.batch_alter_table("person", recreate="auto") as batch:
        batch.add_column(Column("note", Text, nullable=False, server_default=""))
        batch.alter_column("language", type_=Text())


async def test_a_migration_that_leaves_rows_referring_to_nothing_is_undone(database: Database) -> None:
    if database.is_postgres:
        pytest.skip("PostgreSQL checks by itself")
    await keep_application(database)
    with pytest.raises(DanglingReference, match="application, row 1: none in person"):
        await forget_people(database)
    async with database.read() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM person"))).scalar_one() == 1


async def forget_people(database: Database) -> None:
    async with database.begin_migration() as connection:
        await connection.execute(text("DELETE FROM person"))


def test_mapping_twice_changes_nothing() -> None:
    map_all()
    map_all()


def test_the_machinery_refers_to_no_record() -> None:
    for table in ENGINE_TABLES:
        for key in table.foreign_keys:
            assert key.column.table in ENGINE_TABLES


async def test_a_migration_is_drafted_from_the_tables(tmp_path: Path) -> None:
    """`make migration NAME="create forgotten"`: numbered behind the newest one, up and down."""
    unchanged = (await draft("change nothing", tmp_path)).read_text("utf-8")
    forgotten = Table("forgotten", metadata, Column("id", BigInteger, primary_key=True), Column("at", Instant()))
    try:
        path = await draft("create forgotten", tmp_path / "new")
    finally:
        metadata.remove(forgotten)
    assert "create_table" not in unchanged
    assert path.name[4:] == "_create_forgotten.py"
    text = path.read_text("utf-8")
    assert (
        text.index("op.create_table('forgotten'") < text.index("def downgrade") < text.index("drop_table('forgotten')")
    )
    assert "sa.Column('at', Instant(), nullable=True)" in text
