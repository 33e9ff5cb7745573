"""The SQLite driver: aiosqlite with fewer trips to its thread.

Stock aiosqlite goes to its thread four times per SELECT (cursor, execute, fetch, close), some 100 µs of CPU each. Here
a statement is one trip; and on the connection that writes, where every statement is short, it is none: only commits
and rollbacks, which touch the disk, go to the thread.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import sqlite3
import time
from collections.abc import Callable, Sequence
from typing import Any, Self

import aiosqlite

BUSY_SECONDS = 30.0
PAUSE_SECONDS = 0.005
CHUNK = 64  # rows per fetch of aiosqlite's own cursor, which is not used
# FULL: in WAL mode NORMAL may lose the last commits with the power, and what was acknowledged must be there.
SETTINGS = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", "PRAGMA foreign_keys=ON")


class Cursor:
    """A cursor that fetches all rows with the statement; the names are those SQLAlchemy's adapter asks for."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._rows: Sequence[Any] = ()
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self.arraysize = 1

    async def __aenter__(self) -> Self:
        return self

    async def execute(self, sql: str, parameters: Any = ()) -> Self:
        """Run one statement."""
        await self._connection.run(self._one, sql, parameters)
        return self

    async def executemany(self, sql: str, parameters: Any) -> Self:
        """Run one statement for each set of parameters."""
        await self._connection.run(self._many, sql, parameters)
        return self

    async def fetchall(self) -> Sequence[Any]:
        """The rows of the last statement."""
        return self._rows

    async def close(self) -> None:
        """Nothing is left open."""

    def _one(self, sql: str, parameters: Any) -> None:
        self._keep(self._connection.raw.execute(sql, parameters))

    def _many(self, sql: str, parameters: Any) -> None:
        self._keep(self._connection.raw.executemany(sql, parameters))

    def _keep(self, cursor: sqlite3.Cursor) -> None:
        self.description = cursor.description
        self._rows = cursor.fetchall() if cursor.description else ()
        self.rowcount = cursor.rowcount
        self.lastrowid = cursor.lastrowid
        cursor.close()


class Connection(aiosqlite.Connection):
    """A connection that runs each statement in one trip to its thread."""

    def __init__(self, open_file: Callable[[], sqlite3.Connection]) -> None:
        super().__init__(open_file, CHUNK)
        self._thread.daemon = True  # a thread that still waits must not keep the process alive
        self._stopped: asyncio.Future[Any] | None = None

    def stop(self) -> asyncio.Future[Any] | None:
        """Have the thread end."""
        self._stopped = super().stop()
        return self._stopped

    async def _connect(self) -> aiosqlite.Connection:
        """Open the file; when that fails, wait for the thread's end, which would otherwise answer a closed loop."""
        try:
            return await super()._connect()
        except BaseException:
            if self._stopped is not None:
                await self._stopped
            raise

    @property
    def raw(self) -> sqlite3.Connection:
        """The connection of the standard library."""
        return self._conn

    def cursor(self) -> Any:
        """Make a cursor, here and now."""
        return Cursor(self)

    async def run(self, step: Any, *arguments: Any) -> None:
        """Run a step of the cursor."""
        await self._execute(step, *arguments)  # type: ignore[no-untyped-call]


class WritingConnection(Connection):
    """A connection that runs its statements on the spot; who begins waits for other processes without blocking."""

    durable = True

    async def run(self, step: Any, *arguments: Any) -> None:
        """Run a step of the cursor, here and now."""
        step(*arguments)

    async def begin(self) -> None:
        """Begin to write. Raises sqlite3.OperationalError when another process writes for too long."""
        deadline = time.monotonic() + BUSY_SECONDS
        if self.raw.in_transaction:  # its end was cut off; nothing could ever be written after it
            await self.rollback()
        while True:
            try:
                self.raw.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY or time.monotonic() > deadline:
                    raise
            else:
                return
            # SQLite's own busy wait would hold the event loop, and with it everybody.
            await asyncio.sleep(PAUSE_SECONDS)

    def set_durable(self, durable: bool) -> None:
        """Choose, between transactions, whether commits wait for the disk (FULL) or leave that to the checkpoint."""
        if durable != self.durable:
            self.raw.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            self.durable = durable


def connect_reader(path: str, **_: Any) -> Connection:
    """Make a connection that can only read."""
    return Connection(lambda: configured(path, "PRAGMA query_only=ON"))


def connect_writer(path: str, **_: Any) -> WritingConnection:
    """Make a connection that writes."""
    return WritingConnection(lambda: configured(path, "PRAGMA busy_timeout=0"))


def make_private(path: str) -> None:
    """Make the file, for its owner alone, if it is not there; SQLite gives what it puts beside it the same rights."""
    # Where that fails SQLite says why. A name in SQLite's own spelling (":memory:", "file:") is left to it.
    if not path.startswith((":", "file:")):
        with contextlib.suppress(OSError):
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))


def configured(path: str, *settings: str) -> sqlite3.Connection:
    """Open the file with the project's settings. Transactions are begun by hand."""
    # isolation_level=None: the module's own idea of when a transaction begins would come in between.
    make_private(path)
    raw = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
    for setting in (*SETTINGS, *settings):
        raw.execute(setting)
    return raw
