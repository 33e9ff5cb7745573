"""The one MetaData that all tables stand in, the registry of mapped classes, and the column types."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Any

import structlog
from pydantic import TypeAdapter
from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Enum, Integer, LargeBinary, MetaData
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import registry
from sqlalchemy.types import TypeDecorator, TypeEngine

from storage.engine.sealing import Broken, BrokenBytes, BrokenText, SealBroken, ring_of
from storage.engine.versioned import Upgrade, Versioned

log = structlog.get_logger()
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
CODE_LENGTH = 40

# Constraints have names of our own: a migration can only drop what it can name, on both databases.
metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
mapped = registry(metadata=metadata)

# SQLite numbers rows by itself only where the type says INTEGER.
Id = BigInteger().with_variant(Integer(), "sqlite")


class Instant(TypeDecorator[datetime]):
    """An aware datetime in UTC: timestamptz on PostgreSQL, microseconds since 1970 on SQLite. Refuses naive ones."""

    impl = BigInteger
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column's type in this database."""
        return dialect.type_descriptor(DateTime(timezone=True) if dialect.name == "postgresql" else BigInteger())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | int | None:
        """Write. Raises ValueError for a naive datetime."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a naive datetime is not an instant")
        # SQLite has no type of moments; microseconds as integers sort and compare as they should, text would not
        # always.
        return value.astimezone(UTC) if dialect.name == "postgresql" else (value - EPOCH) // MICROSECOND

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:  # noqa: ARG002 - the base's signature
        """Read, in UTC."""
        if value is None:
            return None
        return EPOCH + timedelta(microseconds=value) if isinstance(value, int) else value.astimezone(UTC)


class Json(TypeDecorator[Any]):
    """A value kept as compact JSON: JSONB on PostgreSQL, text on SQLite; `of` names the type to read it back as."""

    impl = JSON
    cache_ok = True

    def __init__(self, of: Any = None) -> None:
        super().__init__(none_as_null=True)
        self.of = of

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """What turns values of the type into JSON and back; made at first use."""
        return TypeAdapter(self.of)

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        """The column's type in this database."""
        kind = JSONB if dialect.name == "postgresql" else JSON
        return dialect.type_descriptor(kind(none_as_null=True))

    def process_bind_param(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - the base's signature
        """Write."""
        return value if self.of is None or value is None else self.adapter.dump_python(value, mode="json")

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:  # noqa: ARG002 - the base's signature
        """Read."""
        return value if self.of is None or value is None else self.adapter.validate_python(value)


class Sealed(TypeDecorator[Any]):
    """A value sealed at rest: bytes, text, or a type with a JSON form: `Sealed("table.column", of=Particulars)`.

    JSON carries its version; `upgrades` bring older ones up to date (storage/engine/versioned.py). The ring comes from
    the engine in use (`open_database(url, ring)`); sealed columns are never compared or sorted. A `lenient` column of
    bytes or text gives a `Broken` where a value does not open, instead of failing with all that is read beside it.
    """

    impl = LargeBinary
    cache_ok = True

    def __init__(self, place: str, of: Any = str, upgrades: tuple[Upgrade, ...] = (), *, lenient: bool = False) -> None:
        super().__init__()
        self.lenient = lenient
        self.place = place
        self.of = of
        self.upgrades = upgrades
        self._json = Versioned(of, upgrades)

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], bytes | None]:
        """What writes a value, sealed."""
        place = self.place.encode()

        def write(value: Any) -> bytes | None:
            if value is None or isinstance(value, Broken):
                return None if value is None else value.token
            return ring_of(dialect).seal(self.encoded(value), place)

        return write

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any]:  # noqa: ARG002 - the base's
        """What reads a value, opened; it raises `SealBroken`."""
        place = self.place.encode()

        def read(value: bytes | None) -> Any:
            return None if value is None else self.decoded(ring_of(dialect).open(bytes(value), place))

        def read_leniently(value: bytes | None) -> Any:
            try:
                return read(value)
            except SealBroken as broken:
                log.warning("sealed_value_unreadable", place=self.place, reason=str(broken))
                return (BrokenBytes if self.of is bytes else BrokenText).of(bytes(value or b""))

        return read_leniently if self.lenient else read

    def encoded(self, value: Any) -> bytes:
        """The plain bytes of a value."""
        if self.of is bytes:
            return bytes(value)
        return value.encode() if self.of is str else self._json.dump(value)

    def decoded(self, plain: bytes) -> Any:
        """The value of plain bytes."""
        if self.of is bytes:
            return plain
        return plain.decode() if self.of is str else self._json.load(plain)


def code(of: type[StrEnum]) -> Enum:
    """A column of an enumeration's values, kept as short text (adding a value needs no migration)."""
    # Text and no database enum: PostgreSQL's cannot lose a value, and gaining one needs a migration.
    return Enum(of, native_enum=False, length=CODE_LENGTH, values_callable=values)


def values(of: type[StrEnum]) -> list[str]:
    """What is stored for the members."""
    return [member.value for member in of]
