"""Telegram's sending limits as token buckets: 30/s in all, 1/s in a private chat (in bursts), 20/min in a group."""

import math
import time
from dataclasses import dataclass

from sandbox.wire.errors import too_many


@dataclass(frozen=True)
class Rates:
    """Tokens a second and burst: over all chats, in a private chat, in a group."""

    overall: float = 30.0
    overall_burst: int = 30
    private: float = 1.0
    private_burst: int = 5
    group: float = 20 / 60
    group_burst: int = 20


class Bucket:
    """`burst` tokens, refilled at `rate` a second."""

    def __init__(self, rate: float, burst: int) -> None:
        self.rate = rate
        self.burst = burst
        self.tokens = float(burst)
        self.at = time.monotonic()

    def missing(self) -> float:
        """Seconds until a token is there; 0 when one is."""
        now = time.monotonic()
        self.tokens = min(self.burst, self.tokens + (now - self.at) * self.rate)
        self.at = now
        return max(0.0, (1 - self.tokens) / self.rate)


class Limits:
    """Off until switched on. A refused call takes no token."""

    def __init__(self, *, on: bool = False, rates: Rates | None = None) -> None:
        self.switch(on=on, rates=rates)

    def switch(self, *, on: bool, rates: Rates | None = None) -> None:
        """Turn the limits on or off, with full buckets."""
        self.on = on
        self.rates = rates or Rates()
        self._overall = Bucket(self.rates.overall, self.rates.overall_burst)
        self._chats: dict[int, Bucket] = {}

    def take(self, chat_id: int, *, paid: bool = False) -> None:
        """Count one message to a chat; Refusal 429 when it comes too soon. Who pays may go over the limit for all."""
        if not self.on:
            return
        chat = self._chats.get(chat_id) or self._bucket(chat_id)
        missing = max(0.0 if paid else self._overall.missing(), chat.missing())
        if missing > 0:
            # Telegram tells whole seconds; 0 would invite to come again at once.
            raise too_many(max(1, math.ceil(missing)))
        self._overall.tokens -= 0 if paid else 1
        chat.tokens -= 1

    def _bucket(self, chat_id: int) -> Bucket:
        rates = self.rates
        private = chat_id > 0
        made = Bucket(rates.private, rates.private_burst) if private else Bucket(rates.group, rates.group_burst)
        self._chats[chat_id] = made
        return made
