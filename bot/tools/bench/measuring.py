"""The figures: rounds alternate between the centre and the echo, each a process of its own beside its own sandbox."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from bot.tools.bench.crowd import Place, candidates, chatterers, play
from bot.tools.bench.latency import AtTheEcho, InTheDialogue, Presser
from bot.tools.bench.meter import Side, side
from bot.tools.bench.phone import portrait
from bot.tools.bench.site import furnish, site_in
from sandbox import TOKEN, Sandbox, Setup, serve

CROWD = 64
WARM_UP = 1500  # everybody in the crowd registers once: what is made at first use is made
PRESSES_PER_ROUND, PRESSES = 25, 300
CENTRE, ECHO = "centre", "ptb_echo"


@dataclass
class Contestant:
    """A side with its crowd and its presser, and what was measured of it (seconds)."""

    name: str
    side: Side
    crowd: list[Place]
    presser: Presser
    updates: int = 0
    cpu: float = 0.0
    sandbox_cpu: float = 0.0
    waits: list[float] = field(default_factory=list)

    @property
    def per_cpu_second(self) -> float:
        """Updates per CPU second."""
        return self.updates / self.cpu

    async def run(self, updates: int) -> float:
        """One round of load; returns its updates per CPU second."""
        # CPU seconds and not the clock: the machine has other things to do, and both sides would suffer unequally.
        before, own = await self.side.cpu(), time.process_time()
        await play(self.crowd, updates)
        spent, own_spent = await self.side.cpu() - before, time.process_time() - own
        self.updates += updates
        self.cpu += spent
        self.sandbox_cpu += own_spent
        return updates / spent

    async def press(self, times: int) -> None:
        """One round of presses."""
        self.waits += [await self.presser.press() for _ in range(times)]


async def measure(updates: int, rounds: int, presses: int = PRESSES) -> dict[str, Any]:
    """Both sides, `rounds` times `updates` each, then presses: ratios first, times in ms.

    Raises SideFailed, NotSeen.
    """
    portrait()
    async with _centre() as centre, _echo() as echo:
        pair = (centre, echo)
        for one in pair:
            # What is made at first use is made before anything is measured.
            await play(one.crowd, WARM_UP)
            await one.presser.begin()
            await one.press(PRESSES_PER_ROUND)
            one.waits.clear()
        for number in range(rounds):
            await _round(number, pair, updates)
        for number in range(presses // PRESSES_PER_ROUND):
            for one in pair if number % 2 else reversed(pair):
                await one.press(PRESSES_PER_ROUND)
        return _figures(centre, echo)


async def _round(number: int, pair: Sequence[Contestant], updates: int) -> None:
    """Who begins changes from round to round."""
    for one in pair if number % 2 else reversed(pair):
        speed = await one.run(updates)
        _progress(f"round {number + 1}: {one.name:>8}  {updates} updates, {speed:7.0f} per CPU second")


def _figures(centre: Contestant, echo: Contestant) -> dict[str, Any]:
    waits = {one.name: median(one.waits) * 1000 for one in (centre, echo)}
    return {
        "turns_vs_ptb_echo": round(centre.per_cpu_second / echo.per_cpu_second, 2),
        "latency_vs_ptb_echo": round(waits[CENTRE] / waits[ECHO], 2),
        "sandbox_vs_ptb_echo": round(echo.sandbox_cpu / echo.cpu, 2),
        "turns_per_cpu_second": round(centre.per_cpu_second),
        "ptb_echo_updates_per_cpu_second": round(echo.per_cpu_second),
        "latency_ms": round(waits[CENTRE], 2),
        "ptb_echo_latency_ms": round(waits[ECHO], 2),
        "sandbox_cpu_ms_per_echo": round(echo.sandbox_cpu / echo.updates * 1000, 3),
        "updates_per_side": centre.updates,
        "presses_per_side": len(centre.waits),
    }


@asynccontextmanager
async def _centre() -> AsyncIterator[Contestant]:
    sandbox = _sandbox()
    with tempfile.TemporaryDirectory(prefix="jianding-bench-") as folder:
        async with serve(sandbox) as address:
            site = site_in(Path(folder), address)
            await furnish(site)
            async with side("bot.tools.bench.centre", settings=site.environment) as running:
                yield Contestant(CENTRE, running, candidates(sandbox, CROWD), InTheDialogue(sandbox))


@asynccontextmanager
async def _echo() -> AsyncIterator[Contestant]:
    sandbox = _sandbox()
    async with serve(sandbox) as address, side("bot.tools.bench.echo", address, TOKEN, settings={}) as running:
        yield Contestant(ECHO, running, chatterers(sandbox, CROWD), AtTheEcho(sandbox))


def _sandbox() -> Sandbox:
    return Sandbox(setup=Setup(callback_seconds=10.0))


def _progress(line: str) -> None:
    sys.stderr.write(f"  {line}\n")
