"""The ZIP of an archive: its files, a manifest with SHA-256 of each, and the check that nothing was changed since."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from domain.archive import Entry
from domain.local import LOCAL

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"


@dataclass(frozen=True)
class Content:
    """A file to be archived: its volume, its path, its bytes."""

    volume: int
    path: str
    data: bytes

    @property
    def entry(self) -> Entry:
        """As the manifest lists it."""
        return Entry(self.volume, self.path, len(self.data), hashlib.sha256(self.data).hexdigest())


def pack(contents: Sequence[Content], about: Mapping[str, Any], at: datetime) -> tuple[bytes, tuple[Entry, ...]]:
    """The ZIP, and what is in it; the same contents at the same moment give the same bytes."""
    entries = tuple(content.entry for content in contents)
    manifest = {**about, "files": [asdict(entry) for entry in entries]}
    sums = "".join(f"{entry.sha256}  {entry.path}\n" for entry in entries)
    extra = [
        Content(0, MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1).encode()),
        Content(0, SUMS, sums.encode()),
    ]
    return _zip([*contents, *extra], at), entries


def _zip(contents: Iterable[Content], at: datetime) -> bytes:
    written = io.BytesIO()
    moment = at.astimezone(LOCAL).timetuple()[:6]
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as packed:
        for content in contents:
            packed.writestr(zipfile.ZipInfo(content.path, moment), content.data, zipfile.ZIP_DEFLATED)
    return written.getvalue()


def check(data: bytes) -> Sequence[str]:
    """What is wrong with an archive: missing, changed and unknown files by path; empty when it is whole.

    Raises zipfile.BadZipFile, and ValueError or KeyError for what is no archive of ours.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        there = {name: packed.read(name) for name in packed.namelist()}
    listed = {each["path"]: each["sha256"] for each in json.loads(there.pop(MANIFEST))["files"]}
    # For people with sha256sum and nothing else; the manifest is what is checked.
    there.pop(SUMS, None)
    wrong = [f"missing: {path}" for path in listed if path not in there]
    wrong += [f"unknown: {path}" for path in there if path not in listed]
    wrong += [
        f"changed: {path}"
        for path, data in there.items()
        if path in listed and hashlib.sha256(data).hexdigest() != listed[path]
    ]
    return sorted(wrong)
