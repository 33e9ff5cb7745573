"""What survives a restart: one SQLite file, written behind the requests by a thread of its own."""

import asyncio
import json
import queue
import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any, Protocol

from sandbox.wire import dump

DELAY = 0.05
VERSION = 3  # of what is kept; a file of another version is begun afresh
BUSY_SECONDS = 30.0
TABLES = """
CREATE TABLE IF NOT EXISTS things (kind TEXT, key TEXT, value BLOB, PRIMARY KEY (kind, key)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS contents (key TEXT PRIMARY KEY, bytes BLOB) WITHOUT ROWID;
"""

Batch = dict[tuple[str, str | int], Any]


class Keeper(Protocol):
    """Where changes are noted: the newest value of each (kind, key); and the bytes of files."""

    def keep(self, kind: str, key: str | int, value: Any) -> None:
        """Note the value; it must not change afterwards."""

    def drop(self, kind: str, key: str | int) -> None:
        """Note that it is gone."""

    def load(self, kind: str) -> dict[str, Any]:
        """Everything kept under `kind`, by key."""

    async def store(self, key: str, content: bytes) -> None:
        """Keep the bytes of a file; they are there when this returns."""

    async def fetch(self, key: str) -> bytes:
        """The bytes of a file."""

    def wipe(self) -> None:
        """Forget everything."""

    def close(self) -> None:
        """Write what is still to be written."""


class Nowhere:
    """The keeper of a sandbox that lives in memory only."""

    def __init__(self) -> None:
        self._contents: dict[str, bytes] = {}

    def keep(self, kind: str, key: str | int, value: Any) -> None:
        """Nothing to keep."""

    def drop(self, kind: str, key: str | int) -> None:
        """Nothing to drop."""

    def load(self, _: str) -> dict[str, Any]:
        """Nothing was kept."""
        return {}

    async def store(self, key: str, content: bytes) -> None:
        """Keep the bytes of a file as long as the sandbox lives."""
        self._contents[key] = content

    async def fetch(self, key: str) -> bytes:
        """The bytes of a file."""
        return self._contents[key]

    def wipe(self) -> None:
        """Forget everything."""
        self._contents.clear()

    def close(self) -> None:
        """Nothing to write."""


class Shelf:
    """One bot's part of what is kept."""

    def __init__(self, disk: Keeper, bot_id: int) -> None:
        self._disk = disk
        self._prefix = f"{bot_id}/"

    def keep(self, kind: str, key: str | int, value: Any) -> None:
        """Note the value; it must not change afterwards."""
        self._disk.keep(kind, f"{self._prefix}{key}", value)

    def drop(self, kind: str, key: str | int) -> None:
        """Note that it is gone."""
        self._disk.drop(kind, f"{self._prefix}{key}")

    def load(self, kind: str) -> dict[str, Any]:
        """Everything kept under `kind`, by key."""
        kept = self._disk.load(kind)
        return {key.removeprefix(self._prefix): one for key, one in kept.items() if key.startswith(self._prefix)}


class Disk:
    """Collects changes for 50 ms, then hands them to the writing thread; `close` writes the rest."""

    def __init__(self, folder: Path, encode: Callable[[Any], Any], before_flush: Callable[[], None]) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / "sandbox.sqlite3"
        self._encode = encode
        self._before_flush = before_flush
        self._batch: Batch = {}
        self._timer: asyncio.TimerHandle | None = None
        self._queue: queue.SimpleQueue[Batch | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._begin()

    def _begin(self) -> None:
        connection = self._connect()
        if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
            connection.executescript("DROP TABLE IF EXISTS things; DROP TABLE IF EXISTS contents;")
        connection.executescript(f"{TABLES} PRAGMA user_version = {VERSION};")
        connection.close()

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self._file, timeout=BUSY_SECONDS)
        connection.execute("PRAGMA journal_mode=WAL")
        # With WAL a kill loses no commit; only a loss of power could, and what is kept here is play.
        connection.execute("PRAGMA synchronous=NORMAL")
        return connection

    def load(self, kind: str) -> dict[str, Any]:
        """Everything kept under `kind`, by key."""
        connection = self._connect()
        rows = connection.execute("SELECT key, value FROM things WHERE kind = ?", (kind,)).fetchall()
        connection.close()
        return {key: json.loads(value) for key, value in rows}

    def keep(self, kind: str, key: str | int, value: Any) -> None:
        """Note the value; it must not change afterwards."""
        self._batch[kind, key] = value
        if self._timer is None:
            self._schedule()

    def drop(self, kind: str, key: str | int) -> None:
        """Note that it is gone."""
        self.keep(kind, key, None)

    async def store(self, key: str, content: bytes) -> None:
        """Keep the bytes of a file; they are there when this returns."""
        # Not with the next batch: a file of 50 MB would hold it up, and no message may name bytes that are not there.
        await asyncio.to_thread(self._run, "INSERT OR REPLACE INTO contents VALUES (?, ?)", (key, content))

    async def fetch(self, key: str) -> bytes:
        """The bytes of a file."""
        found = await asyncio.to_thread(self._run, "SELECT bytes FROM contents WHERE key = ?", (key,))
        return bytes(found[0][0])

    def _run(self, statement: str, values: tuple[Any, ...]) -> list[Any]:
        connection = self._connect()
        with connection:
            found = connection.execute(statement, values).fetchall()
        connection.close()
        return found

    def _schedule(self) -> None:
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            # People put in before anything is served: there is no loop yet, and `close` or the next change writes them.
            return
        self._timer = loop.call_later(DELAY, self.flush)

    def flush(self) -> None:
        """Hand everything noted to the writing thread; called between two steps of the loop, so it is consistent."""
        # Before the timer is cleared, since what is noted here belongs to this batch and must not order another one.
        if self._batch:
            self._before_flush()
        self._timer = None
        if self._batch:
            self._queue.put(self._batch)
            self._batch = {}
            if self._thread is None:
                self._thread = threading.Thread(target=self._write, name="sandbox-disk", daemon=True)
                self._thread.start()

    def wipe(self) -> None:
        """Forget everything."""
        self._batch = {}
        self.close()
        self._run("DELETE FROM things", ())
        self._run("DELETE FROM contents", ())

    def close(self) -> None:
        """Write the rest and stop the thread; a later change starts it again."""
        if self._timer is not None:
            self._timer.cancel()
        self.flush()
        if self._thread is not None:
            self._queue.put(None)
            self._thread.join()
            self._thread = None

    def _write(self) -> None:
        connection = self._connect()
        while (batch := self._queue.get()) is not None:
            # One transaction a batch: whatever a kill leaves is a whole moment of the world.
            with connection:
                for (kind, key), value in batch.items():
                    self._write_one(connection, kind, str(key), value)
        connection.close()

    def _write_one(self, connection: sqlite3.Connection, kind: str, key: str, value: Any) -> None:
        if value is None:
            connection.execute("DELETE FROM things WHERE kind = ? AND key = ?", (kind, key))
            return
        kept = dump(self._encode(value))
        connection.execute("INSERT OR REPLACE INTO things VALUES (?, ?, ?)", (kind, key, kept))
