"""What every test may ask for: the databases, and a whole centre at the sandbox with its people."""

from __future__ import annotations

import gc
import shutil
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import settings

from bot.app.running import set_up_logs
from config.model import Log
from tests.content import EMPTY, Content, file_of
from tests.office import STAFF, Office, office_on
from tests.postgres import Postgres, postgres_server
from tests.statements import keep_statements
from tests.town import CENTRE, Town, town_on

MEMORY = Path("/dev/shm")
ON_BOTH = ("sqlite", "postgres")
RARELY = (50_000, 20, 50)
keep_statements()
gc.set_threshold(*RARELY)  # with the modules and tests of all, a collection takes long and finds little
settings.register_profile("patient", deadline=None)  # how fast a machine is decides nothing
settings.load_profile("patient")


def pytest_collection_finish() -> None:
    """Whatever is here now stays to the end: no collection need look through it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True)
def logs() -> None:
    """Logs as in production: without the values of variables. A command run by a test set up its own."""
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


@asynccontextmanager
async def fresh(request: pytest.FixtureRequest, content: Content) -> AsyncIterator[str]:
    """A database of one's own with this content, of the kind that the fixture's parameter names."""
    if request.param == "sqlite":
        path = Path(request.getfixturevalue("quick_folder")) / "test.sqlite3"
        shutil.copyfile(await file_of(content), path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    server: Postgres = request.getfixturevalue("postgres")
    async with server.database(content) as url:
        yield url


@pytest.fixture(params=ON_BOTH)
async def database_url(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """A fresh database's address, on SQLite and on PostgreSQL."""
    async with fresh(request, EMPTY) as url:
        yield url


@pytest.fixture(params=ON_BOTH)
async def centre_url(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """The same, with the people of the demo and two open batches in it."""
    async with fresh(request, CENTRE) as url:
        yield url


@pytest.fixture(params=ON_BOTH)
async def staff_url(request: pytest.FixtureRequest) -> AsyncIterator[str]:
    """The same, with the staff, rooms, stock and cards of the demo in it."""
    async with fresh(request, STAFF) as url:
        yield url


@pytest.fixture
async def town(centre_url: str, tmp_path: Path) -> AsyncIterator[Town]:
    """The centre at the sandbox, with the people of the demo and two open batches."""
    async with town_on(centre_url, tmp_path) as made:
        yield made


@pytest.fixture
async def office(staff_url: str, tmp_path: Path) -> AsyncIterator[Office]:
    """The centre's records without its chat, with the staff, rooms, stock and cards of the demo."""
    async with office_on(staff_url, tmp_path) as made:
        yield made
