"""A centre as a release before left it: its database, its files, its people with the buttons that they see."""

from __future__ import annotations

import gzip
import json
import math
import tarfile
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
import asyncpg  # type: ignore[import-untyped]

from bot.app.main import open_centre
from bot.tools.demo.example import PEOPLE
from config.model import Settings
from sandbox import Sandbox, Someone, serve
from storage.engine.database import open_database
from storage.migrate import migrate
from tests.postgres import Postgres
from tests.town import Town, settings_for

KEPT = Path(__file__).parent / "a92ba5c"
SEQUENCES = """
    SELECT setval(sequence, {highest}) FROM pg_get_serial_sequence('"{table}"', 'id') AS sequence
    WHERE sequence IS NOT NULL
"""


@dataclass(frozen=True)
class Old:
    """An unpacked fixture: the address of the database, the folder of the files, and what the script told."""

    url: str
    folder: Path
    at: datetime
    keys: Mapping[str, str]
    people: Mapping[str, Mapping[str, Any]]
    names: Mapping[str, Sequence[str]]

    def settings(self, address: str = "http://127.0.0.1:9") -> Settings:
        return settings_for(self.url, address, self.folder, self.keys)


def rows() -> dict[str, list[dict[str, Any]]]:
    """All rows as PostgreSQL gave them, by table."""
    found: dict[str, list[dict[str, Any]]] = json.loads(gzip.decompress((KEPT / "postgres.json.gz").read_bytes()))
    return found


@asynccontextmanager
async def old_on_sqlite(folder: Path) -> AsyncIterator[Old]:
    """The SQLite file of then, in a folder of the test."""
    (folder / "old.sqlite3").write_bytes(gzip.decompress((KEPT / "sqlite.db.gz").read_bytes()))
    yield _unpacked("sqlite", f"sqlite:///{folder / 'old.sqlite3'}", folder)


@asynccontextmanager
async def old_on_postgres(server: Postgres, folder: Path) -> AsyncIterator[Old]:
    """The schema of then, by the migrations of then, and the rows."""
    kept = rows()
    async with server.empty() as url:
        database = await open_database(url)
        await migrate(database, kept.pop("alembic_version")[0]["version_num"])
        await database.close()
        connection = await asyncpg.connect(url.replace("+asyncpg", ""))
        await connection.execute("SET session_replication_role = replica")  # foreign keys wait for the last table
        for table, found in kept.items():
            query = f'INSERT INTO "{table}" SELECT * FROM json_populate_recordset(NULL::"{table}", $1)'  # noqa: S608
            await connection.execute(query, json.dumps(found))
            if "id" in found[0]:
                highest = max(row["id"] for row in found)
                await connection.execute(SEQUENCES.format(table=table, highest=highest))
        await connection.close()
        yield _unpacked("postgres", url, folder)


def _unpacked(kind: str, url: str, folder: Path) -> Old:
    with tarfile.open(KEPT / f"{kind}-files.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    told = json.loads((KEPT / f"{kind}.json").read_text("utf-8"))
    names = {kind: told[kind] for kind in ("events", "dialogues", "jobs")}
    return Old(url, folder, datetime.fromisoformat(told["at"]), told["keys"], told["people"], names)


@asynccontextmanager
async def old_town(old: Old) -> AsyncIterator[Town]:
    """The town on that day, before its centre is started by this release: `town.centre.start()` does that."""
    people = {somebody.id: somebody.in_sandbox() for somebody in PEOPLE}
    people |= {
        who["id"]: {"id": who["id"], "first_name": who["name"], "phone": who["phone"]} for who in old.people.values()
    }
    sandbox = Sandbox(people=list(people.values()))
    sandbox.clock.advance(math.ceil((old.at - sandbox.clock.now()).total_seconds()))
    for person_id in people:
        sandbox.private(sandbox.first_bot, sandbox.person(person_id)).started = True
    async with serve(sandbox) as address, aiohttp.ClientSession() as http:
        settings = old.settings(address)
        centre = await open_centre(settings, sandbox.clock.now)
        try:
            yield Town(sandbox, address, settings, http, centre)
        finally:
            await centre.close()


async def drawn_then(town: Town, who: Mapping[str, Any]) -> Someone:
    """The person before the buttons that the old release drew."""
    keyboard: Sequence[Sequence[Mapping[str, str]]] = [[button] for button in who["buttons"]]
    fields = {"chat_id": who["id"], "text": "drawn then", "reply_markup": {"inline_keyboard": keyboard}}
    await town.centre.parts.api.call("sendMessage", fields)
    return town.person(who["id"])
