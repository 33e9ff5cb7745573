"""Stock and checklists: tables, mapping and store."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Column, Date, ForeignKey, Integer, Table, Text, UniqueConstraint, select

from domain.resources.model import ChecklistLine, LineStatus, StockItem
from storage.engine.metadata import Id, code, mapped, metadata
from storage.store import Store

stock_item = Table(
    "stock_item",
    metadata,
    Column("id", Id, primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("unit", Text, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("version", Integer, nullable=False),
)
checklist_line = Table(
    "checklist_line",
    metadata,
    Column("id", Id, primary_key=True),
    Column("batch_id", ForeignKey("batch.id"), nullable=False, index=True),
    Column("sitting_id", ForeignKey("sitting.id"), nullable=False),
    Column("code", Text, nullable=False),
    Column("needed", Integer, nullable=False),
    Column("provided", Integer, nullable=False),
    Column("status", code(LineStatus), nullable=False),
    Column("owner_id", ForeignKey("person.id")),
    Column("due_on", Date),
    Column("reason", Text, nullable=False),
    Column("decided_by", ForeignKey("person.id")),
    Column("version", Integer, nullable=False),
    UniqueConstraint("sitting_id", "code"),
)


def map_resources() -> None:
    """Map the records of this area."""
    mapped.map_imperatively(StockItem, stock_item, version_id_col=stock_item.c.version)
    mapped.map_imperatively(ChecklistLine, checklist_line, version_id_col=checklist_line.c.version)


class ResourcesStore(Store):
    """`domain.resources.ResourcesStore` over a session."""

    what = "checklist"

    async def stock(self) -> Sequence[StockItem]:
        """All that the centre has, by code."""
        return await self._all(select(StockItem).order_by(stock_item.c.code))

    async def line(self, line_id: int) -> ChecklistLine:
        """One line of a checklist. Raises `Missing`."""
        return await self._get(ChecklistLine, line_id)

    async def lines(self, batch_id: int) -> Sequence[ChecklistLine]:
        """The checklists of a batch, by sitting."""
        query = select(ChecklistLine).where(checklist_line.c.batch_id == batch_id)
        return await self._all(query.order_by(checklist_line.c.sitting_id, checklist_line.c.id))

    async def forget(self, record: ChecklistLine) -> None:
        """Take a line back, with the plan that it was made for."""
        await self._session.delete(record)
