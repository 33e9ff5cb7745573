"""Archives: table, mapping and store."""

from __future__ import annotations

from sqlalchemy import Column, Date, ForeignKey, Table, Text, select

from domain.archive.model import Archive, Entry
from storage.engine.metadata import Id, Instant, Json, mapped, metadata
from storage.store import Store

archive = Table(
    "archive",
    metadata,
    Column("id", Id, primary_key=True),
    Column("batch_id", ForeignKey("batch.id"), nullable=False, unique=True),
    Column("file", Text, nullable=False),
    Column("entries", Json(of=tuple[Entry, ...]), nullable=False),
    Column("built_at", Instant(), nullable=False),
    Column("built_by", ForeignKey("person.id"), nullable=False),
    Column("keep_until", Date, nullable=False),
)


def map_archive() -> None:
    """Map the records of this area."""
    mapped.map_imperatively(Archive, archive)


class ArchiveStore(Store):
    """`domain.archive.ArchiveStore` over a session."""

    what = "archive"

    async def of_batch(self, batch_id: int) -> Archive | None:
        """The archive of a batch; None before it is built."""
        return await self._first(select(Archive).where(archive.c.batch_id == batch_id))
