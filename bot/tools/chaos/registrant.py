"""A candidate under chaos: patient, sometimes pressing twice, sometimes waiting to be reminded."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from bot.engine.dialogue.asking import RESUME
from bot.tools.bench.candidate import Applicant, Deed, Kind, Sight
from bot.tools.bench.phone import Phone
from sandbox import NotSeen, Sandbox

TOAST_PATIENCE = 2
DOUBLE_PRESS = 0.1
THINKING = (0.0, 0.3)  # seconds
REMINDER = RESUME(dialogue="registration")
MOST_DEEDS = 120


@dataclass(frozen=True)
class Nature:
    """How a candidate is: quiet seconds of patience, and the deed from which on the reminder is waited for, once."""

    patience: int = 60
    idles_from: int | None = None


class GaveUp(Exception):  # noqa: N818 - says what happened
    """A candidate could not finish; the text says where."""


@dataclass
class Diary:
    """What one candidate did: the updates made, and the presses among them."""

    candidate: Applicant
    updates: set[int] = field(default_factory=set)
    presses: int = 0
    finished: bool = False


class Registrant:
    """Registers from /start to the end, whatever happens to the workers."""

    def __init__(self, sandbox: Sandbox, number: int, rng: random.Random, nature: Nature) -> None:
        person = sandbox.add_person({"first_name": "考生"})
        self.diary = Diary(Applicant(number, person.id, person.phone))
        self._phone = Phone(sandbox.someone(person.id))
        self._random = rng
        self._patience, self._idles_from = nature.patience, nature.idles_from
        self._reminded = False

    async def register(self) -> None:
        """The whole registration. Raises GaveUp."""
        for count in range(MOST_DEEDS):
            await asyncio.sleep(self._random.uniform(*THINKING))
            sight = await self._phone.look()
            if self._idles_from is not None and count >= self._idles_from and _in_dialogue(sight):
                await self._wait_for_reminder()
                sight = await self._phone.look()
            deed = self.diary.candidate.decide(sight)
            if deed is None:
                self.diary.finished = True
                return
            try:
                await self._act(deed, sight)
            except NotSeen as unanswered:
                raise GaveUp(f"{deed} was not answered: {unanswered}") from unanswered
        raise GaveUp(f"no end after {MOST_DEEDS} deeds, at {self._phone.sight()}")

    async def _wait_for_reminder(self) -> None:
        """Do nothing until the reminder stands there, unless it has come before."""
        self._idles_from = None
        try:
            await self._until(lambda: self._reminded or self._phone.shows(REMINDER), self._patience)
        except NotSeen as unanswered:
            raise GaveUp(f"no reminder came: {unanswered}") from unanswered

    async def _act(self, deed: Deed, sight: Sight | None) -> None:
        before = self._phone.seq
        self._reminded |= deed.value == REMINDER
        times = 2 if deed.kind is Kind.PRESS and self._random.random() < DOUBLE_PRESS else 1
        for _ in range(times):
            update_id = await self._phone.do(deed, sight)
            assert update_id is not None
            self.diary.updates.add(update_id)
            self.diary.presses += deed.kind is Kind.PRESS
        if sight is not None:
            self._phone.ignore(sight)
        if sight is not None and deed.value == REMINDER:
            await self._until(lambda: self._resumed(sight, before), self._patience)
        else:
            await self._hear(before)

    def _resumed(self, sight: Sight, before: int) -> bool:
        """Whether the reminder has become the question; what comes beside it answers something said before."""
        fresh = self._phone.fresh(before)
        return self._phone.changed(sight.message_id, before) or (fresh is not None and fresh.asks_contact)

    async def _until(self, holds: Callable[[], bool], patience: int) -> None:
        await self._phone.someone.until(lambda: holds() or None, "waits in vain", patience)

    async def _hear(self, before: int) -> None:
        """Wait for a new card; where a press is answered with a note only, another card is the living one."""
        await self._until(lambda: bool(self._phone.fresh(before)) or self._phone.told(before), self._patience)
        with suppress(NotSeen):
            await self._phone.answered(before, TOAST_PATIENCE)


def _in_dialogue(sight: Sight | None) -> bool:
    return sight is not None and (sight.asks_contact or sight.asks())
