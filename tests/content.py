"""What a fresh database holds: nothing but its schema, or what was put in once by deeds and is copied since."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from storage.engine.database import open_database
from storage.migrate import migrate


async def nothing(_url: str) -> None:
    """Put nothing in."""


@dataclass(frozen=True)
class Content:
    """`put_in` puts it into the empty database of that address, the same each time."""

    name: str
    put_in: Callable[[str], Awaitable[None]] = nothing


EMPTY = Content("empty")


@cache
def _folder() -> Path:
    made = tempfile.mkdtemp(prefix="jianding-sqlite-")
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return Path(made)


async def file_of(content: Content) -> Path:
    """A file of SQLite of the newest schema that holds it: made once per process, to be copied."""
    path = _folder() / f"{content.name}.sqlite3"
    if not path.exists():
        unfinished = path.with_suffix(".unfinished")
        address = f"sqlite+aiosqlite:///{unfinished}"
        if content is EMPTY:
            await bring_up(address)
        else:
            shutil.copyfile(await file_of(EMPTY), unfinished)
        await content.put_in(address)
        unfinished.rename(path)
    return path


async def bring_up(address: str) -> None:
    """Give an empty database the newest schema."""
    database = await open_database(address)
    await migrate(database)
    await database.close()
