"""Connections to PostgreSQL outside the pool: one that holds the leader's lock, one that hears and sends wakes."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from collections.abc import Callable
from typing import Any, cast

import asyncpg  # type: ignore[import-untyped]
from sqlalchemy import URL
from sqlalchemy.dialects.postgresql.asyncpg import PGDialect_asyncpg

LEADER = 0x6A69616E64696E67  # "jianding"
CHANNEL = "jianding_wake"
MISSED = "*"
ANSWER_SECONDS = 5.0
# A leader whose machine vanished is noticed within half a minute.
KEPT_ALIVE = {"tcp_keepalives_idle": "10", "tcp_keepalives_interval": "5"}
SETTINGS = {"synchronous_commit": "off", **KEPT_ALIVE}
LOST = (OSError, TimeoutError, asyncpg.PostgresError, asyncpg.InterfaceError)


class LineLost(Exception):  # noqa: N818 - says what it is
    """The connection that hears wakes has ended."""


async def connect(url: URL) -> Any:
    """Open one connection of the driver. Raises one of `LOST`."""
    arguments, options = PGDialect_asyncpg().create_connect_args(url)  # type: ignore[no-untyped-call]
    return await asyncpg.connect(
        *arguments,
        **cast("dict[str, Any]", options),
        timeout=ANSWER_SECONDS,
        command_timeout=ANSWER_SECONDS,
        server_settings=SETTINGS,
    )


class Leadership:
    """The leader's advisory lock: held as long as its connection lives."""

    def __init__(self, url: URL) -> None:
        self._url = url
        self._asking = asyncio.Lock()
        self._connection: Any = None
        self._held = False

    @property
    def held(self) -> bool:
        """Whether the lock was held when last asked, and the connection has not been seen to die since."""
        return self._held and self._connection is not None and not self._connection.is_closed()

    async def ask(self) -> bool:
        """Take the lock if it is free, or make sure that it is still ours."""
        async with self._asking:
            try:
                return await self._ask()
            except LOST:
                self._drop()
                return False
            except BaseException:
                self._drop()  # whether it is still ours is not known, so it is given back
                raise

    async def _ask(self) -> bool:
        if self._connection is None or self._connection.is_closed():
            self._drop()
            self._connection = await connect(self._url)
        # The lock is the session's: as long as the connection answers, it is ours, and when it breaks it is free at
        # once.
        question = "SELECT true" if self._held else f"SELECT pg_try_advisory_lock({LEADER})"
        self._held = await self._connection.fetchval(question)
        return self._held

    def _drop(self) -> None:
        self._held = False
        if self._connection is not None:
            # Closing would wait for an answer that a broken line never gives.
            self._connection.terminate()
            self._connection = None

    async def close(self) -> None:
        """Give the lock back."""
        async with self._asking:
            if self._connection is not None:
                with contextlib.suppress(*LOST):
                    await self._connection.close()
            self._drop()


class Wakes:
    """NOTIFY and LISTEN on one connection, opened again by whoever needs it next."""

    def __init__(self, url: URL, heard: Callable[[str], None]) -> None:
        self._url = url
        self._heard = heard
        self._origin = secrets.token_hex(4)
        self._sending = asyncio.Lock()
        self._connection: Any = None

    async def send(self, channel: str) -> None:
        """Tell the other processes; a wake that cannot be sent is lost, and their next look finds the work anyway."""
        async with self._sending:
            try:
                connection = await self._open()
                await connection.execute("SELECT pg_notify($1, $2)", CHANNEL, f"{self._origin}:{channel}")
            except LOST:
                # A line that gave no answer gives none to the next wake either, and each would wait for it.
                self._drop()

    async def hear(self, begun: Callable[[], None]) -> None:
        """Hear what the others send, from when `begun` is called. Raises `LineLost` or one of `LOST`, never returns."""
        lost = asyncio.Event()
        async with self._sending:
            connection = await self._open()
            connection.add_termination_listener(lambda _: lost.set())
            await connection.add_listener(CHANNEL, self._receive)
        begun()
        # Whatever was said while the line was down: everybody looks once.
        self._heard(MISSED)
        await lost.wait()
        raise LineLost

    async def _open(self) -> Any:
        if self._connection is None or self._connection.is_closed():
            self._connection = await connect(self._url)
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.terminate()
            self._connection = None

    def _receive(self, _connection: Any, _pid: int, _channel: str, payload: str) -> None:
        origin, channel = payload.split(":", 1)
        if origin != self._origin:
            self._heard(channel)

    async def close(self) -> None:
        """Hang up."""
        async with self._sending:
            if self._connection is not None:
                with contextlib.suppress(*LOST):
                    await self._connection.close()
