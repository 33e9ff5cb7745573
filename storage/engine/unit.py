"""One unit of work in a transaction that others share: a session for its records, a savepoint around what it writes.

The session, which opens a savepoint of its own, is made when a record is first asked for. New records of the hot paths
are written past it, by a prepared statement, and then known to it as if it had written them.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncSession
from sqlalchemy.orm import make_transient_to_detached

from storage.conflicts import conflicts_told
from storage.engine.prepared import Prepared, writing_driver

SAVEPOINT = "SAVEPOINT unit"
RELEASE = "RELEASE SAVEPOINT unit"
UNDO = "ROLLBACK TO SAVEPOINT unit"


class Unit:
    """What one unit of work reads and writes on a connection whose transaction is not its own."""

    def __init__(self, connection: AsyncConnection, session: AsyncSession | None = None) -> None:
        self.connection = connection
        self._session = session
        self._guarded = False

    @property
    def session(self) -> AsyncSession:
        """The session, made at first use."""
        if self._session is None:
            self._session = AsyncSession(
                # The transaction is shared by a group of turns; what one of them rolls back ends at its savepoint.
                self.connection,
                join_transaction_mode="create_savepoint",
                expire_on_commit=False,
            )
        return self._session

    async def insert(self, record: Any, table: Table) -> None:
        """Write a new record at once; it has its id then. Raises IntegrityError of the driver or of SQLAlchemy."""
        await self._guard()
        values = {column.key: getattr(record, column.key) for column in table.columns if column.key != "id"}
        (row,) = await _insert(table).rows(self.connection, values)
        record.id = row.id
        # Written past the session, and known to it from here on: a later change of the record is an update.
        make_transient_to_detached(record)
        self.session.add(record)

    async def flush(self) -> None:
        """Write what the session holds."""
        if self._begun:
            await self.session.flush()

    async def complete(self) -> None:
        """Write everything, and close the savepoints. Raises `Outdated` when somebody was faster."""
        if self._session is not None and self._begun:
            with conflicts_told("record"):
                await self._session.commit()
            await self._session.close()
        self._session = None
        if self._guarded:
            await self._say(RELEASE)
            self._guarded = False

    async def abandon(self) -> None:
        """Undo everything; the unit can go on afresh."""
        if self._session is not None:
            await self._session.rollback()
            await self._session.close()
            self._session = None
        if self._guarded:
            await self._say(UNDO)
            await self._say(RELEASE)
            self._guarded = False

    @property
    def _begun(self) -> bool:
        return self._session is not None and self._session.in_transaction()

    async def _guard(self) -> None:
        """Take the savepoint, outside that of the session; where the session's is there already, it serves."""
        if not self._guarded and not self._begun:
            await self._say(SAVEPOINT)
            self._guarded = True

    async def _say(self, text: str) -> None:
        driver = writing_driver(self.connection)
        if driver is None:
            await self.connection.exec_driver_sql(text)
        else:
            driver.raw.execute(text)


@cache
def _insert(table: Table) -> Prepared:
    return Prepared(insert(table).returning(table.c.id))
