"""The way back: into an empty place, after every hash and the keys were checked; at the end the audit chain is."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.backup import manifest, postgres, sqlite
from storage.backup.making import FILES, Place
from storage.backup.manifest import BadBackup, Manifest
from storage.engine import audit, canary
from storage.engine.database import open_database, parse_url
from storage.engine.sealing import KeyRing
from storage.migrate import known, migrate
from storage.opening import open_sealed


async def restore(folder: Path, place: Place, ring: KeyRing) -> Manifest:
    """Check all, then write. Raises BadBackup and WrongKeys before anything is written.

    Raises BadBackup at the end, too, when the audit trail is not as it was.
    """
    found = manifest.read(folder)
    await asyncio.to_thread(manifest.check, folder, found)
    if not known(found.facts.revision):
        raise BadBackup(f"{folder}: made by a newer release than this one (schema {found.facts.revision})")
    heard = [
        canary.Song(key_id, bytes.fromhex(sealed), bytes.fromhex(mark)) for key_id, sealed, mark in found.facts.canaries
    ]
    canary.hear(heard, ring)
    await asyncio.to_thread(_require_no_files, place.files)
    await _require_empty(place.url, found.kind)
    # The database comes in at once, so the files lie ready before: cut off anywhere, it can be begun anew.
    staged = await asyncio.to_thread(_stage, folder / FILES, place.files)
    await _load(folder, place.url, found)
    await asyncio.to_thread(staged.replace, place.files)
    database = await open_sealed(place.url, ring)
    try:
        async with database.read() as connection:
            await _compare_audit(connection, found)
    finally:
        await database.close()
    return found


def _require_no_files(files: Path) -> None:
    if files.is_dir() and any(files.iterdir()):
        raise BadBackup(f"{files}: is not empty; a backup is restored into an empty place only")


async def _require_empty(url: str, kind: str) -> None:
    where = parse_url(url)
    if where.get_backend_name() != kind:
        raise BadBackup(f"database_url: the backup is of {kind}, and is restored into {kind} only")
    if kind == "sqlite":
        sqlite.require_empty(Path(where.database or ""))
    else:
        await postgres.require_empty(where)


async def _load(folder: Path, url: str, found: Manifest) -> None:
    where = parse_url(url)
    if found.kind == "sqlite":
        await asyncio.to_thread(sqlite.load, folder, Path(where.database or ""))
        return
    database = await open_database(url)
    try:
        # The schema of then: what was changed since is done by the migrations, with the rows in it.
        await migrate(database, found.facts.revision)
    finally:
        await database.close()
    await postgres.load(where, folder, found.tables, found.sequences)


async def _compare_audit(connection: AsyncConnection, found: Manifest) -> None:
    broken = await audit.verify(connection)
    if broken is not None:
        raise BadBackup(f"restored, but the audit trail is broken at row {broken}")
    rows = await connection.scalar(select(func.count()).select_from(audit.audit))
    head = await connection.scalar(select(audit.audit.c.hash).order_by(audit.audit.c.id.desc()).limit(1))
    if (rows, bytes(head or b"").hex()) != (found.facts.audit_rows, found.facts.audit_head):
        raise BadBackup(
            f"restored, but the audit trail has {rows} rows, not the {found.facts.audit_rows} of the backup"
        )


def _stage(source: Path, target: Path) -> Path:
    staged = target.with_name(f"{target.name}.restoring")
    shutil.rmtree(staged, ignore_errors=True)
    shutil.copytree(source, staged)
    return staged
