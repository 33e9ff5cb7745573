"""Opening a database with the keys that seal it: checked first, then brought to the newest schema."""

from __future__ import annotations

from storage.engine import canary
from storage.engine.database import Database, open_database
from storage.engine.sealing import KeyRing
from storage.migrate import migrate, pending
from storage.schema import map_all


async def open_sealed(url: str, ring: KeyRing) -> Database:
    """Open a database for use. Raises WrongKeys before anything is written, and whatever `open_database` raises."""
    map_all()
    database = await open_database(url, ring)
    try:
        if await pending(database):
            await canary.check_older(database, ring)
            await migrate(database)
        await canary.check(database, ring)
    except BaseException:
        await database.close()
        raise
    return database
