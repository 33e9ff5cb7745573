"""Statements compiled once per process instead of once per test: in production too a process has one database for long.

SQLAlchemy keeps what it compiled with the engine and the dialect. Here all engines of one kind whose sealed columns
have the same key ring keep it together; the ring matters, since converters of columns hold it.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg
from sqlalchemy.dialects.sqlite.aiosqlite import SQLiteDialect_aiosqlite
from sqlalchemy.engine.default import DefaultDialect
from sqlalchemy.util import LRUCache

from storage.engine.prepared import DIALECT_CACHE

MOST = 5000
_compiled: LRUCache[Any, Any] = LRUCache(MOST)
_prepared: LRUCache[Any, Any] = LRUCache(MOST)


class KeepingDialect(DefaultDialect):
    """Equals every other of its kind and ring: so what one compiled is found by all."""

    supports_statement_cache = True

    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        vars(self)[DIALECT_CACHE] = PreparedOf(self)

    def mark(self) -> tuple[type, object]:
        """What those have in common that share."""
        return type(self), vars(self).get("key_ring")

    def __eq__(self, other: object) -> bool:
        return isinstance(other, KeepingDialect) and self.mark() == other.mark()

    def __hash__(self) -> int:
        return hash(type(self))

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        """Let the engine look where all look."""
        super().engine_created(engine)
        engine._compiled_cache = _compiled


class PreparedOf:
    """The prepared statements of a dialect, among those of all."""

    def __init__(self, dialect: KeepingDialect) -> None:
        self._dialect = dialect

    def get(self, key: object) -> Any:
        """One of them, or None."""
        return _prepared.get((self._dialect.mark(), key))

    def __setitem__(self, key: object, compiled: Any) -> None:
        _prepared[self._dialect.mark(), key] = compiled


class KeepingSqlite(KeepingDialect, SQLiteDialect_aiosqlite):
    """SQLite's."""

    supports_statement_cache = True


class KeepingPostgres(KeepingDialect, PGDialect_asyncpg):
    """PostgreSQL's."""

    supports_statement_cache = True


def keep_statements() -> None:
    """From here on, in this process."""
    registry.register("sqlite.aiosqlite", __name__, KeepingSqlite.__name__)
    registry.register("postgresql.asyncpg", __name__, KeepingPostgres.__name__)
