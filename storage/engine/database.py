"""Opening a database by its URL: SQLite or PostgreSQL, the same to whoever works with it."""

from __future__ import annotations

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from storage.engine.postgres import PostgresDatabase
from storage.engine.sealing import KeyRing
from storage.engine.sqlite import SqliteDatabase
from storage.engine.transactions import Database

__all__ = ["BadUrl", "Database", "open_database", "parse_url"]

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}


class BadUrl(ValueError):  # noqa: N818 - reads as what is wrong
    """The database's URL names no database that can be opened; the text never shows its password."""


async def open_database(url: str, ring: KeyRing | None = None, *, connections: int = 5) -> Database:
    """Open the database and make sure that it answers.

    `connections` is the size of the pool (on SQLite: of those that read). Without a ring, sealed columns raise
    `Unsealable`. Raises `BadUrl`, or SQLAlchemy's or the system's error when the database does not answer.
    """
    where = parse_url(url)
    kind = SqliteDatabase if where.drivername.startswith("sqlite") else PostgresDatabase
    database: Database = kind(where, ring, connections)
    try:
        async with database.read() as connection:
            await connection.exec_driver_sql("SELECT 1")
    except BaseException:
        await database.close()
        raise
    return database


def parse_url(url: str) -> URL:
    """Read `sqlite:///FILE` or `postgresql://…`, and name the driver. Raises `BadUrl`."""
    try:
        where = make_url(url)
    except ArgumentError:
        raise BadUrl("not a database URL: sqlite:///FILE or postgresql://USER@HOST/NAME is needed") from None
    driver = DRIVERS.get(where.get_backend_name())
    if driver is None:
        raise BadUrl(f"{where.get_backend_name()}: only sqlite and postgresql are known")
    if driver.startswith("sqlite") and where.database in {None, "", ":memory:"}:
        raise BadUrl("SQLite needs a file: several connections share it")
    return where.set(drivername=driver)
