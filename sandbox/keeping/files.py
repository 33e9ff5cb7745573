"""Files by id; their bytes lie with the keeper."""

import mimetypes
import secrets
from dataclasses import dataclass
from pathlib import Path

from sandbox.keeping.disk import Keeper
from sandbox.keeping.kinds import KINDS
from sandbox.wire import ANY_BOT, Json
from sandbox.wire.uploads import Upload


@dataclass
class StoredFile:
    """A file that has its ids. `path` is what getFile tells; `kind` is photo, document ..."""

    file_id: str
    unique_id: str
    kind: str
    path: str
    name: str
    mime: str
    size: int
    details: Json

    def ids(self) -> Json:
        """The fields that every file object has."""
        return {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}


class FileStore:
    """All files of the sandbox, found by file_id, by file_unique_id or by path."""

    def __init__(self, disk: Keeper) -> None:
        self._disk = disk
        self._by_id: dict[str, StoredFile] = {}
        self._by_unique: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    async def add(self, kind: str, upload: Upload, details: Json | None = None) -> StoredFile:
        """Store bytes under fresh ids; `details` are the fields its file object has besides."""
        number = len(self._by_id) + 1
        suffix = Path(upload.name).suffix or mimetypes.guess_extension(upload.mime) or ""
        stored = StoredFile(
            file_id=f"{kind[:2].title()}AC{secrets.token_urlsafe(30)}{ANY_BOT.decode()}",
            unique_id=f"AQAD{secrets.token_urlsafe(8)}",
            kind=kind,
            path=f"{KINDS[kind].folder}/file_{number}{suffix.lower()}",
            name=upload.name,
            mime=upload.mime,
            size=len(upload.content),
            details=details or {},
        )
        # Before its bytes are written: another upload that comes meanwhile must count it and get another path.
        self._index(stored)
        await self._disk.store(stored.unique_id, upload.content)
        self._disk.keep("file", stored.unique_id, dict(stored.__dict__))
        return stored

    def detail(self, stored: StoredFile, details: Json) -> None:
        """Replace what is known of a file besides its ids."""
        stored.details = details
        self._disk.keep("file", stored.unique_id, dict(stored.__dict__))

    def _index(self, stored: StoredFile) -> None:
        self._by_id[stored.file_id] = stored
        self._by_unique[stored.unique_id] = stored
        self._by_path[stored.path] = stored

    def by_id(self, file_id: str | None) -> StoredFile | None:
        """The file with this file_id, as the sandbox keeps it (see Bot.knows)."""
        return self._by_id.get(file_id) if file_id else None

    def by_unique(self, unique_id: str) -> StoredFile | None:
        """The file with this file_unique_id."""
        return self._by_unique.get(unique_id)

    def by_path(self, path: str) -> StoredFile | None:
        """The file that getFile announced under this path."""
        return self._by_path.get(path)

    async def content(self, stored: StoredFile) -> bytes:
        """Its bytes."""
        return await self._disk.fetch(stored.unique_id)

    def restore(self) -> None:
        """Take up the files that were there before."""
        for record in self._disk.load("file").values():
            self._index(StoredFile(**record))
