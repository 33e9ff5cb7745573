"""Whatever fails, the centre goes on: each task is begun again, and a monitor sees what is down meanwhile."""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.app import centre as centres
from bot.app.main import open_centre
from bot.web.app import web_app
from bot.web.health import MOST_SECONDS_WITHOUT_LEADER
from bot.web.server import served
from storage.engine.sqlite import SqliteDatabase
from tests.engine.test_delivery import fault
from tests.postgres import Postgres
from tests.town import CENTRE, Town, town_on

PATIENCE = 20


class Odd(Exception):  # noqa: N818 - says what it is
    """An error that nobody foresaw."""


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who leads is asked more often than outside of tests."""
    monkeypatch.setattr(centres, "LEAD_SECONDS", 0.05)


@pytest.fixture
async def town(town: Town) -> Town:
    """A town whose centre leads already."""
    await until(lambda: town.centre.leading and "menu" not in town.centre.supervisor.states)
    return town


def fails(times: int, real: Callable[..., Any], error: BaseException) -> Callable[..., Any]:
    """The same, but failing so many times first."""
    left = [times]

    async def done(*given: Any) -> Any:
        if left[0]:
            left[0] -= 1
            raise error
        return await real(*given)

    return done


async def until(holds: Callable[[], object]) -> None:
    async with asyncio.timeout(PATIENCE):
        while not holds():
            await asyncio.sleep(0.01)


async def talks(town: Town) -> None:
    """Somebody asks, and is answered."""
    await town.zhang.say("/help")
    await town.zhang.sees("需要帮助")


@asynccontextmanager
async def health(town: Town) -> AsyncIterator[Callable[..., Any]]:
    """What a monitor sees: status and answer of /health."""
    supervisor = town.centre.supervisor
    async with served(web_app(town.centre), "127.0.0.1", 0, supervisor) as address, aiohttp.ClientSession() as http:

        async def look(path: str = "health") -> tuple[int, Any]:
            async with http.get(f"{address}/{path}") as answer:
                return answer.status, (await answer.json() if path == "health" else await answer.text())

        await until(lambda: "web" in supervisor.states)
        yield look


async def test_the_database_is_away_for_some_seconds(postgres: Postgres, tmp_path: Path) -> None:
    async with postgres.database(CENTRE) as url, town_on(url, tmp_path) as town, health(town) as look:
        assert (await look())[0] == 200
        name = url.partition("?")[0].rpartition("/")[2]
        ends = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'"  # noqa: S608
        await postgres.admin(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS false", ends)
        await until(lambda: {"turns", "jobs"} <= set(town.centre.supervisor.down))
        status, said = await look()
        assert (status, said["database"], said["tasks"]["turns"].split(":")[0]) == (503, "unreachable", "failing")
        assert "jianding_database_up 0.0" in (await look("metrics"))[1]
        await postgres.admin(f"ALTER DATABASE {name} WITH ALLOW_CONNECTIONS true")
        await until(lambda: town.centre.leading and not town.centre.supervisor.down)
        await talks(town)
        assert (await look())[0] == 200


@pytest.mark.parametrize("centre_url", ["sqlite"], indirect=True)
async def test_another_program_holds_the_database_for_a_while(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """Longer than is waited for it; everybody fails, and goes on."""
    monkeypatch.setattr("storage.engine.sqlite_driver.BUSY_SECONDS", 0.05)
    database = town.centre.parts.database
    assert isinstance(database, SqliteDatabase)
    other = sqlite3.connect(str(database.engine.url.database), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    await until(lambda: {"turns", "jobs", "deliver"} <= set(town.centre.supervisor.down))
    monkeypatch.setattr(database, "try_lead", losing(database.try_lead))  # also while one steps down and takes over
    await until(lambda: "lead" in town.centre.supervisor.down)
    other.execute("ROLLBACK")
    other.close()
    await until(lambda: town.centre.leading and not town.centre.supervisor.down)
    await talks(town)


@pytest.mark.parametrize("name", ["try_lead", "_take_over", "_step_down"])
async def test_an_error_while_leading_is_begun_or_ended_is_got_over(
    town: Town, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    centre = town.centre
    holder: Any = centre.parts.database if name == "try_lead" else centre
    # What ends the lead for a moment: the lock that is found to be somebody else's.
    monkeypatch.setattr(centre.parts.database, "try_lead", losing(centre.parts.database.try_lead))
    monkeypatch.setattr(holder, name, fails(2, getattr(holder, name), Odd()))
    await until(lambda: "lead" in centre.supervisor.down)
    await until(lambda: centre.leading and not centre.supervisor.down)
    await talks(town)


def losing(real: Callable[[], Any]) -> Callable[[], Any]:
    """Whoever asks for the lock is told once that another one has it."""
    asked = [0]

    async def ask() -> Any:
        asked[0] += 1
        return asked[0] > 1 and await real()

    return ask


@pytest.mark.parametrize("error", [Odd(), asyncio.CancelledError(), TimeoutError()])
@pytest.mark.parametrize("name", ["turns", "jobs", "deliver", "poll"])
async def test_whatever_a_task_raises_it_is_begun_again(
    town: Town, monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException
) -> None:
    """Also what cut off something that it waited for, and not the task itself."""
    loop, failures = town.centre.parts.loops[name], town.centre.supervisor.states[name]
    # A poll that waits is not begun anew; it fails on what it brings.
    holder, step = (town.centre.parts.intake, "receive") if name == "poll" else (loop, "_step")
    monkeypatch.setattr(holder, step, fails(3, getattr(holder, step), error))
    loop.wake()
    await talks(town)
    await until(lambda: failures.failures >= 3 and failures.up)
    await talks(town)


async def test_a_step_that_hangs_is_cut_off(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.engine.loop.LONGEST_STEP", 0.2)
    loop = town.centre.parts.loops["turns"]
    real, asked = loop._step, [0]

    async def hangs() -> Any:
        asked[0] += 1
        return await (real() if asked[0] > 1 else asyncio.sleep(3600))

    monkeypatch.setattr(loop, "_step", hangs)
    await talks(town)
    assert town.centre.supervisor.states["turns"].failures == 1


async def test_a_tick_that_raises_is_seen_and_ticks_on(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.app.centre.FAST_TICK", 0.05)
    mended, ticked = asyncio.Event(), asyncio.Event()

    async def tick() -> None:
        if not mended.is_set():
            raise Odd
        ticked.set()

    monkeypatch.setattr(town.centre.parts.due_tick, "run", tick)
    await town.centre._step_down()
    async with health(town) as look:
        await until(lambda: "due" in town.centre.supervisor.down)
        status, said = await look()
        assert (status, said["tasks"]["due"]) == (503, "failing: Odd")
        assert 'jianding_task_up{task="due"} 0.0' in (await look("metrics"))[1]
        mended.set()
        await ticked.wait()
        await until(lambda: town.centre.leading and not town.centre.supervisor.down)
        assert (await look())[0] == 200


async def test_a_tick_that_a_clock_set_back_would_hold_up_runs_all_the_same(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks, heard = town.centre.ticks, list[str]()
    assert ticks is not None
    job = ticks._scheduler.get_job("due")
    ticks._scheduler.modify_job("due", next_run_time=job.next_run_time.replace(year=2050))
    monkeypatch.setattr(ticks, "_report", lambda name, _: heard.append(name))
    ticks._watch._ahead += 3600
    await until(lambda: "due" in heard)


async def test_the_web_side_that_ends_by_itself_is_begun_again(town: Town) -> None:
    async with health(town) as look:
        await look()
        web = town.centre.supervisor._watched["web"].stop.__self__  # type: ignore[union-attr]
        web._server.should_exit = True
        await until(lambda: town.centre.supervisor.states["web"].failures == 1)
        assert (await look())[1]["tasks"]["web"] == "running"


async def test_health_is_red_while_nobody_leads_for_long(town: Town) -> None:
    centre = town.centre
    async with health(town) as look:
        await until(lambda: "due" in centre.supervisor.states)
        status, said = await look()
        assert (status, said["ready"], said["leading"], said["led"]) == (200, True, True, True)
        assert {"lead", "wakes", "turns", "jobs", "poll", "deliver", "due"} <= set(said["tasks"])
        await centre.supervisor.end("lead")
        await centre._step_down()
        assert (await look())[0] == 200  # somebody may be taking over just now
        centre.led_at -= MOST_SECONDS_WITHOUT_LEADER
        status, said = await look()
        assert (status, said["led"]) == (503, False)


async def test_a_menu_refused_at_the_start_does_not_keep_the_bot_from_leading(town: Town) -> None:
    await fault(town, method="setMyCommands", kind="429", retry_after=400, times=1000)
    asked = await calls(town, "setMyCommands")
    await town.centre.close()
    town.centre = await open_centre(town.settings, town.sandbox.clock.now)
    await town.centre.start()
    await until(lambda: town.centre.leading)
    await talks(town)
    await asyncio.sleep(0.3)
    assert await calls(town, "setMyCommands") == asked + 1
    assert not town.centre.supervisor.down


async def test_a_menu_refused_for_a_while_does_not_hold_up_the_answer(town: Town) -> None:
    await fault(town, method="setMyCommands", kind="429", retry_after=60, times=5)
    asked = await calls(town, "setMyCommands")
    await town.zhang.say("/start")
    await town.zhang.sees("张伟")
    await talks(town)
    await town.settle()
    assert await calls(town, "setMyCommands") == asked + 1


async def calls(town: Town, method: str) -> int:
    async with town.http.get(f"{town.address}/calls?method={method}") as answer:
        return len((await answer.json())["calls"])
