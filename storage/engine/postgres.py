"""PostgreSQL: many processes write; one of them leads."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from sqlalchemy import URL
from sqlalchemy.ext.asyncio import AsyncConnection, create_async_engine

from storage.engine.postgres_link import KEPT_ALIVE, Leadership, Wakes
from storage.engine.sealing import KeyRing
from storage.engine.sqlite import compact
from storage.engine.transactions import Database

MIGRATION = 0x6A696167  # any number that nothing else locks
CONNECT_SECONDS = 10


class PostgresDatabase(Database):
    """A database on a server, by asyncpg."""

    is_postgres = True

    def __init__(self, url: URL, ring: KeyRing | None, size: int) -> None:
        # No overflow: connections beyond the pool would only queue inside the server, where nobody sees them.
        engine = create_async_engine(
            url,
            json_serializer=compact,
            pool_size=size,
            max_overflow=0,
            # A server that swallows connections must not hold up everybody for a minute; one that vanished is noticed.
            connect_args={"timeout": CONNECT_SECONDS, "server_settings": KEPT_ALIVE},
        )
        super().__init__(engine, ring)
        self._leadership = Leadership(url)
        self._wakes = Wakes(url, self.call_listeners)

    @asynccontextmanager
    async def begin(self, *, durable: bool = True) -> AsyncIterator[AsyncConnection]:
        """Write, at READ COMMITTED."""
        async with self.engine.begin() as connection:
            # What can be lost with the machine, though not with the process: counts of attempts, claims of calls.
            if not durable:
                await connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
            yield connection

    @asynccontextmanager
    async def read(self) -> AsyncIterator[AsyncConnection]:
        """Read; a statement that writes is refused."""
        async with self.engine.connect() as connection:
            await connection.execution_options(postgresql_readonly=True)
            async with connection.begin():
                yield connection

    @asynccontextmanager
    async def begin_migration(self) -> AsyncIterator[AsyncConnection]:
        """Write, alone among those that migrate."""
        async with self.engine.begin() as connection:
            await connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({MIGRATION})")
            yield connection

    @property
    def leads(self) -> bool:
        """Whether the lock was ours when last asked and its connection still stands."""
        return self._leadership.held

    async def try_lead(self) -> bool:
        """Take, or confirm, the leader's lock."""
        return await self._leadership.ask()

    async def wake(self, channel: str) -> None:
        """Call the listeners of this process, and notify the others."""
        self.call_listeners(channel)
        await self._wakes.send(channel)

    async def hear(self, begun: Callable[[], None]) -> None:
        """Hear the wakes of other processes. Raises when the line is lost."""
        await self._wakes.hear(begun)

    async def close(self) -> None:
        """Give back the lock, hang up, close the pool."""
        await self._leadership.close()
        await self._wakes.close()
        await self.engine.dispose()
