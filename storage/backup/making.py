"""Making a backup while the centre runs: first the database in one state, then the files that it names."""

from __future__ import annotations

import asyncio
import os
import shutil
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from storage.backup import manifest, postgres, sqlite
from storage.backup.manifest import BadBackup, Manifest
from storage.engine import audit
from storage.engine.database import Database, parse_url

FILES = "files"
ACTION = "backup.made"


@dataclass(frozen=True)
class Place:
    """Where a centre keeps everything: the URL of its database, the folder of its stored files."""

    url: str
    files: Path


async def back_up(database: Database, place: Place, folder: Path, now: datetime) -> Manifest:
    """Fill an empty folder; the deed is audited. Raises BadBackup, OSError."""
    await asyncio.to_thread(_prepare, folder)
    where = parse_url(place.url)
    if database.is_postgres:
        facts, tables, sequences = await postgres.dump(where, folder)
    else:
        facts = await asyncio.to_thread(sqlite.dump, Path(where.database or ""), folder)
        tables, sequences = {}, {}
    # After the database: a row is written behind its file, so what the rows name is here.
    await asyncio.to_thread(_copy_files, place.files, folder / FILES)
    kept = await asyncio.to_thread(
        lambda: {name: manifest.measured(folder / name) for name in manifest.all_files(folder)}
    )
    made = Manifest("postgresql" if database.is_postgres else "sqlite", now, facts, kept, tables, sequences)
    await asyncio.to_thread(os.sync)  # the list must not be on the disk before what it lists
    await asyncio.to_thread(manifest.write, folder, made)
    async with database.begin() as connection:
        entry = audit.AuditEntry(now, None, ACTION, "backup", {"files": len(kept), "audit_rows": facts.audit_rows})
        await audit.append(connection, [entry])
    return made


def _prepare(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    if any(folder.iterdir()):
        raise BadBackup(f"{folder}: is not empty; each backup has a folder of its own")


def _copy_files(files: Path, target: Path) -> None:
    """Stored files are written whole under a name of their own: each is copied as it is, or is not there yet."""
    target.mkdir(mode=0o700)
    for path in sorted(files.glob("??/??/*")):
        copy = target / path.relative_to(files)
        copy.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(path, copy)
        except FileNotFoundError:  # forgotten just now: then no row needs it
            continue
        copy.chmod(0o600)
