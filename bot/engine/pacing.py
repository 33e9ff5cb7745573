"""How fast calls may go: one moment per chat and one for all, by the generic cell rate algorithm. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from storage.engine.outbox import ALL_CHATS, Pacing


@dataclass(frozen=True)
class Rate:
    """`per_second` calls, of which `burst` may go at once; in no second more than their sum."""

    per_second: float
    burst: int

    def after(self, paced_until: float, at: float) -> float:
        """The earliest moment for the next call, after one at `at` (epoch seconds)."""
        interval = 1 / self.per_second
        tolerance = (self.burst - 1) * interval
        return max(paced_until + tolerance, at) + interval - tolerance


@dataclass(frozen=True)
class Limits:
    """The limits of Telegram: overall per second, per private chat, per group and minute."""

    overall_per_second: float = 30.0
    chat_per_second: float = 1.0
    chat_burst: int = 3
    group_per_minute: float = 20.0

    def rate(self, chat_id: int) -> Rate:
        """The rate of a chat (negative ids are groups), or of ALL_CHATS; bursts are taken out of the allowance."""
        if chat_id == ALL_CHATS:
            return self._overall
        return self._group if chat_id < 0 else self._private

    @cached_property
    def _overall(self) -> Rate:
        burst = max(1, int(self.overall_per_second / 6))
        return Rate(max(self.overall_per_second - burst, 0.1), burst)

    @cached_property
    def _group(self) -> Rate:
        burst = max(1, int(self.group_per_minute / 4))
        return Rate(max(self.group_per_minute - burst, 0.1) / 60, burst)

    @cached_property
    def _private(self) -> Rate:
        return Rate(self.chat_per_second, self.chat_burst)

    def sent(self, pacing: Pacing, chat_id: int, at: float) -> Pacing:
        """A chat's pacing after a call at that moment."""
        return Pacing(self.rate(chat_id).after(pacing.paced_until, at), pacing.paused_until, pacing.unreachable)
