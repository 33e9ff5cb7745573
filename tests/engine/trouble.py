"""What tests of trouble need: a clock to set, tries to count, faults to take back."""

from __future__ import annotations

import asyncio
import dataclasses
import time
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import func, select

from storage.engine import outbox
from storage.engine.outbox import OutboxState
from tests.town import Town

PATIENCE = 20.0
sqlite = pytest.mark.parametrize("centre_url", ["sqlite"], indirect=True)  # what it is about is not the database's


class Clock:
    """The real clock as delivery sees it: ahead, or behind, by so many seconds."""

    def __init__(self, town: Town) -> None:
        self.ahead = 0.0
        delivery = town.centre.parts.delivery
        delivery._tools = dataclasses.replace(delivery._tools, clock=lambda: time.time() + self.ahead)


async def until(town: Town, done: Callable[[], Any]) -> None:
    """Wait until that is so; what is awaitable is awaited."""
    async with asyncio.timeout(PATIENCE):
        while not await done():
            town.centre.wake_all()
            await asyncio.sleep(0.01)


async def calls_of(town: Town, method: str) -> int:
    async with town.http.get(f"{town.address}/calls?method={method}") as answer:
        return len((await answer.json())["calls"])


async def no_more_faults(town: Town) -> None:
    async with town.http.delete(f"{town.address}/faults") as answer:
        assert answer.status == 200


async def forget_calls(town: Town) -> None:
    """Nothing waits any more, so that the town can be left."""
    await no_more_faults(town)
    async with town.centre.parts.database.begin() as connection:
        await connection.execute(outbox.outbox.update().values(state=int(OutboxState.DROPPED)))


async def next_try(town: Town, clock: Clock) -> None:
    """Let time go by until the last call has been tried once more."""
    before = await tries(town)

    async def tried() -> bool:
        return await tries(town) > before

    clock.ahead += 61
    await until(town, tried)


async def tries(town: Town) -> int:
    """How often the last call was tried."""
    async with town.centre.parts.database.read() as connection:
        found = await connection.scalar(select(outbox.outbox.c.attempts).order_by(outbox.outbox.c.id.desc()).limit(1))
    return int(found or 0)


async def failed(town: Town) -> bool:
    """Whether some call has met with an error."""
    async with town.centre.parts.database.read() as connection:
        return bool(await connection.scalar(select(func.count()).where(outbox.outbox.c.error.is_not(None))))
