"""How fast calls may go: a chat's by the generic cell rate algorithm, all together by a window of one second. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import inf

from storage.engine.pacing import Pacing


@dataclass(frozen=True)
class Rate:
    """`per_second` calls, of which `burst` may go at once; in no second more than their sum."""

    per_second: float
    burst: int

    def after(self, paced_until: float, at: float) -> float:
        """The earliest moment for the next call, after one at `at` (epoch seconds)."""
        # A moment further away than any call can move it was written by a clock that has been set back since.
        trusted = paced_until if paced_until <= at + 1 / self.per_second else 0.0
        return max(trusted + self.tolerance, at) + 1 / self.per_second - self.tolerance

    @property
    def tolerance(self) -> float:
        """Seconds by which a burst may run ahead."""
        return (self.burst - 1) / self.per_second


Place = list[float]  # of one moment: when it is free again


class Window:
    """At most `most` calls in any second, however they come: each keeps its place until a second after its answer.

    Somewhere between being made and being answered a call reaches Telegram; on a bad line that may be late. Moments are
    those of a clock that is never set, in seconds.
    """

    SPAN = 1.0

    def __init__(self, per_second: float) -> None:
        self._most = max(1, int(per_second))
        self._span = self.SPAN if per_second >= 1 else 1 / per_second
        self._taken: list[Place] = []

    def remember(self, moments: Iterable[float]) -> None:
        """Calls that were made before, by a process that has ended."""
        self._taken = [[moment + self._span] for moment in moments]

    def free(self, at: float) -> int:
        """How many calls may go now."""
        self._taken = [place for place in self._taken if place[0] > at]
        return max(0, self._most - len(self._taken))

    def free_from(self, places: int) -> float:
        """The moment from which so many calls may go; infinity as long as an answer has to come first."""
        missing = len(self._taken) - self._most + min(places, self._most)
        return sorted(self._taken)[missing - 1][0] if missing > 0 else 0.0

    def take(self) -> Place:
        """A call is made; what comes back is its place, for `answered`."""
        place = [inf]
        self._taken.append(place)
        return place

    def answered(self, place: Place, at: float) -> None:
        """The call is over: it had reached Telegram by then, or never does."""
        place[0] = at + self._span


@dataclass(frozen=True)
class Limits:
    """The limits of Telegram: overall per second, per private chat, per group and minute."""

    overall_per_second: float = 30.0
    chat_per_second: float = 1.0
    chat_burst: int = 3
    group_per_minute: float = 20.0

    def rate(self, chat_id: int) -> Rate:
        """The rate of a chat (negative ids are groups); the burst of a group is taken out of its allowance."""
        return self._group if chat_id < 0 else self._private

    @property
    def margin(self) -> float:
        """Seconds for which the pace of a chat must be over before it gets news: an answer finds its burst whole."""
        return self._private.tolerance

    @cached_property
    def _group(self) -> Rate:
        burst = max(1, int(self.group_per_minute / 4))
        return Rate(max(self.group_per_minute - burst, 0.1) / 60, burst)

    @cached_property
    def _private(self) -> Rate:
        return Rate(self.chat_per_second, self.chat_burst)

    def sent(self, pacing: Pacing, chat_id: int, at: float) -> Pacing:
        """A chat's pacing after a call at that moment."""
        return pacing._replace(paced_until=self.rate(chat_id).after(pacing.paced_until, at))
