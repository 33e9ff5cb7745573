"""Alembic's environment: runs on the connection that `storage.migrate` hands over."""

from __future__ import annotations

from typing import Any

from alembic import context
from sqlalchemy import BigInteger, Enum
from sqlalchemy.sql.elements import False_, True_

from storage.engine.metadata import Id, Instant, Json, Sealed
from storage.schema import metadata

OWN_TYPES = "from storage.engine.metadata import Id, Instant, Json"


def render_item(kind: str, item: Any, autogen_context: Any) -> Any:
    """How column types of our own, and truth values, are written in a migration: the same for both databases."""
    if kind == "server_default" and isinstance(item.arg, True_ | False_):
        return f"sa.{str(item.arg).lower()}()"
    if kind != "type":
        return False
    if isinstance(item, Sealed | Enum):
        return "sa.LargeBinary()" if isinstance(item, Sealed) else f"sa.String(length={item.length})"
    if item is Id or (isinstance(item, BigInteger) and item._variant_mapping):  # noqa: SLF001 - no public way to ask
        autogen_context.imports.add(OWN_TYPES)
        return "Id"
    if isinstance(item, Instant | Json):
        autogen_context.imports.add(OWN_TYPES)
        return f"{type(item).__name__}()"
    return False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    render_as_batch=connection.dialect.name == "sqlite",
    render_item=render_item,
)
with context.begin_transaction():
    context.run_migrations()
