"""A connection's protocol: uvicorn's own, on a transport that sends a whole answer at once and can be cut."""

import asyncio
from typing import Any

from uvicorn.protocols.http.auto import AutoHTTPProtocol


class _Gathering:
    """A transport that collects what is written in one step of the loop: one system call for head and body."""

    def __init__(self, transport: asyncio.Transport) -> None:
        self._transport = transport
        self._parts: list[bytes] = []
        self._loop = asyncio.get_running_loop()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._transport, name)

    def write(self, data: bytes) -> None:
        if not self._parts:
            self._loop.call_soon(self._flush)
        self._parts.append(data)

    def close(self) -> None:
        # uvicorn closes right after its last write, and that still lies here.
        self._flush()
        self._transport.close()

    def _flush(self) -> None:
        parts, self._parts = self._parts, []
        if parts and not self._transport.is_closing():
            self._transport.write(b"".join(parts))


class Door(asyncio.Protocol):
    """Stands before uvicorn's protocol, which is made when the transport is known; requests find it in their state."""

    def __init__(self, **given: Any) -> None:
        self._given = given
        self._inner: asyncio.Protocol = asyncio.Protocol()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Let uvicorn's protocol take over."""
        assert isinstance(transport, asyncio.Transport)
        state = {**self._given.pop("app_state"), "transport": transport}
        make: Any = AutoHTTPProtocol
        self._inner = make(**self._given, app_state=state)
        gathering: Any = _Gathering(transport)
        self._inner.connection_made(gathering)

    def data_received(self, data: bytes) -> None:
        """Hand on what came."""
        self._inner.data_received(data)

    def eof_received(self) -> bool | None:
        """Hand on that nothing more comes."""
        return self._inner.eof_received()

    def connection_lost(self, exc: Exception | None) -> None:
        """Hand on that it is over."""
        self._inner.connection_lost(exc)

    def pause_writing(self) -> None:
        """Hand on that the other side reads too slowly."""
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        """Hand on that it reads again."""
        self._inner.resume_writing()
