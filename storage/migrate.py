"""Bringing a database to the newest schema; two processes that start at once do it one after the other."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from storage.engine.database import Database


def config_of(connection: Connection | None = None) -> Config:
    """Alembic's settings, with the connection to work on."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    return config


async def migrate(database: Database, target: str = "head") -> None:
    """Upgrade to `target`, in one transaction; nothing is locked or written where that is done already."""
    if target == "head" and not await pending(database):
        return
    # In one transaction: a migration that fails halfway changes nothing, on PostgreSQL and on SQLite.
    async with database.begin_migration() as connection:
        await connection.run_sync(lambda sync: command.upgrade(config_of(sync), target))


async def roll_back(database: Database, target: str = "base") -> None:
    """Downgrade to `target`, in one transaction."""
    async with database.begin_migration() as connection:
        await connection.run_sync(lambda sync: command.downgrade(config_of(sync), target))


async def pending(database: Database) -> bool:
    """Whether the schema is older than this program."""
    async with database.read() as connection:
        current = await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_revision())
    return current != _head()


def known(revision: str) -> bool:
    """Whether this program has that migration."""
    return revision in {script.revision for script in ScriptDirectory.from_config(config_of()).walk_revisions()}


@cache
def _head() -> str | None:
    """The newest migration of this program."""
    return ScriptDirectory.from_config(config_of()).get_current_head()
