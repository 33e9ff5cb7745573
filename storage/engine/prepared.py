"""Prepared statements: SQLAlchemy Core statements that are compiled once and then run by the driver alone.

On the SQLite connection that writes, a statement through SQLAlchemy costs twenty times what it costs the driver
(docs/decisions/0007). There the compiled text runs at once, with the same column types for what goes in and out; on
any other connection the statement goes through SQLAlchemy as it is.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple, TypeAlias

from sqlalchemy import BindParameter, Delete, Dialect, Insert, Select, Update
from sqlalchemy.ext.asyncio import AsyncConnection
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.visitors import cloned_traverse, iterate
from sqlalchemy.types import TypeEngine

from storage.engine.sqlite_driver import WritingConnection

Statement: TypeAlias = Select[Any] | Insert | Update | Delete
Parameters: TypeAlias = Mapping[str, Any]
Convert: TypeAlias = Callable[[Any], Any]
Row: TypeAlias = Callable[[Sequence[Any]], Any]
DIALECT_CACHE = "prepared"


class _Slot(NamedTuple):
    """A place for a value, or for those of a list: the parameter that it is taken from, and how it is written.

    Without a name it is `own`, a value of the statement itself.
    """

    name: str
    convert: Convert | None = None
    is_list: bool = False
    own: Any = None


@dataclass(frozen=True)
class _Compiled:
    """A statement as text, with what is filled in, and what makes a row of what comes back."""

    text: str
    slots: Sequence[_Slot]
    row: Row

    def values(self, parameters: Parameters) -> list[Any]:
        """The driver's arguments, in order."""
        found: list[Any] = []
        for name, convert, is_list, own in self.slots:
            given = parameters[name] if name else own
            if is_list:
                found += map(convert, given) if convert else given
            else:
                found.append(convert(given) if convert else given)
        return found


class Prepared:
    """A statement whose values are all named parameters (`bindparam`; lists for IN), or an INSERT of whole rows."""

    def __init__(self, statement: Statement) -> None:
        self.statement = statement
        self._lists = [
            part.key
            for part in iterate(statement)
            if isinstance(part, BindParameter) and part.expanding and part.required
        ]
        self._rows_differ = isinstance(statement, Insert)

    async def rows(self, connection: AsyncConnection, parameters: Parameters) -> Sequence[Any]:
        """Run it; the rows, with the columns as attributes."""
        # Only SQLite's writing connection gives its driver; anywhere else the statement goes through SQLAlchemy as it
        # is.
        driver = writing_driver(connection)
        if driver is None:
            return (await connection.execute(self.statement, dict(parameters))).all()
        text, values, row = self._filled(connection.dialect, parameters)
        return [row(found) for found in driver.raw.execute(text, values)]

    async def run(self, connection: AsyncConnection, parameters: Parameters) -> int:
        """Run it; how many rows it touched."""
        driver = writing_driver(connection)
        if driver is None:
            return int((await connection.execute(self.statement, dict(parameters))).rowcount)
        text, values, _ = self._filled(connection.dialect, parameters)
        return driver.raw.execute(text, values).rowcount

    async def run_each(self, connection: AsyncConnection, rows: Sequence[Parameters]) -> None:
        """Run it once for each set of parameters, all of which have the same names."""
        driver = writing_driver(connection)
        if driver is None:
            await connection.execute(self.statement, [dict(row) for row in rows])
        elif rows:
            compiled = self._compiled(connection.dialect, rows[0])
            driver.raw.executemany(compiled.text, [compiled.values(row) for row in rows])

    def _filled(self, dialect: Dialect, parameters: Parameters) -> tuple[str, Sequence[Any], Row]:
        whole = {**parameters, **{name: _padded(parameters[name]) for name in self._lists}}
        compiled = self._compiled(dialect, whole)
        return compiled.text, compiled.values(whole), compiled.row

    def _compiled(self, dialect: Dialect, parameters: Parameters) -> _Compiled:
        """The text for these names, and for lists of these lengths; kept with the dialect, as its key ring is."""
        kept: dict[Any, _Compiled] = vars(dialect).setdefault(DIALECT_CACHE, {})
        names = tuple(parameters) if self._rows_differ else ()
        # Inserts differ by their columns, lists by their length; everything else has one text.
        key = (self, names, *[len(parameters[name]) for name in self._lists])
        found = kept.get(key)
        if found is None:
            lists = {name: parameters[name] for name in self._lists}
            found = kept[key] = _compile(self.statement, dialect, parameters, lists)
        return found


