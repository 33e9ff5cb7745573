"""A loop that works while there is work, then sleeps until it is woken or a little time has gone by.

Under load it lets work gather, so that one transaction serves many (docs/decisions/0006).
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import NamedTuple, Protocol

SPACING = 0.04  # seconds between the starts of two steps under load: much is done at once then
FEW = 4  # pieces of work in one step that are no load yet
LONGEST_STEP = 120.0  # seconds; a step that hangs longer, on a line that died silently, is cut off


class Done(NamedTuple):
    """What a step did: how many pieces of work, and whether more may wait."""

    pieces: int
    more: bool


class Working(Protocol):
    """What a loop may work at."""

    async def run_once(self) -> Done:
        """Do what waits, as much as makes one step; what came of it."""
        ...


class Loop:
    """Calls `step` again and again, without a rest as long as more may wait."""

    def __init__(self, name: str, step: Callable[[], Awaitable[Done]], idle_seconds: float) -> None:
        self.name = name
        self._step = step
        self._idle = idle_seconds
        self._woken = asyncio.Event()
        self._stopping = False
        self._begun = 0.0
        self._last = 0

    def wake(self) -> None:
        """Have the next step begin at once: there may be work."""
        self._woken.set()

    def make_ready(self) -> None:
        """Forget an earlier `stop`, before `run` is called again."""
        self._stopping = False

    def stop(self) -> None:
        """End after the step under way."""
        self._stopping = True
        self._woken.set()

    async def run(self, well: Callable[[], None]) -> None:
        """Work until stopped, and say `well` after each step. Raises whatever a step raises."""
        while not self._stopping:
            await self._keep_distance()
            # Before the step and not after it: a wake that comes during the step must not be lost.
            self._woken.clear()
            async with asyncio.timeout(LONGEST_STEP):
                self._last, more = await self._step()
            well()
            if not more:
                await self._rest()

    async def _keep_distance(self) -> None:
        """Let work gather, when the last step had much to do and began only just now."""
        clock = asyncio.get_running_loop().time
        early = self._begun + SPACING - clock()
        if self._last > FEW and early > 0:
            await asyncio.sleep(early)
        self._begun = clock()

    async def _rest(self) -> None:
        try:
            async with asyncio.timeout(self._idle):
                await self._woken.wait()
        except TimeoutError:
            return
