"""SQLite: one connection writes, in turns; others read beside it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import Any

from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

from storage.engine.sealing import KeyRing, bind_ring
from storage.engine.sqlite_driver import WritingConnection, connect_reader, connect_writer
from storage.engine.sqlite_leader import FileLeadership
from storage.engine.transactions import Database

compact = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


class DanglingReference(Exception):  # noqa: N818 - says what it is
    """A migration was about to leave rows that refer to nothing."""


class SqliteDatabase(Database):
    """A file of SQLite. Mostly there is one process, which therefore leads; of several, one."""

    is_postgres = False

    def __init__(self, url: URL, ring: KeyRing | None, readers: int) -> None:
        super().__init__(make_engine(url, connect_writer, 1), ring)
        self._reading = make_engine(url, connect_reader, readers)
        event.listen(self._reading.sync_engine, "begin", begin_reading)
        if ring is not None:
            bind_ring(self._reading.dialect, ring)
        self._leadership = FileLeadership(str(url.database))
        self._leads = True
        self._turn = asyncio.Lock()
        self._holder: asyncio.Task[Any] | None = None
        self._writer: AsyncConnection | None = None

    @asynccontextmanager
    async def begin(self, *, durable: bool = True) -> AsyncIterator[AsyncConnection]:
        """Write, one after the other. Raises RuntimeError inside a transaction of the same task."""
        task = asyncio.current_task()
        # Waiting for oneself would wait for ever, in silence.
        if self._holder is task:
            raise RuntimeError("a transaction inside a transaction of the same task would wait for itself")
        async with self._turn:
            self._holder = task
            try:
                async with self._writing(durable) as writer:
                    yield writer
            finally:
                self._holder = None

    @asynccontextmanager
    async def begin_migration(self) -> AsyncIterator[AsyncConnection]:
        """Write with foreign keys unchecked until the end: SQLite changes a table by copying and dropping it."""
        async with self._turn:
            driver = await self._driver()
            driver.raw.execute("PRAGMA foreign_keys=OFF")
            try:
                async with self._writing(durable=True) as writer:
                    yield writer
                    # Checked before the commit: what was switched off for the change must hold again after it.
                    broken = (await writer.exec_driver_sql("PRAGMA foreign_key_check")).mappings().first()
                    if broken is not None:
                        raise DanglingReference(f"{broken['table']}, row {broken['rowid']}: none in {broken['parent']}")
            finally:
                driver.raw.execute("PRAGMA foreign_keys=ON")

    @asynccontextmanager
    async def _writing(self, durable: bool) -> AsyncIterator[AsyncConnection]:
        """Begin by the driver, which can wait for other processes; SQLAlchemy's transaction ends it."""
        driver = await self._driver()
        driver.set_durable(durable)
        await driver.begin()
        assert self._writer is not None
        async with self._writer.begin():
            yield self._writer

    async def _driver(self) -> WritingConnection:
        """Keep one connection checked out: taking it from the pool each time costs more than a short transaction."""
        if self._writer is None:
            self._writer = await self.engine.connect()
        driver = (await self._writer.get_raw_connection()).driver_connection
        assert isinstance(driver, WritingConnection)
        return driver

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Read one consistent state."""
        async with self._reading.begin() as connection:
            yield connection

    @property
    def leads(self) -> bool:
        """Unless another process was found to lead."""
        return self._leads

    async def try_lead(self) -> bool:
        """Take, or confirm, the leader's lock."""
        self._leads = self._leadership.ask()
        return self._leads

    async def wake(self, channel: str) -> None:
        """Call the listeners of this process."""
        self.call_listeners(channel)

    async def hear(self, begun: Callable[[], None]) -> None:
        """Wait: other processes on the file are not heard, their work is found at the next look."""
        begun()
        await asyncio.Event().wait()

    async def close(self) -> None:
        """Wait for the transaction that writes, then close."""
        async with self._turn:
            if self._writer is not None:
                await self._writer.close()
                self._writer = None
            await self.engine.dispose()
            await self._reading.dispose()
            self._leadership.close()


def make_engine(url: URL, connect: Callable[..., Any], size: int) -> AsyncEngine:
    """Make an engine of at most `size` connections. It begins no transactions by itself."""
    return create_async_engine(
        url,
        connect_args={"async_creator_fn": connect},
        json_serializer=compact,
        pool_size=size,
        max_overflow=0,
    )


def begin_reading(connection: Connection) -> None:
    """What is read until the end is one state."""
    connection.exec_driver_sql("BEGIN")
