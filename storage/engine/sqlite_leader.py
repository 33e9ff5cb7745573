"""Who leads among the processes of one SQLite file: whoever holds an exclusive lock on a small file beside it."""

from __future__ import annotations

import sqlite3

from storage.engine.sqlite_driver import make_private


class FileLeadership:
    """The lock on `<database>-leader`, held as long as its connection lives.

    The system frees it when the process dies, however it dies.
    """

    def __init__(self, database: str) -> None:
        self._path = f"{database}-leader"
        self._connection: sqlite3.Connection | None = None

    def ask(self) -> bool:
        """Take the lock if it is free, or say that it is ours."""
        if self._connection is None:
            self._connection = self._locked()
        return self._connection is not None

    def close(self) -> None:
        """Give the lock back."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _locked(self) -> sqlite3.Connection | None:
        make_private(self._path)
        connection = sqlite3.connect(self._path, timeout=0, isolation_level=None)
        try:
            # The system frees the lock when the process dies, however it dies: there is nothing to clean up.
            connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
                raise
            return None
        return connection
