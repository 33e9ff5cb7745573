"""Alerts to operators, gathered: of one kind the first at once, then one for all that came meanwhile."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import structlog

GATHER_SECONDS = 600.0
NUMBERS = re.compile(r"\d+")
log = structlog.get_logger()


@dataclass
class _Gathered:
    """What came of one kind since it was last told: how many, the last one, and what ends the gathering."""

    timer: asyncio.TimerHandle
    count: int = 0
    last: str = ""


class Alerts:
    """Call it with what happened. Texts that differ in numbers alone are of one kind."""

    def __init__(self, send: Callable[[str], Awaitable[None]], seconds: float = GATHER_SECONDS) -> None:
        self._send = send
        self._seconds = seconds
        self._gathered: dict[str, _Gathered] = {}
        self._telling: set[asyncio.Task[None]] = set()

    async def __call__(self, text: str) -> None:
        """Tell it, or count it where one of its kind was told lately."""
        # In the log in any case: whoever cannot be reached in the chat finds it there.
        log.warning("alert", text=text)
        kind = NUMBERS.sub("#", text)
        if gathered := self._gathered.get(kind):
            gathered.count += 1
            gathered.last = text
            return
        self._gather(kind)
        await self._send(text)

    def _gather(self, kind: str) -> None:
        timer = asyncio.get_running_loop().call_later(self._seconds, self._tell, kind)
        self._gathered[kind] = _Gathered(timer)

    def _tell(self, kind: str) -> None:
        gathered = self._gathered.pop(kind)
        if not gathered.count:
            return
        self._gather(kind)
        minutes = round(self._seconds / 60)
        text = f"{gathered.last} ({gathered.count} of this kind in {minutes} minutes)"
        task = asyncio.ensure_future(self._send(text))
        self._telling.add(task)
        task.add_done_callback(self._telling.discard)

    async def close(self) -> None:
        """Tell what was only counted so far, and count no more."""
        waiting, self._gathered = self._gathered, {}
        for gathered in waiting.values():
            gathered.timer.cancel()
            if gathered.count:
                await self._send(f"{gathered.last} ({gathered.count} of this kind)")
        await asyncio.gather(*self._telling, return_exceptions=True)
