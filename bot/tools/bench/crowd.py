"""A crowd in closed loops: as many people as wanted, each of whom acts when the bot has answered."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from itertools import count

from bot.tools.bench.candidate import Applicant
from bot.tools.bench.phone import Phone
from sandbox import Sandbox

PATIENCE = 30  # quiet seconds


@dataclass
class Quota:
    """How many updates are left to be made by the crowd together."""

    left: int

    def take(self) -> bool:
        """One of them, if there is one."""
        self.left -= 1
        return self.left >= 0


class Registering:
    """A place in the crowd where one candidate after the other registers."""

    def __init__(self, sandbox: Sandbox, numbers: count[int]) -> None:
        self._sandbox = sandbox
        self._numbers = numbers
        self._next()

    def _next(self) -> None:
        person = self._sandbox.add_person({"first_name": "考生"})
        self._candidate = Applicant(next(self._numbers), person.id, person.phone)
        self._phone = Phone(self._sandbox.someone(person.id))

    async def act(self) -> None:
        """Make one update, and wait for its answer. Raises NotSeen."""
        sight = await self._phone.look()
        deed = self._candidate.decide(sight)
        if deed is None:  # handed in: the next, please
            self._next()
            sight, deed = None, self._candidate.decide(None)
            assert deed is not None
        before = self._phone.seq
        await self._phone.do(deed, sight)
        await self._phone.answered(before, PATIENCE)


class Chattering:
    """A place in the crowd where one person talks to an echo."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._someone = sandbox.someone(sandbox.add_person({"first_name": "某人"}).id)
        self._someone.patience = PATIENCE

    async def act(self) -> None:
        """Say something, and wait until it is said back. Raises NotSeen."""
        await self._someone.say("华北电力安装有限公司")
        await self._someone.sees("")  # whatever it says


Place = Registering | Chattering


def candidates(sandbox: Sandbox, size: int) -> list[Place]:
    """A crowd that registers."""
    numbers = count(1)
    return [Registering(sandbox, numbers) for _ in range(size)]


def chatterers(sandbox: Sandbox, size: int) -> list[Place]:
    """A crowd that talks to an echo."""
    return [Chattering(sandbox) for _ in range(size)]


async def play(crowd: list[Place], updates: int) -> None:
    """Let the crowd make that many updates; returns when the last is answered. Raises NotSeen."""
    quota = Quota(updates)

    async def live(place: Place) -> None:
        while quota.take():
            await place.act()

    async with asyncio.TaskGroup() as group:
        for place in crowd:
            group.create_task(live(place))