def _padded(values: Sequence[Any]) -> Sequence[Any]:
    """As many members as a power of two, the last one repeated: so there are a few texts instead of one per length."""
    missing = (1 << (len(values) - 1).bit_length()) - len(values) if values else 0
    return [*values, *[values[-1]] * missing] if missing else values


def writing_driver(connection: AsyncConnection) -> WritingConnection | None:
    """The driver's own connection, where that is the one that writes to SQLite."""
    driver = connection.sync_connection.connection.driver_connection if connection.sync_connection else None
    return driver if isinstance(driver, WritingConnection) else None


def _compile(
    statement: Statement, dialect: Dialect, parameters: Parameters, lists: Mapping[str, Sequence[Any]]
) -> _Compiled:
    columns = list(parameters) if isinstance(statement, Insert) else None
    compiled = _with_lists(statement, lists).compile(
        dialect=dialect, column_keys=columns, compile_kwargs={"render_postcompile": True}
    )
    assert isinstance(compiled, SQLCompiler)
    first = {f"{name}_1": name for name, value in lists.items() if value}
    others = {f"{name}_{place}" for name, value in lists.items() for place in range(2, len(value) + 1)}
    places = [place for place in compiled.positiontup or () if place not in others]  # a list stands in one piece
    slots = [_slot(compiled, place, first, parameters) for place in places]
    return _Compiled(str(compiled), slots, _row_maker(statement, dialect))


def _with_lists(statement: Statement, lists: Mapping[str, Sequence[Any]]) -> Statement:
    """The statement with these lists in their places, so that each gets as many question marks as it has members."""

    def fill(parameter: BindParameter[Any]) -> None:
        parameter.required = False
        if parameter.key in lists:
            parameter.value = list(lists[parameter.key])

    return cloned_traverse(statement, {}, {"bindparam": fill})


def _slot(compiled: SQLCompiler, place: str, first: Mapping[str, str], parameters: Parameters) -> _Slot:
    """What stands at one place of the text: a parameter, a list from here on, or a value of the statement's own."""
    name = first.get(place, place)
    convert = _bind(compiled.binds[name].type, compiled.dialect)
    if name in parameters:
        return _Slot(name, convert, place in first)
    return _Slot("", convert=convert, own=compiled.params[place])


def _bind(kind: TypeEngine[Any], dialect: Dialect) -> Convert | None:
    return kind.dialect_impl(dialect).bind_processor(dialect)


def _row_maker(statement: Statement, dialect: Dialect) -> Row:
    columns = list(statement.exported_columns)
    if not columns:
        return tuple
    make = _row_type(tuple(column.key for column in columns))
    converts = [column.type.dialect_impl(dialect).result_processor(dialect, None) for column in columns]
    wanted = [(place, convert) for place, convert in enumerate(converts) if convert is not None]
    if not wanted:
        return make

    def row(values: Sequence[Any]) -> Any:
        read = list(values)
        for place, convert in wanted:
            read[place] = convert(read[place])
        return make(read)

    return row


@cache
def _row_type(names: tuple[str, ...]) -> Row:
    named: Any = namedtuple("Row", names)  # type: ignore[misc]  # noqa: PYI024 - known at run time only
    make: Row = named._make
    return make
