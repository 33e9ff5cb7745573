"""A chat: the language it speaks and where its conversation stands.

One writer at a time: the turn that holds its row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BigInteger, Column, Table, Text, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from domain.language import OFFICIAL
from storage.engine.metadata import Sealed, metadata
from storage.engine.prepared import Prepared
from storage.engine.upsert import insert_new

chat = Table(
    "chat",
    metadata,
    Column("id", BigInteger, primary_key=True, autoincrement=False),
    Column("language", Text, nullable=False, server_default=OFFICIAL),
    Column("state", Sealed("chat.state", of=bytes, lenient=True)),
)
# Statements are built once: building one costs more than running it.
_lock = Prepared(
    select(chat)
    .where(chat.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(chat.c.id)
    # FOR NO KEY UPDATE: plain FOR UPDATE would block the intake, whose rows refer to the chat (decision 0033).
    .with_for_update(key_share=True, skip_locked=True)
)
_save = Prepared(
    update(chat)
    .where(chat.c.id == bindparam("b_id"))
    .values(language=bindparam("b_language"), state=bindparam("b_state"))
)


@dataclass
class ChatRow:
    """A chat as a turn finds it: `state` is the conversation's JSON, or None when nothing is going on."""

    id: int
    language: str
    state: bytes | None = None


async def ensure(connection: AsyncConnection, chat_ids: Sequence[int]) -> None:
    """Make the rows of chats never seen before."""
    if chat_ids:
        await insert_new(connection, chat).run_each(connection, [{"id": each} for each in sorted(set(chat_ids))])


async def lock(connection: AsyncConnection, chat_ids: Sequence[int]) -> Mapping[int, ChatRow]:
    """Lock those of the chats that no other worker holds, and read them."""
    found = await _lock.rows(connection, {"ids": chat_ids})
    return {row.id: ChatRow(row.id, row.language, row.state) for row in found}


async def save(connection: AsyncConnection, rows: Sequence[ChatRow]) -> None:
    """Write back chats whose state or language changed."""
    if rows:
        values: list[dict[str, Any]] = [{"b_id": r.id, "b_language": r.language, "b_state": r.state} for r in rows]
        await _save.run_each(connection, values)
