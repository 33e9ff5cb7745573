"""A snapshot of an SQLite file beside whoever writes to it, and back."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from storage.backup.manifest import BadBackup, Facts

FILE = "database.sqlite3"
REVISION = "SELECT version_num FROM alembic_version"
CANARIES = "SELECT key_id, sealed, index_mark FROM canary ORDER BY key_id"
AUDIT = "SELECT count(*), (SELECT hash FROM audit ORDER BY id DESC LIMIT 1) FROM audit"


def dump(source: Path, folder: Path) -> Facts:
    """Copy the database in one read transaction, by SQLite's own way."""
    target = folder / FILE
    target.touch(0o600)
    with closing(sqlite3.connect(source)) as reading, closing(sqlite3.connect(target)) as writing:
        reading.backup(writing)  # all pages in one step: one state, however long others write meanwhile
        writing.execute("PRAGMA journal_mode=DELETE")  # no second file beside it
    with closing(sqlite3.connect(f"file:{target}?mode=ro", uri=True)) as copy:
        return facts(
            copy.execute(REVISION).fetchone()[0], copy.execute(CANARIES).fetchall(), copy.execute(AUDIT).fetchone()
        )


def facts(revision: str, canaries: list[tuple[str, bytes, bytes]], audit: tuple[int, bytes | None]) -> Facts:
    """What the three queries found."""
    heard = tuple((key_id, bytes(sealed).hex(), bytes(mark).hex()) for key_id, sealed, mark in canaries)
    return Facts(revision, heard, audit[0], bytes(audit[1] or b"").hex())


def require_empty(target: Path) -> None:
    """Raises BadBackup where a database is already."""
    if target.exists() and target.stat().st_size:
        raise BadBackup(f"{target}: is there already; a backup is restored into an empty place only")


def load(folder: Path, target: Path) -> None:
    """Put the copy where the settings say; all of it or nothing."""
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(f"{target.name}.restoring")
    unfinished.unlink(missing_ok=True)
    unfinished.touch(0o600)
    with closing(sqlite3.connect(folder / FILE)) as reading, closing(sqlite3.connect(unfinished)) as writing:
        reading.backup(writing)
    unfinished.replace(target)
