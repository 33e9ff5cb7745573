"""How often one visitor may ask: so many at once, then one each few seconds. In memory, for this process."""

from __future__ import annotations

from collections import OrderedDict
from ipaddress import IPv4Address, ip_address, ip_network
from math import ceil, inf

from bot.engine.pacing import Rate

AT_ONCE, SECONDS_EACH, MOST_VISITORS = 20, 3.0, 10_000
HOST_BITS = 64


def block_of(address: str) -> str:
    """Who is one visitor: an IPv4 address, or 64 bits of an IPv6 one, of which everybody has as many as they like."""
    try:
        given = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if isinstance(given, IPv4Address):
        return str(given)
    return str(given.ipv4_mapped or ip_network((int(given) >> HOST_BITS << HOST_BITS, HOST_BITS)))


class Turnstile:
    """Lets a visitor through `at_once` times, and again once for every `each` seconds."""

    def __init__(self, at_once: int = AT_ONCE, each: float = SECONDS_EACH) -> None:
        self._rate = Rate(1 / each, at_once)
        self._free_from: OrderedDict[str, float] = OrderedDict()

    def wait(self, visitor: str, now: float) -> int:
        """Seconds to wait, at least 1; 0: come in. Whoever is turned away does not wait longer for having asked."""
        free_from = self._free_from.get(visitor, -inf)
        if now < free_from <= now + 1 / self._rate.per_second:
            return max(1, ceil(free_from - now))
        self._free_from[visitor] = self._rate.after(free_from, now)
        self._free_from.move_to_end(visitor)
        # The longest unseen goes: a flood of addresses must not fill the memory.
        if len(self._free_from) > MOST_VISITORS:
            self._free_from.popitem(last=False)
        return 0
