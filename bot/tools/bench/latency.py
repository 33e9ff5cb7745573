"""From a press to the edited card: one person, one press at a time, with small pauses in between."""

from __future__ import annotations

import asyncio
import random
import time
from abc import ABC, abstractmethod

from bot.tools.bench.candidate import Applicant, Deed, Kind, Sight
from bot.tools.bench.echo import CARD
from bot.tools.bench.phone import Phone
from sandbox import NotSeen, Sandbox

PATIENCE = 30  # quiet seconds
LONGEST_PAUSE = 0.03


class Presser(ABC):
    """Somebody who presses, again and again: `step` says which button of a card."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._person = sandbox.add_person({"first_name": "某人"})
        self.phone = Phone(sandbox.someone(self._person.id))

    @abstractmethod
    async def begin(self) -> None:
        """Come to the card."""

    @abstractmethod
    def step(self, sight: Sight) -> str:
        """The data of the button to press."""

    async def press(self) -> float:
        """Seconds from the press until the card has changed. Raises NotSeen."""
        sight = await self.phone.look()
        if sight is None:
            raise NotSeen("there is no card to press on")
        # Pauses of different lengths, or presses would fall into step with a loop that sleeps.
        await asyncio.sleep(random.uniform(0, LONGEST_PAUSE))  # noqa: S311 - a pause, no secret
        before, pressed_at = self.phone.seq, time.perf_counter()
        await self.phone.do(Deed(Kind.PRESS, self.step(sight)), sight)
        await self.phone.answered(before, PATIENCE)
        return time.perf_counter() - pressed_at


class AtTheEcho(Presser):
    """Presses the one button of the echo's card."""

    async def begin(self) -> None:
        """Ask for the card."""
        before = self.phone.seq
        await self.phone.do(Deed(Kind.SAY, f"/{CARD}"), None)
        await self.phone.answered(before, PATIENCE)

    def step(self, sight: Sight) -> str:
        """The one button that there is."""
        return sight.buttons[0]


class InTheDialogue(Presser):
    """Goes forth and back between the first two questions of registration."""

    async def begin(self) -> None:
        """From /start to the first question."""
        candidate = Applicant(0, self._person.id, self._person.phone)
        sight = await self.phone.look()
        while sight is None or not sight.values():
            deed = candidate.decide(sight)
            if deed is None:
                raise NotSeen(f"no way to the questions from {sight}")
            before = self.phone.seq
            await self.phone.do(deed, sight)
            sight = await self.phone.answered(before, PATIENCE)

    def step(self, sight: Sight) -> str:
        """An answer, or the way back."""
        return sight.back() or next(iter(sight.values().values()))
