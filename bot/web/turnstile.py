"""How often one visitor may ask: so many at once, then one each few seconds. In memory, for this process."""

from __future__ import annotations

from collections import OrderedDict
from math import ceil

AT_ONCE, SECONDS_EACH, MOST_VISITORS = 20, 3.0, 10_000


class Turnstile:
    """Lets a visitor through `at_once` times, and again once for every `each` seconds."""

    def __init__(self, at_once: int = AT_ONCE, each: float = SECONDS_EACH) -> None:
        self._span = (at_once - 1) * each
        self._each = each
        self._paid_until: OrderedDict[str, float] = OrderedDict()

    def wait(self, visitor: str, now: float) -> int:
        """Seconds to wait, at least 1; 0: come in. Whoever is turned away does not wait longer for having asked."""
        paid = max(now, self._paid_until.get(visitor, now))
        if paid - now > self._span:
            return max(1, ceil(paid - now - self._span))
        self._paid_until[visitor] = paid + self._each
        self._paid_until.move_to_end(visitor)
        # The longest unseen goes: a flood of addresses must not fill the memory.
        if len(self._paid_until) > MOST_VISITORS:
            self._paid_until.popitem(last=False)
        return 0
