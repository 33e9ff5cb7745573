"""An example in a process of its own: started, read, ended by a signal.

It is forked from a server that has imported the client libraries: that takes as long as all else that an example does.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from multiprocessing import get_context
from multiprocessing.context import ForkServerContext, ForkServerProcess
from pathlib import Path

from tests.clients.play import main

LIBRARIES = ["aiogram", "telegram.ext"]
LAST_SECONDS = 300.0  # ends what hangs
TAIL = 3000


@dataclass
class Program:
    """A running example; what it writes is in `log`."""

    process: ForkServerProcess
    log: Path

    @classmethod
    async def start(cls, arguments: Sequence[str], log: Path, **environment: str) -> Program:
        """Run it in the folder of its log."""
        log.touch()  # noqa: ASYNC240 - at once
        process = forks().Process(target=play, args=(arguments, log, environment))
        await asyncio.to_thread(process.start)  # the first one waits for the server
        return cls(process, log)

    @property
    def code(self) -> int | None:
        """Its exit code; None while it runs."""
        return self.process.exitcode

    def send(self, number: signal.Signals) -> None:
        """Send it a signal."""
        os.kill(self.process.pid or 0, number)

    def written(self) -> str:
        """All that it has written so far."""
        return self.log.read_text("utf-8", "replace")

    def tail(self) -> str:
        """The last of it, for a complaint."""
        return self.written()[-TAIL:]

    async def ended(self) -> int:
        """The exit code of one that ends by itself."""
        async with asyncio.timeout(LAST_SECONDS):
            while self.code is None:
                await asyncio.sleep(0.01)
        return self.code

    async def kill(self) -> None:
        """Whatever happened before, nothing stays behind."""
        self.process.kill()
        await self.ended()
        self.process.close()


@cache
def forks() -> ForkServerContext:
    """Where examples come from."""
    context = get_context("forkserver")
    context.set_forkserver_preload(LIBRARIES)
    return context


def play(arguments: Sequence[str], log: Path, environment: Mapping[str, str]) -> None:
    """Be the example: in its folder, with its log for all output."""
    os.chdir(log.parent)
    os.environ.update(environment)
    written = os.open(log, os.O_WRONLY | os.O_APPEND)
    for stream in (1, 2):
        os.dup2(written, stream)
    sys.stdout = sys.stderr = open(1, "w", buffering=1, encoding="utf-8", closefd=False)  # noqa: SIM115 - to the end
    sys.argv = ["play", *arguments]
    main()
