"""Whoever is slow to say what they want holds a connection, and there are only so many: the slowest goes first.

uvicorn counts requests; a connection that never ends its request is none, and waits for ever.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol

Protocol: Any = AutoHTTPProtocol  # whichever of its two uvicorn finds; what is used of it here, both have
READ_SECONDS, MOST_UNREAD = 10.0, 100


@dataclass
class Entrance:
    """How long a request may take to come in (head and body), and how many may be coming in at once."""

    seconds: float = READ_SECONDS
    most: int = MOST_UNREAD
    unread: dict[Admitted, None] = field(default_factory=dict)  # the slowest first

    def admit(self, one: Admitted) -> None:
        """One more whose request is not read yet."""
        self.unread[one] = None
        if len(self.unread) > self.most:
            next(iter(self.unread)).turn_away()


class Admitted(Protocol):  # type: ignore[misc]
    """uvicorn's protocol, watched until each request is read."""

    def __init__(self, *, entrance: Entrance, **given: Any) -> None:
        super().__init__(**given)
        self._entrance = entrance
        self._deadline: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:
        """Wait for the first request."""
        super().connection_made(transport)
        self._await_request()

    def data_received(self, data: bytes) -> None:
        """Take what came, and wait for the rest where there is one."""
        super().data_received(data)
        cycle = self.cycle
        if cycle is None or cycle.response_complete or cycle.more_body:
            self._await_request()
        else:
            self._read()

    def connection_lost(self, exc: Exception | None) -> None:
        """Count it no more among those whose request is awaited."""
        self._read()
        super().connection_lost(exc)

    def turn_away(self) -> None:
        """Hang up: too slow, or the slowest of too many."""
        self._read()
        self.transport.abort()

    def _await_request(self) -> None:
        if self._deadline is None:
            self._deadline = self.loop.call_later(self._entrance.seconds, self.turn_away)
            self._entrance.admit(self)

    def _read(self) -> None:
        self._entrance.unread.pop(self, None)
        if self._deadline is not None:
            self._deadline.cancel()
            self._deadline = None
