"""A draft of the next migration, from what the migrations make to what the tables say: `make migration NAME=...`.

A tool for whoever changes a table; the program never writes migrations.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from alembic import command
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.engine.database import open_database
from storage.migrate import config_of, migrate
from storage.schema import map_all

HERE = Path(__file__).parent / "migrations" / "versions"


async def draft(name: str, folder: Path = HERE) -> Path:
    """Write the next numbered migration into the folder, and give its path. It is to be read, mended and tested."""
    map_all()
    with TemporaryDirectory() as kept:
        # SQLite, since only there are changes written as batches, which both databases understand.
        database = await open_database(f"sqlite:///{kept}/draft.sqlite3")
        try:
            await migrate(database)
            async with database.begin_migration() as connection:
                return await connection.run_sync(_write, name, folder)
        finally:
            await database.close()


def _write(connection: Connection, name: str, folder: Path) -> Path:
    config = config_of(connection)
    config.set_main_option("path_separator", "newline")
    config.set_main_option("version_locations", "\n".join({str(HERE), str(folder)}))
    head = ScriptDirectory.from_config(config).get_current_head() or "0"
    said = name[:1].upper() + name[1:]
    command.revision(config, said, autogenerate=True, rev_id=f"{int(head) + 1:04}", version_path=str(folder))
    return next(folder.glob(f"{int(head) + 1:04}_*.py"))


if __name__ == "__main__":
    asyncio.run(draft(" ".join(sys.argv[1:])))
