"""The workers of one scenario: started, killed without warning, started again."""

from __future__ import annotations

import asyncio
import os
import random
import sys
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from bot.tools.bench.meter import PREFIX
from bot.tools.chaos.worker import READY

START_SECONDS = 60.0
KILLED = -9


class WorkerFailed(Exception):  # noqa: N818 - says what happened
    """A worker ended by itself, or did not come up."""


@dataclass(frozen=True)
class Crew:
    """How workers are started: `command` after the interpreter, and their variables."""

    command: Sequence[str]
    environment: Mapping[str, str]
    size: int


@dataclass
class Fleet:
    """Workers that run, or are just starting."""

    crew: Crew
    random: random.Random
    kills: int = 0
    starting: list[float] = field(default_factory=list)
    _workers: list[asyncio.subprocess.Process] = field(default_factory=list)
    _ready: set[int] = field(default_factory=set)
    _watching: set[asyncio.Task[None]] = field(default_factory=set)

    async def start(self) -> None:
        """Start as many as there should be, and wait until they are ready. Raises WorkerFailed."""
        for _ in range(self.crew.size):
            await self._launch()
        await self.some_ready(self.crew.size)

    async def some_ready(self, count: int = 1) -> None:
        """Wait until so many workers are ready. Raises WorkerFailed."""
        async with asyncio.timeout(START_SECONDS):
            while len(self._ready) < count:
                self._raise_what_failed()
                await asyncio.sleep(0.005)

    async def kill_one(self) -> None:
        """Kill any of them, ready or not, and start another in its place. Raises WorkerFailed."""
        self._raise_what_failed()
        # Ready or not: a process that is killed while it starts or migrates must do no harm either.
        victim = self.random.choice(self._workers)
        self._workers.remove(victim)
        self._ready.discard(victim.pid)
        victim.kill()
        if await victim.wait() != KILLED:
            raise WorkerFailed(f"a worker ended by itself, with {victim.returncode}")
        self.kills += 1
        await self._launch()

    async def stop(self) -> None:
        """Let all of them end by themselves."""
        for worker in self._workers:
            assert worker.stdin is not None
            worker.stdin.close()
        await asyncio.gather(*(worker.wait() for worker in self._workers), *self._watching)

    async def _launch(self) -> None:
        # Settings of whoever starts the run must not reach the workers.
        environment = {name: value for name, value in os.environ.items() if not name.startswith(PREFIX)}
        worker = await asyncio.create_subprocess_exec(
            sys.executable,
            *self.crew.command,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            env=environment | dict(self.crew.environment),
        )
        self._workers.append(worker)
        task = asyncio.create_task(self._watch(worker, time.monotonic()))
        self._watching.add(task)

    async def _watch(self, worker: asyncio.subprocess.Process, launched: float) -> None:
        assert worker.stdout is not None
        said = (await worker.stdout.readline()).decode().strip()
        if said == READY:
            self.starting.append(time.monotonic() - launched)
            if worker in self._workers:
                self._ready.add(worker.pid)

    def _raise_what_failed(self) -> None:
        for worker in self._workers:
            if worker.returncode is not None:
                raise WorkerFailed(f"a worker ended by itself, with {worker.returncode}")


@asynccontextmanager
async def running(crew: Crew, rng: random.Random) -> AsyncIterator[Fleet]:
    """A fleet at work; stopped gracefully at the end."""
    fleet = Fleet(crew, rng)
    try:
        await fleet.start()
        yield fleet
    finally:
        await fleet.stop()
