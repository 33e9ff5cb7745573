"""Broadcasts are let into the inboxes no faster than news leaves: little of it ever waits before anybody else's."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.engine.loop import Done
from storage.engine import broadcasts, inbox, outbox
from storage.engine.database import Database

ENOUGH = 50  # news that waits to be sent: at 30 a second, more than a second's worth


class Spreading:
    """Feeds what is broadcast, a piece at a time."""

    def __init__(self, database: Database, now: Callable[[], datetime], wake: Callable[[], None]) -> None:
        self._database = database
        self._now = now
        self._wake = wake

    async def run_once(self) -> Done:
        """One piece, unless enough news waits already."""
        async with self._database.read() as connection:
            waiting = await inbox.news_waiting(connection, ENOUGH) + await outbox.news_waiting(connection, ENOUGH)
            going = waiting < ENOUGH and await broadcasts.any_going(connection)
        if not going:
            return Done(0, more=False)
        async with self._database.begin(durable=False) as connection:
            fed = await broadcasts.feed(connection, self._now())
        if fed:
            self._wake()
        return Done(fed, more=bool(fed))
