"""Who did what to what: rows written with the deed itself, each holding the hash of the one before.

Rows hold ids, codes and salted hashes, never values. A row changed, removed or put in later breaks the chain.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import BigInteger, Column, Index, LargeBinary, Row, Table, Text, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.engine.metadata import Id, Instant, Json, metadata
from storage.engine.prepared import Prepared

GENESIS = bytes(32)
# Any number that nothing else locks.
CHAIN_LOCK = 0x4A4441  # "JDA"
PERSONAL = re.compile(r"(?<!\w)(\d{17}[\dXx]|1[3-9]\d{9})(?!\w)")
VERIFY_BATCH = 1000

Fact = str | int | bool | None

audit = Table(
    "audit",
    metadata,
    Column("id", Id, primary_key=True),
    Column("at", Instant(), nullable=False),
    Column("actor_id", BigInteger),
    Column("action", Text, nullable=False),
    Column("object_id", Text, nullable=False),
    Column("facts", Json(), nullable=False),
    Column("previous", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False, unique=True),
)
by_object = Index("ix_audit_object_id", audit.c.object_id)
# Statements are built once: building one costs more than running it.
_last = Prepared(select(audit.c.hash).order_by(audit.c.id.desc()).limit(1))
_append = Prepared(insert(audit))


class PersonalFact(Exception):  # noqa: N818 - says what it is
    """An audit row was to hold an ID number or a phone number."""


@dataclass(frozen=True)
class AuditEntry:
    """Who (None = the machine's operator) did what to what, when; `facts` are ids, codes and hashes."""

    at: datetime
    actor_id: int | None
    action: str
    object_id: str
    facts: Mapping[str, Fact]


async def append(connection: AsyncConnection, entries: Sequence[AuditEntry]) -> None:
    """Write entries at the end of the chain, which stays locked until the transaction ends. Raises PersonalFact."""
    if not entries:
        return
    # SQLite has one writer anyway; on PostgreSQL two ends of the chain would fork it.
    if connection.dialect.name == "postgresql":
        await connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})
    last = await _last.rows(connection, {})
    previous = bytes(last[0].hash) if last else GENESIS
    rows = []
    for entry in entries:
        rows.append(_row(previous, entry))
        previous = rows[-1]["hash"]
    await _append.run_each(connection, rows)


async def verify(connection: AsyncConnection) -> int | None:
    """The id of the first row that breaks the chain, or None when it is whole."""
    previous, after = GENESIS, 0
    while True:
        query = select(audit).where(audit.c.id > after).order_by(audit.c.id).limit(VERIFY_BATCH)
        rows = (await connection.execute(query)).all()
        if not rows:
            return None
        for row in rows:
            digest = _digest(previous, _entry(row))
            # Both are compared: a row taken out breaks the link, a row changed breaks its own hash.
            if bytes(row.previous) != previous or bytes(row.hash) != digest:
                return int(row.id)
            previous, after = digest, row.id


def _row(previous: bytes, entry: AuditEntry) -> dict[str, Any]:
    # The trail is kept for ever, and copied to supervisors: nothing may have to be erased from it.
    _refuse_personal(entry)
    return {
        "at": entry.at,
        "actor_id": entry.actor_id,
        "action": entry.action,
        "object_id": entry.object_id,
        "facts": dict(entry.facts),
        "previous": previous,
        "hash": _digest(previous, entry),
    }


def _entry(row: Row[tuple[object, ...]]) -> AuditEntry:
    return AuditEntry(row.at, row.actor_id, row.action, row.object_id, row.facts)


def _digest(previous: bytes, entry: AuditEntry) -> bytes:
    at = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    said = [at, entry.actor_id, entry.action, entry.object_id, dict(sorted(entry.facts.items()))]
    return hashlib.sha256(previous + json.dumps(said, ensure_ascii=False, sort_keys=True).encode()).digest()


def _refuse_personal(entry: AuditEntry) -> None:
    for name, fact in (("object_id", entry.object_id), *entry.facts.items()):
        if isinstance(fact, str) and PERSONAL.search(fact):
            raise PersonalFact(f"{entry.action}: {name} looks like a personal number")
