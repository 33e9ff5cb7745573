"""At 95 % of the disk nothing more is taken in: Telegram keeps it, the operators are told, and room lets all go on."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import aiohttp
import pytest

from bot.engine import room
from bot.web.app import web_app
from bot.web.server import served
from tests.town import Town, town_on

Usage = namedtuple("Usage", "total used free")  # noqa: PYI024 - as shutil's
OPERATOR = 3001
SECRET = {"X-Telegram-Bot-Api-Secret-Token": "a-long-random-word"}
GB = 10**9


@pytest.fixture
def filled(monkeypatch: pytest.MonkeyPatch) -> Callable[[int, int], None]:
    """The disk has so many bytes, of which so many are free."""
    monkeypatch.setattr(room, "LOOK_SECONDS", 0.0)

    def fill(total: int, free: int) -> None:
        monkeypatch.setattr("bot.engine.room.shutil.disk_usage", lambda _: Usage(total, total - free, free))

    fill(100 * GB, 50 * GB)
    return fill


@pytest.fixture
async def watched(centre_url: str, tmp_path: Path, filled: Callable[[int, int], None]) -> AsyncIterator[Town]:
    """A town whose operator gets alerts."""
    filled(100 * GB, 50 * GB)
    async with town_on(centre_url, tmp_path, {"JIANDING_OPERATORS": str(OPERATOR)}) as town:
        await town.zhang.say("/start")
        await town.zhang.sees("张伟")
        yield town


async def test_a_full_disk_takes_nothing_in_and_loses_nothing(
    watched: Town, filled: Callable[[int, int], None]
) -> None:
    filled(20 * GB, GB)
    await watched.zhang.say("/help")
    await watched.chen.sees("95% full", "make room")
    assert len(watched.sandbox.updates) == 1  # Telegram has it still
    await watched.zhang.does_not_see("需要帮助")
    filled(20 * GB, 2 * GB)
    await watched.zhang.sees("需要帮助")


@pytest.mark.parametrize(("total", "free"), [(20 * GB, 2 * GB), (1000 * GB, 20 * GB)])
async def test_a_disk_with_room_takes_everything_in(
    watched: Town, filled: Callable[[int, int], None], total: int, free: int
) -> None:
    """Negative control: also a large one, of which 2 % are plenty."""
    filled(total, free)
    await watched.zhang.say("/help")
    await watched.zhang.sees("需要帮助")


async def test_a_push_is_put_off(centre_url: str, tmp_path: Path, filled: Callable[[int, int], None]) -> None:
    given = {
        "JIANDING_MODE": "webhook",
        "JIANDING_WEBHOOK__URL": "http://127.0.0.1:9",
        "JIANDING_WEBHOOK__SECRET": SECRET["X-Telegram-Bot-Api-Secret-Token"],
    }
    async with (
        town_on(centre_url, tmp_path, given) as town,
        served(web_app(town.centre), "127.0.0.1", 0) as address,
        aiohttp.ClientSession() as http,
    ):
        update = {"update_id": 1, "message": {"chat": {"id": 1001}}}
        answers = []
        for free in (GB, 2 * GB):
            filled(20 * GB, free)
            async with http.post(f"{address}/telegram", json=update, headers=SECRET) as answer:
                answers.append(answer.status)
    assert answers == [503, 200]
