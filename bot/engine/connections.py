"""Kept connections to servers, by aiohttp; a set of them is dropped for a fresh one when a request on it was late.

Routers and firewalls forget connections without telling: what is sent on one then is swallowed, and the rest of the
kept ones are likely to be as dead. aiohttp itself closes what was idle for 15 seconds, tries all addresses of a
server, and takes the proxy that the environment names.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TypeVar
from urllib.request import getproxies

import aiohttp

T = TypeVar("T")


class _Kept:
    """A set of connections, the number of requests on it, and whether it closes with the last of them."""

    def __init__(self) -> None:
        self.session = aiohttp.ClientSession(
            cookie_jar=aiohttp.DummyCookieJar(),
            trust_env=bool(getproxies()),  # else aiohttp looks for a netrc and a proxy in a thread, each time
        )
        self.requests = 0
        self.given_up = False


class Connections:
    """Connections that are kept for the next request."""

    def __init__(self) -> None:
        self._kept: set[_Kept] = set()
        self._current: _Kept | None = None

    async def use(self, request: Callable[[aiohttp.ClientSession], Awaitable[T]]) -> T:
        """Make a request. When it raises TimeoutError, the next one has fresh connections."""
        kept = self._current or self._open()
        kept.requests += 1
        try:
            return await request(kept.session)
        except TimeoutError:
            self._give_up(kept)
            raise
        finally:
            kept.requests -= 1
            if kept.given_up and not kept.requests:
                await self._close(kept)

    async def close(self) -> None:
        """Close all connections, those given up included."""
        self._current = None
        for kept in tuple(self._kept):
            await self._close(kept)

    def _open(self) -> _Kept:
        self._current = _Kept()
        self._kept.add(self._current)
        return self._current

    def _give_up(self, kept: _Kept) -> None:
        kept.given_up = True
        if self._current is kept:
            self._current = None

    async def _close(self, kept: _Kept) -> None:
        self._kept.discard(kept)
        await kept.session.close()
