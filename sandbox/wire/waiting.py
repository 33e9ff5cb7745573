"""Waiting for news: whoever waits is woken at once by the next, at the latest after the time given."""

import asyncio


class Waiters:
    """All who wait for the same thing."""

    __slots__ = ("_all",)

    def __init__(self) -> None:
        self._all: set[asyncio.Future[None]] = set()

    def __bool__(self) -> bool:
        return bool(self._all)

    def wake(self) -> None:
        """Let everybody look again."""
        for waiting in self._all:
            _end(waiting)

    async def wait(self, seconds: float) -> None:
        """Return at the next `wake`, at the latest after `seconds`."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[None] = loop.create_future()
        self._all.add(waiting)
        timer = loop.call_later(seconds, _end, waiting)
        try:
            await waiting
        finally:
            timer.cancel()
            self._all.discard(waiting)


def _end(waiting: asyncio.Future[None]) -> None:
    # The timer and a wake may come in the same step of the loop.
    if not waiting.done():
        waiting.set_result(None)
