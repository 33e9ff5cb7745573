"""Files by content: named by the SHA-256 of the plain bytes, kept sealed in a folder, written whole or not at all."""

from __future__ import annotations

import asyncio
import hashlib
import os
import tempfile
from pathlib import Path

from storage.engine.sealing import KeyRing, SealBroken

PLACE = b"file"


class FileStore:
    """A folder of sealed files, two levels deep."""

    def __init__(self, folder: Path, ring: KeyRing) -> None:
        self._folder = folder
        self._ring = ring

    async def put(self, content: bytes) -> str:
        """Keep the bytes; returns their SHA-256 in hex. The same bytes twice are one file."""
        return await asyncio.to_thread(self._put, content)

    async def get(self, sha: str) -> bytes:
        """The bytes. Raises FileNotFoundError, and SealBroken for a file that is not what its name says."""
        return await asyncio.to_thread(self._get, sha)

    async def forget(self, sha: str) -> None:
        """Remove the file, if it is there."""
        await asyncio.to_thread(self._path(sha).unlink, missing_ok=True)

    async def reseal(self) -> int:
        """Seal every file under the ring's current key; returns how many were not. Raises SealBroken."""
        return await asyncio.to_thread(self._reseal)

    def _put(self, content: bytes) -> str:
        sha = hashlib.sha256(content).hexdigest()
        path = self._path(sha)
        # Named by content: what is there already is the same, and writing it again would only wear the disk.
        if not path.exists():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            path.parent.mkdir(parents=True, exist_ok=True)
            _write_whole(path, self._ring.seal(content, PLACE))
            # The file, its two folders: after a loss of power a row must not name what is not there.
            for folder in path.parents[:3]:
                _sync(folder)
        return sha

    def _reseal(self) -> int:
        old = [path for path in self._folder.glob("??/??/*") if not self._ring.is_current(path.read_bytes())]
        for path in old:
            _write_whole(path, self._ring.seal(self._get(path.name), PLACE))
        return len(old)

    def _get(self, sha: str) -> bytes:
        content = self._ring.open(self._path(sha).read_bytes(), PLACE)
        if hashlib.sha256(content).hexdigest() != sha:
            raise SealBroken(f"file {sha[:12]}… is not what its name says")
        return content

    def _path(self, sha: str) -> Path:
        if len(sha) != hashlib.sha256().digest_size * 2 or not sha.isalnum():
            raise FileNotFoundError("not the name of a stored file")
        return self._folder / sha[:2] / sha[2:4] / sha


def _write_whole(path: Path, content: bytes) -> None:
    handle, temporary = tempfile.mkstemp(dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # Renaming is all or nothing; a reader sees no half of a file.
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _sync(folder: Path) -> None:
    """Have the folder's entries on the disk: a file's own fsync leaves its name out."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
