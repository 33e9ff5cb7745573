"""What every test may ask for: the databases, and a whole centre at the sandbox with its people."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from functools import cache
from pathlib import Path

import pytest

from bot.app.running import set_up_logs
from config.model import Log
from storage.engine.database import open_database
from storage.migrate import migrate
from tests.office import Office, office_on
from tests.postgres import Postgres, postgres_server
from tests.town import Town, town_on

MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session", autouse=True)
def logs() -> None:
    """Logs as in production: without the values of variables."""
    set_up_logs(Log(level="error", json=False))


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A real PostgreSQL for the session."""
    with postgres_server() as server:
        yield server


@pytest.fixture
def quick_folder() -> Iterator[str]:
    """A folder for a test's database, in memory where the machine has such a disk."""
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        yield folder


@cache
def _template() -> Path:
    folder = tempfile.mkdtemp(prefix="jianding-sqlite-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return Path(folder) / "migrated.sqlite3"


async def migrated_file() -> Path:
    """An empty database of the newest schema, made once per process and copied for each test."""
    path = _template()
    if not path.exists():
        database = await open_database(f"sqlite+aiosqlite:///{path}")
        await migrate(database)
        await database.close()
    return path


@pytest.fixture(params=["sqlite", "postgres"])
async def database_url(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """A fresh database's address, on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        path = Path(request.getfixturevalue("quick_folder")) / "test.sqlite3"
        shutil.copyfile(await migrated_file(), path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    async with server.database() as url:
        yield url


@pytest.fixture
async def town(database_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    """The centre at the sandbox, with the people of the demo and two open batches."""
    async with town_on(database_url, tmp_path) as made:
        yield made


@pytest.fixture
async def office(database_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    """The centre's records without its chat, with the staff, rooms, stock and cards of the demo."""
    async with office_on(database_url, tmp_path) as made:
        yield made
