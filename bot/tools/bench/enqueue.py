"""A notice queued for its followers as it is done here, by one INSERT … SELECT, against one INSERT each by the ORM.

CPU time of the process, interleaved, on a SQLite database of its own.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import median
from typing import Any

from sqlalchemy import delete, func, insert, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import registry

from bot.app.foundation import key_ring, utc_now, work_settings
from bot.app.staff import operator_database
from bot.tools.bench.site import OCCUPATION, site_in
from config.model import Settings
from domain.language import OFFICIAL
from domain.notices import NoticePublished
from domain.work import Subscribers
from storage.engine import chats
from storage.engine.broadcasts import recipient
from storage.engine.database import Database
from storage.engine.events import encode
from storage.engine.inbox import inbox
from storage.notices import subscribed_chats, subscription
from storage.people import person
from storage.work import StoredWork, write_effects

RECIPIENTS, SAMPLE, ROUNDS = 100_000, 3_000, 3
FIRST_CHAT = 1_000_000
AUDIENCE, EVENT = Subscribers(OCCUPATION), NoticePublished(1)


@dataclass(eq=False)
class Queued:
    """A row of the inbox, as an ORM would have it."""

    chat_id: int
    payload: bytes
    received_at: datetime


class Miscounted(Exception):  # noqa: N818 - says what happened
    """A side queued another number of events than it was to."""


async def measure_enqueue(recipients: int = RECIPIENTS, sample: int = SAMPLE, rounds: int = ROUNDS) -> dict[str, Any]:
    """The ratio first, then CPU microseconds a recipient of both (medians), and what was queued in a round.

    The ORM queues a sample of the recipients, whose cost is taken per recipient. Raises Miscounted.
    """
    with tempfile.TemporaryDirectory(prefix="jianding-bench-") as folder:
        settings = site_in(Path(folder), "http://127.0.0.1").settings
        async with operator_database(settings) as database:
            await populate(database, recipients)
            with _mapped():
                spent = await _rounds(database, settings, (recipients, sample), rounds)
    ours, orm = (median(spent[name]) * 1e6 for name in ("announce", "orm"))
    return {
        "enqueue_vs_orm": round(orm / ours, 1),
        "enqueue_cpu_us": round(ours, 2),
        "orm_enqueue_cpu_us": round(orm, 1),
        "recipients_queued": recipients,
        "orm_recipients_queued": sample,
    }


async def _rounds(
    database: Database, settings: Settings, sizes: tuple[int, int], rounds: int
) -> dict[str, list[float]]:
    """CPU seconds per recipient, by side; who begins changes from round to round."""
    sides: dict[str, tuple[Callable[[], Awaitable[None]], int]] = {
        "announce": (lambda: _announce(database, settings), sizes[0]),
        "orm": (lambda: _one_by_one(database, sizes[1]), sizes[1]),
    }
    spent: dict[str, list[float]] = {name: [] for name in sides}
    for number in range(rounds):
        for name in sorted(sides, reverse=bool(number % 2)):
            queue, count = sides[name]
            begins = time.process_time()
            await queue()
            spent[name].append((time.process_time() - begins) / count)
            # Counted as well as emptied: a fast way that queues nothing would win every bench.
            await _empty(database, count)
    return spent


async def _announce(database: Database, settings: Settings) -> None:
    """What a use case does that announces something."""
    now = utc_now()
    async with database.begin() as connection:
        work = StoredWork(connection, now, work_settings(settings, key_ring(settings)))
        work.announce(AUDIENCE, EVENT)
        await work.complete()
        await write_effects(connection, work.effects, now)


async def _one_by_one(database: Database, count: int) -> None:
    """The same, one object and one INSERT for each of the first so many."""
    now = utc_now()
    async with database.begin() as connection, AsyncSession(connection, expire_on_commit=False) as session:
        for row in (await session.execute(subscribed_chats(AUDIENCE).limit(count))).all():
            session.add(Queued(row.chat_id, encode(EVENT).encode(), now))
            await session.flush()
        await session.commit()


async def _empty(database: Database, count: int) -> None:
    async with database.begin() as connection:
        tables = (inbox, recipient)
        queued = sum([await connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables])
        if queued != count:
            raise Miscounted(f"{queued} instead of {count}")
        for table in tables:
            await connection.execute(delete(table))


async def populate(database: Database, recipients: int) -> None:
    """So many people who have written before and follow the occupation."""
    now, numbers = utc_now(), range(1, recipients + 1)
    met = {"language": OFFICIAL, "created_at": now, "reachable": True, "version": 1}
    people = [{"id": n, "chat_id": FIRST_CHAT + n, "shown_name": "考生", **met} for n in numbers]
    follows: Sequence[dict[str, Any]] = [{"person_id": n, "occupation": OCCUPATION, "since": now} for n in numbers]
    async with database.begin() as connection:
        await connection.execute(insert(chats.chat), [{"id": FIRST_CHAT + n} for n in numbers])
        await connection.execute(insert(person), people)
        await connection.execute(insert(subscription), follows)


class _mapped:  # noqa: N801 - reads as a statement
    """Queued is mapped for as long as it is measured."""

    def __enter__(self) -> None:
        self._registry = registry()
        self._registry.map_imperatively(Queued, inbox)

    def __exit__(self, *_: object) -> None:
        self._registry.dispose()
