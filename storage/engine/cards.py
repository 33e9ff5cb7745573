"""The living message of each named card of a chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import BigInteger, Column, Table, Text, bindparam, select
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.metadata import metadata
from storage.engine.prepared import Prepared
from storage.engine.upsert import insert_or_update

card = Table(
    "card",
    metadata,
    Column("chat_id", BigInteger, primary_key=True, autoincrement=False),
    Column("name", Text, primary_key=True),
    Column("message_id", BigInteger, nullable=False),
)
_cards = Prepared(select(card).where(card.c.chat_id.in_(bindparam("chat_ids", expanding=True))))


async def cards(connection: AsyncConnection, chat_ids: Sequence[int]) -> Mapping[tuple[int, str], int]:
    """The living message of each named card of these chats."""
    found = await _cards.rows(connection, {"chat_ids": chat_ids})
    return {(row.chat_id, row.name): row.message_id for row in found}


async def save_cards(connection: AsyncConnection, made: Mapping[tuple[int, str], int]) -> None:
    """Note the message in which each card lives now."""
    if made:
        rows = [{"chat_id": key[0], "name": key[1], "message_id": message_id} for key, message_id in made.items()]
        await insert_or_update(connection, card, "chat_id,name", "message_id").run_each(connection, rows)
