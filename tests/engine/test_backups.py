"""`jianding backup` beside a running centre, `jianding restore` into an empty place: all is there, or nothing is."""

from __future__ import annotations

import asyncio
import json
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select, text

from bot.app.foundation import key_ring
from bot.app.staff import operator_database
from config.model import Settings
from storage.engine import audit, inbox
from storage.engine.database import Database
from storage.engine.files import FileStore
from storage.engine.inbox import Arrival
from storage.people import person
from tests.commands import command
from tests.postgres import Postgres
from tests.town import Town, settings_for

PHOTO = b"a photo of somebody"


@dataclass
class Places:
    """A town that runs, where its backup goes, and the settings of an empty place."""

    town: Town
    backup: Path
    empty: Settings
    photo: str

    async def back_up(self) -> None:
        told = await command(self.town.settings, "backup", str(self.backup))
        assert (told.exit_code, told.stderr) == (0, "")
        assert "keys are NOT in it" in told.stdout

    async def restored(self, settings: Settings | None = None) -> str:
        """What the command says: on standard error where it fails."""
        told = await command(settings or self.empty, "restore", str(self.backup))
        assert told.exit_code == (1 if told.stderr else 0)
        return told.stderr or told.stdout


@pytest.fixture
async def places(town: Town, tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Places]:
    await town.zhang.say("/start")
    await town.zhang.sees("张伟")
    photo = await town.centre.parts.files.put(PHOTO)
    folder = tmp_path / "elsewhere"
    if not town.centre.parts.database.is_postgres:
        url = f"sqlite:///{folder / 'new.sqlite3'}"
        yield Places(town, tmp_path / "backup", settings_for(url, town.address, folder, {}), photo)
        return
    server: Postgres = request.getfixturevalue("postgres")
    async with server.empty() as url:
        yield Places(town, tmp_path / "backup", settings_for(url, town.address, folder, {}), photo)


async def names(database: Database) -> list[str]:
    async with database.read() as connection:
        return list((await connection.execute(select(person.c.shown_name).order_by(person.c.id))).scalars())


async def test_a_backup_is_restored_into_an_empty_place(places: Places) -> None:
    await places.back_up()
    assert "every hash is right" in await places.restored()
    async with operator_database(places.empty) as database:
        assert await names(database) == await names(places.town.centre.parts.database)
        async with database.read() as connection:
            assert await audit.verify(connection) is None
        async with database.begin() as connection:  # numbers go on behind those that were given
            await inbox.receive(connection, [Arrival(1001, b"{}", event_key="after")], places.town.now)
            newest = await connection.scalar(select(func.max(inbox.inbox.c.id)))
            added = select(inbox.inbox.c.id).where(inbox.inbox.c.event_key == "after")
            assert await connection.scalar(added) == newest
    files = FileStore(places.empty.data_dir / "files", key_ring(places.empty))
    assert await files.get(places.photo) == PHOTO


async def test_what_was_acknowledged_before_is_in_it_however_busy_the_centre_is(places: Places) -> None:
    """Each transaction writes a chat and a row of its inbox: the copy has both or neither."""
    database, told, stop = places.town.centre.parts.database, list[int](), asyncio.Event()

    async def come() -> None:
        number = 500_000
        while not stop.is_set():
            number += 1
            async with database.begin() as connection:
                await inbox.receive(connection, [Arrival(number, b"{}", event_key=f"n{number}")], places.town.now)
            told.append(number)
            await asyncio.sleep(0.005)

    coming = asyncio.create_task(come())
    while len(told) < 10:
        await asyncio.sleep(0.01)
    before = list(told)
    await places.back_up()
    stop.set()
    await coming
    assert "every hash is right" in await places.restored()
    async with operator_database(places.empty) as copy, copy.read() as connection:
        both = "SELECT count(*) FROM {} WHERE {} > 500000"
        chats = await connection.scalar(text(both.format("chat", "id")))
        rows = await connection.scalar(text(both.format("inbox", "chat_id")))
    assert len(before) <= rows <= len(told)
    assert chats == rows


async def test_the_keys_are_not_in_it_and_other_keys_open_nothing(places: Places, tmp_path: Path) -> None:
    await places.back_up()
    everything = b"".join(path.read_bytes() for path in sorted(places.backup.rglob("*")) if path.is_file())
    assert key_text(places) not in everything
    assert PHOTO not in everything
    other = {"JIANDING_KEYS__RING__K1": "A" * 43 + "="}
    stranger = settings_for(places.empty.database_url, places.town.address, places.empty.data_dir, other)
    assert "'k1' is not the key" in await places.restored(stranger)
    assert not (places.empty.data_dir / "files").exists()
    assert "every hash is right" in await places.restored()


def key_text(places: Places) -> bytes:
    assert places.empty.keys is not None
    return places.empty.keys.ring["k1"].get_secret_value().encode()


async def test_what_was_changed_is_named_and_nothing_is_written(places: Places, tmp_path: Path) -> None:
    await places.back_up()
    whole = tmp_path / "whole"
    shutil.copytree(places.backup, whole)
    for spoil, said in (
        (flip, "is not what was backed up"),
        (lambda path: path.unlink(), "is missing"),
        (lambda path: (path.parent / "more").write_bytes(b"x"), "is not in the list"),
        (lambda _: (places.backup / "manifest.json").unlink(), "this is no backup"),
        (lambda _: (places.backup / "manifest.json").write_text("{}"), "cannot be read"),
        (newer, "made by a newer release"),
    ):
        shutil.rmtree(places.backup)
        shutil.copytree(whole, places.backup)
        spoil(next(path for path in sorted(places.backup.rglob("*")) if path.is_file() and path.suffix != ".json"))
        assert said in await places.restored()
        assert not places.empty.data_dir.exists()
    shutil.rmtree(places.backup)
    shutil.copytree(whole, places.backup)
    assert "every hash is right" in await places.restored()


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


def newer(path: Path) -> None:
    listed = next(parent for parent in path.parents if (parent / "manifest.json").exists()) / "manifest.json"
    told = json.loads(listed.read_text("utf-8"))
    told["facts"]["revision"] = "9999"
    listed.write_text(json.dumps(told), "utf-8")


async def test_a_place_that_is_not_empty_is_left_alone(places: Places) -> None:
    await places.back_up()
    assert "every hash is right" in await places.restored()
    assert "is not empty" in await places.restored()
    shutil.rmtree(places.empty.data_dir / "files")
    assert "empty" in await places.restored()
    again = await command(places.town.settings, "backup", str(places.backup))
    assert (again.exit_code, "is not empty" in again.stderr) == (1, True)
    into_the_living = await places.restored(places.town.settings)
    assert "empty" in into_the_living


async def test_a_broken_audit_trail_is_told(places: Places) -> None:
    async with places.town.centre.parts.database.begin() as connection:
        await connection.execute(text("UPDATE audit SET action = 'x' WHERE id = (SELECT min(id) FROM audit)"))
    await places.back_up()
    assert "the audit trail is broken at row 1" in await places.restored()
