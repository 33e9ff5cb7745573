"""What every database offers, whichever it is: transactions, reading, leadership, and waking one another."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.engine.sealing import KeyRing, bind_ring


class Database(ABC):
    """An open database. `engine` is the one that writes; `ring` opens its sealed columns."""

    is_postgres: bool

    def __init__(self, engine: AsyncEngine, ring: KeyRing | None) -> None:
        self.engine = engine
        self.ring = ring
        self._listeners: list[Callable[[str], None]] = []
        if ring is not None:
            bind_ring(engine.dialect, ring)

    @abstractmethod
    def begin(self, *, durable: bool = True) -> AbstractAsyncContextManager[AsyncConnection]:
        """Open a transaction that writes: committed at the end of the block, rolled back by an exception.

        Unless `durable`, a commit outlives the process at once, but a power cut only some moments later.
        """

    @abstractmethod
    def read(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Open a transaction that only reads, beside those that write."""

    @abstractmethod
    def begin_migration(self) -> AbstractAsyncContextManager[AsyncConnection]:
        """Open a transaction that changes the schema; other processes that want to wait until it ends."""

    @property
    @abstractmethod
    def leads(self) -> bool:
        """Whether this process is the leader, as far as it knows without asking."""

    @abstractmethod
    async def try_lead(self) -> bool:
        """Become the leader if there is none, or make sure that one still is. Call it every few seconds."""

    @abstractmethod
    async def wake(self, channel: str) -> None:
        """Tell every process that something waits in this channel (a short name); after the commit, never inside."""

    @abstractmethod
    async def hear(self, begun: Callable[[], None]) -> None:
        """Hear the wakes of other processes, for ever, from when `begun` is called; raises when it cannot any more."""

    def on_wake(self, listener: Callable[[str], None]) -> None:
        """Have the listener called with the channel at each wake, those of other processes while somebody is in `hear`.

        The channel is "*" when wakes may have been missed.
        """
        self._listeners.append(listener)

    @abstractmethod
    async def close(self) -> None:
        """Close all connections; leadership ends with them."""

    def call_listeners(self, channel: str) -> None:
        """Call every listener of this process."""
        for listener in self._listeners:
            listener(channel)
