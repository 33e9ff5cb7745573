"""Tales: what is played with an example, from /start to its end."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from importlib.util import find_spec
from typing import Any

from tests.clients.person import Json
from tests.clients.stage import Stage, stage_for

Tell = Callable[[Stage], Awaitable[None]]


@dataclass(frozen=True)
class Tale:
    """A story about one example, and what is right about how its process ends.

    `put`: its constants, and what stands for them here ({token}, {port}, {web}, {folder}, and people's ids).
    """

    example: str
    tell: Tell
    put: Mapping[str, str]
    options: tuple[str, ...] = ()
    prepare: Callable[[Stage], None] = lambda _: None
    stop: signal.Signals | None = signal.SIGTERM
    codes: tuple[int, ...] = (0,)
    tracebacks: int = 0
    refused: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.example

    def missing(self) -> list[str]:
        """What it imports and nobody has installed: the locked dependencies hold one of several web frameworks."""
        return [name for name in self.needs if find_spec(name) is None]

    async def play(self) -> int:
        """Tell it; how many steps it has."""
        puts = (word for old, new in self.put.items() for word in ("--put", old, new))
        async with stage_for([self.example, "--sandbox", "{address}", *puts, *self.options]) as stage:
            self.prepare(stage)
            await stage.run()
            try:
                await self.tell(stage)
                await self._check_end(stage)
            except BaseException as wrong:
                wrong.add_note(f"{self.example} wrote:\n{stage.program.tail()}")
                raise
            return len(stage.steps)

    async def _check_end(self, stage: Stage) -> None:
        await asyncio.gather(*(person.reads_nothing_more() for person in stage.people))
        code = await stage.end(self.stop) if self.stop else await stage.program.ended()
        assert code in self.codes, f"it ended with {code}"
        tracebacks = sum(program.written().count("Traceback (most recent call last)") for program in stage.programs)
        assert tracebacks == self.tracebacks, f"{tracebacks} tracebacks"
        assert [call for call in wrong_calls(await stage.calls()) if call.get("error") not in self.refused] == []


def row(example: str, outcome: int | str) -> str:
    """A line of the table."""
    if isinstance(outcome, str):
        return f"| {example} | {outcome} | |"
    return f"| {example} | played to its end | {outcome} |"


def wrong_calls(calls: list[Json]) -> list[Json]:
    """Refused, or not as the specification has it. A poll that is given up when the example ends counts as refused."""
    given_up = [call for call in calls if call["method"] == "getUpdates" and call["status"] == HTTPStatus.CONFLICT]
    return [call for call in calls if ("error" in call and call not in given_up) or "warnings" in call]


@dataclass
class Tales:
    """All that is told with one client; `title` heads its table, `untold` says why an example is not played."""

    client: str
    title: str
    untold: Mapping[str, str]
    put: Mapping[str, str] = field(default_factory=dict)
    told: dict[str, Tale] = field(default_factory=dict)

    def of(self, example: str, **more: Any) -> Callable[[Tell], Tell]:
        """Note the decorated function as the tale of an example."""

        def note(tell: Tell) -> Tell:
            given = {"put": self.put, **more}
            self.told[example] = Tale(f"{self.client}/{example}", tell, **given)
            return tell

        return note

    def table(self, steps: Mapping[str, int | str]) -> list[str]:
        """The table of the reference, by the steps of each tale; text in the place of a number says what failed."""
        head = [f"| {self.title} | result | steps |", "|---|---|---|"]
        rows = [row(example, steps[example]) for example in self.told]
        return [*head, *rows, *(row(example, f"not played: {why}") for example, why in self.untold.items())]

    def all(self) -> list[Tale]:
        """In the order in which they are written."""
        return list(self.told.values())
