"""The clock that people see: real time plus an offset that only ever changes dates, never waiting times."""

import asyncio
import inspect
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta

OnAdvance = Callable[[int], Awaitable[None] | None]


class Clock:
    """Real UTC time shifted by `offset` seconds; `on_advance(offset)` is told of each change."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self.offset = 0
        self.on_advance: OnAdvance | None = None
        self._on_change = on_change
        self._telling: asyncio.Future[None] | None = None

    def now(self) -> datetime:
        """The shown time, aware UTC."""
        return datetime.now(UTC) + timedelta(seconds=self.offset)

    def stamp(self) -> int:
        """The shown time as whole Unix seconds, the `date` of messages."""
        return int(self.now().timestamp())

    def advance(self, seconds: int) -> None:
        """Wind forward (or back) by whole seconds."""
        self._turn_to(self.offset + seconds)

    def reset(self) -> None:
        """Return to real time."""
        self._turn_to(0)

    async def settled(self) -> None:
        """Wait until an asynchronous `on_advance` has finished."""
        if self._telling is not None:
            await self._telling
            self._telling = None

    def _turn_to(self, offset: int) -> None:
        self.offset = offset
        self._on_change()
        told = self.on_advance(offset) if self.on_advance else None
        if inspect.isawaitable(told):
            # Kept, so that whoever wound the clock over HTTP is answered only when all that was due has been done.
            self._telling = asyncio.ensure_future(told)
