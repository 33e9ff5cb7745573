"""The list of what is in a backup: written last, so that a folder without it is no backup."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

NAME = "manifest.json"
FORMAT = 1
PIECE = 1 << 20
READ_ONLY = 0o600


class BadBackup(Exception):  # noqa: N818 - reads as what is wrong
    """A folder that is no backup of ours, or not as it was made; the text is one line."""


@dataclass(frozen=True)
class Kept:
    """A file of the backup."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Facts:
    """What a snapshot of the database says of itself: its schema, its canaries (key id, sealed, mark), its audit."""

    revision: str
    canaries: tuple[tuple[str, str, str], ...]
    audit_rows: int
    audit_head: str


@dataclass(frozen=True)
class Manifest:
    """What is in the folder. The keys are not: they open it, and belong elsewhere."""

    kind: str
    made_at: datetime
    facts: Facts
    files: Mapping[str, Kept]
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sequences: Mapping[str, int] = field(default_factory=dict)
    format: int = FORMAT
    note: str = "The keys that open this are not in it: keep them apart, and keep them."


_adapter: TypeAdapter[Manifest] = TypeAdapter(Manifest)


def measured(path: Path) -> Kept:
    """Size and hash of a file."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            digest.update(piece)
            size += len(piece)
    return Kept(size, digest.hexdigest())


def all_files(folder: Path) -> Iterator[str]:
    """The paths of all files below a folder, but for the manifest."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and path != folder / NAME:
            yield path.relative_to(folder).as_posix()


def write(folder: Path, manifest: Manifest) -> None:
    """Write the list whole, and wait for the disk."""
    unfinished = folder / f"{NAME}.unfinished"
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, READ_ONLY)
    with os.fdopen(handle, "wb") as file:
        file.write(_adapter.dump_json(manifest, indent=1))
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / NAME)


def read(folder: Path) -> Manifest:
    """The list of a folder. Raises BadBackup."""
    try:
        found = _adapter.validate_json((folder / NAME).read_bytes())
    except FileNotFoundError:
        raise BadBackup(f"{folder}: no {NAME}: this is no backup, or one that was not finished") from None
    except (OSError, ValidationError) as error:
        raise BadBackup(f"{folder / NAME}: cannot be read ({_first_line(error)})") from None
    if found.format != FORMAT:
        raise BadBackup(f"{folder}: a backup of format {found.format}; this release knows {FORMAT}")
    return found


def check(folder: Path, manifest: Manifest) -> None:
    """Compare every file with the list. Raises BadBackup at the first that is missing, changed or unknown."""
    there = set(all_files(folder))
    for name, kept in manifest.files.items():
        if name not in there:
            raise BadBackup(f"{folder / name}: is missing")
        if measured(folder / name) != kept:
            raise BadBackup(f"{folder / name}: is not what was backed up")
    if unknown := there - set(manifest.files):
        raise BadBackup(f"{folder / min(unknown)}: is not in the list")


def _first_line(error: Any) -> str:
    return str(error).splitlines()[0]
