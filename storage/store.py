"""What the stores of the words share: reading records through a session, keeping new ones, telling conflicts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, TypeVar

from sqlalchemy import Row, Select, Table, select
from sqlalchemy.ext.asyncio import AsyncSession

from domain.errors import Missing
from storage.conflicts import conflicts_told
from storage.engine.unit import Unit

R = TypeVar("R")


def read_as(kind: type[R], row: Row[Any]) -> R:
    """A row read past the session as a record, with its id."""
    values = row._asdict()
    record_id = values.pop("id")
    record = kind(**values)
    record.id = record_id  # type: ignore[attr-defined]
    return record


class Store:
    """A store over a unit of work; `what` names its records in the refusals `Missing` and `Outdated`."""

    what: ClassVar[str]

    def __init__(self, unit: Unit) -> None:
        self._unit = unit

    @property
    def _session(self) -> AsyncSession:
        return self._unit.session

    async def _get(self, kind: type[R], record_id: int, what: str = "") -> R:
        found = await self._session.get(kind, record_id)
        if found is None:
            raise Missing(what or self.what)
        return found

    async def _locked(self, kind: type[R], table: Table, record_id: int) -> R:
        """As the database has it now, its row held until the turn ends."""
        query = select(kind).where(table.c.id == record_id).with_for_update()
        found = (await self._session.scalars(query.execution_options(populate_existing=True))).first()
        if found is None:
            raise Missing(self.what)
        return found

    async def _all(self, query: Select[R]) -> Sequence[R]:
        return (await self._session.scalars(query)).all()

    async def _first(self, query: Select[R]) -> R | None:
        return (await self._session.scalars(query)).first()

    async def _changed(self, statement: Any) -> bool:
        """Whether a conditional UPDATE changed a row; records in the session are not refreshed by it."""
        done = await self._session.execute(statement.execution_options(synchronize_session=False))
        return bool(done.rowcount)  # type: ignore[attr-defined]

    def add(self, record: Any) -> None:
        """Keep a new record of this area."""
        self._session.add(record)

    async def flush(self) -> None:
        """Write what was added or changed now, so that ids are known. Raises `Outdated` when somebody was faster."""
        with conflicts_told(self.what):
            await self._unit.flush()
