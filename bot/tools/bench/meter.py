"""A side of the bench as a process: it is told where to talk, says when it is ready, and tells its CPU seconds."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
import threading
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

READY = "ready"
PATIENCE = 60.0
PREFIX = "JIANDING_"


class SideFailed(Exception):  # noqa: N818 - says what happened
    """A side ended, or said something else than what was asked."""


def tell_cpu() -> None:
    """In the side: say that it is ready, then answer each line with the CPU seconds of this process (user + system).

    When nobody asks any more, because the other end is gone, the process is ended by SIGTERM.
    """

    def answer() -> None:
        for _ in sys.stdin:
            _say(repr(time.process_time()))
        # The other end of the pipe is gone: nobody will ever ask again.
        os.kill(os.getpid(), signal.SIGTERM)

    _say(READY)
    threading.Thread(target=answer, daemon=True).start()


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


class Side:
    """The other end: a running side."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    async def cpu(self) -> float:
        """CPU seconds that it has used so far. Raises SideFailed."""
        assert self._process.stdin is not None
        self._process.stdin.write(b"?\n")
        return float(await self.line())

    async def line(self) -> str:
        """What it says next. Raises SideFailed."""
        assert self._process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            said = await self._process.stdout.readline()
        if not said:
            raise SideFailed(f"a side ended with {await self._process.wait()}")
        return said.decode().strip()

    async def stop(self) -> None:
        """Close its input, which ends it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()


@asynccontextmanager
async def side(module: str, *arguments: str, settings: Mapping[str, str]) -> AsyncIterator[Side]:
    """A side that runs, `python -m module arguments`; `settings` are its only variables of this program."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        module,
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        env=environment | dict(settings),
    )
    started = Side(process)
    try:
        if await started.line() != READY:
            raise SideFailed(f"{module} is not ready")
        yield started
    finally:
        await started.stop()
