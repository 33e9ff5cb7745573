"""One poller at a time: whose turn it is, who asks too often, and conflicts that answer late when they repeat."""

import asyncio
import time

from sandbox.wire.bounds import HASTY_SECONDS, SAME_OFFSET_SECONDS
from sandbox.wire.errors import Refusal, conflict

RESTART = "restart"


class Polling:
    """Who polls now, and when the same was asked before."""

    def __init__(self) -> None:
        self.turn = 0
        self.reason: str | None = None
        self._last: tuple[int, float] = (-1, 0.0)
        self._next_conflict = 0.0

    def restart(self) -> None:
        """Who waits is sent away, as by a server that restarts."""
        self.turn += 1
        self.reason = RESTART

    def hurry(self, offset: int, timeout: int, limit: int) -> tuple[int, int]:
        """(timeout, limit) for one who asks the same again too soon."""
        last, at = self._last
        since = time.monotonic() - at
        if offset == last and since < SAME_OFFSET_SECONDS:
            timeout = max(timeout, SAME_OFFSET_SECONDS)
            limit = 1 if since < HASTY_SECONDS else limit
        return timeout, limit

    def asked(self, offset: int) -> None:
        """Remember what was asked."""
        self._last = (offset, time.monotonic())

    async def refuse(self, text: str, pause: float) -> Refusal:
        """A 409, late when it is not the first."""
        now = time.monotonic()
        # The first conflict is told at once; the real server lets those wait that follow it within three seconds.
        if now < self._next_conflict:
            await asyncio.sleep(pause)
        self._next_conflict = time.monotonic() + pause
        return conflict(text)
