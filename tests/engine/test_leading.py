"""Several processes on one database: one leads, all take turns, and another takes over when it is gone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.app.centre import Centre
from bot.app.main import open_centre
from tests.postgres import Postgres
from tests.town import CENTRE, Town, town_on


@pytest.fixture
async def shared(postgres: Postgres, tmp_path: Path) -> AsyncIterator[tuple[Town, Centre]]:
    """A town, and a second process of its centre."""
    async with postgres.database(CENTRE) as url, town_on(url, tmp_path) as town:
        second = await open_centre(town.settings, town.sandbox.clock.now)
        await second.start()
        yield town, second
        await second.close()


async def leads(centre: Centre) -> None:
    async with asyncio.timeout(10):
        while not centre.leading:
            await asyncio.sleep(0.05)


async def test_one_leads_and_another_takes_over(shared: tuple[Town, Centre]) -> None:
    town, second = shared
    assert (town.centre.leading, second.leading) == (True, False)
    await town.zhang.say("/start")
    await town.zhang.sees("张伟")
    await town.centre.close()
    await leads(second)
    await town.zhang.say("/help")
    await town.zhang.sees("需要帮助")
    town.centre = await open_centre(town.settings, town.sandbox.clock.now)


async def test_who_loses_the_lock_stops_leading_and_nobody_notices(
    shared: tuple[Town, Centre], postgres: Postgres
) -> None:
    town, second = shared
    await postgres.admin(
        "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database d ON d.oid = database"
        " WHERE locktype = 'advisory' AND granted AND d.datname LIKE 'test%'"
    )
    async with asyncio.timeout(15):
        while town.centre.leading + second.leading != 1:
            await asyncio.sleep(0.05)
    await town.zhang.say("/start")
    await town.zhang.sees("张伟")


async def test_telegram_out_of_reach_at_the_start_is_waited_for(shared: tuple[Town, Centre]) -> None:
    town, second = shared
    await second.close()
    await town.centre.close()
    async with town.http.post(f"{town.address}/faults", json={"method": "setMyCommands", "kind": "500", "times": 2}):
        town.centre = await open_centre(town.settings, town.sandbox.clock.now)
        await town.centre.start()
    await leads(town.centre)
    await town.zhang.say("/start")
    await town.zhang.sees("张伟")
