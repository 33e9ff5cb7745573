"""The webhook at Telegram stays where it was set, and the operators hear of what shuts it out."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.engine.webhook import Hook, WebhookKeeper
from sandbox import TOKEN
from tests.engine.test_intake import SECRET
from tests.town import Town, town_on

OPERATOR = "1002"


@pytest.fixture
def port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


@pytest.fixture
async def pushed(centre_url: str, tmp_path: Path, port: int) -> AsyncIterator[Town]:
    """A centre that is pushed to, looks at its webhook all the time, and has Li for an operator."""
    more = {
        "JIANDING_WEBHOOK__SECRET": SECRET,
        "JIANDING_WEBHOOK__URL": f"http://127.0.0.1:{port}",
        "JIANDING_WEBHOOK__CHECK_SECONDS": "0.1",
        "JIANDING_MODE": "webhook",
        "JIANDING_OPERATORS": OPERATOR,
    }
    async with town_on(centre_url, tmp_path, more, port) as town:
        await town.li.say("/start")
        await town.li.sees("李娜")
        await asyncio.sleep(1.1)  # the sandbox lets a webhook be set once a second, as Telegram does
        yield town


async def ask(town: Town, method: str, **fields: Any) -> Any:
    async with town.http.post(f"{town.address}/bot{TOKEN}/{method}", json=fields) as answer:
        assert answer.status == 200, await answer.text()
        return (await answer.json())["result"]


async def test_a_webhook_taken_away_is_noticed(pushed: Town) -> None:
    await ask(pushed, "deleteWebhook")
    await pushed.li.say("/help")
    await pushed.li.sees("it was taken away")
    await pushed.li.sees("需要帮助")


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"url": "http://127.0.0.1:9/telegram"}, "another address"),
        ({"url": "", "allowed_updates": ["poll"]}, "other kinds"),
        ({"url": "", "secret_token": "another"}, "another secret"),
    ],
)
async def test_a_webhook_that_was_set_otherwise_is_set_again(
    pushed: Town, port: int, fields: dict[str, Any], told: str
) -> None:
    mine = f"http://127.0.0.1:{port}/telegram"
    await ask(pushed, "setWebhook", **{"secret_token": SECRET, **fields, "url": fields["url"] or mine})
    await pushed.li.say("/start")  # what cannot be pushed shows that something is wrong
    await pushed.li.sees(told)
    await pushed.li.say("/help")
    await pushed.li.sees("需要帮助")
    assert (await ask(pushed, "getWebhookInfo"))["url"] == mine


async def test_a_webhook_that_is_as_it_was_set_is_left_alone(pushed: Town) -> None:
    await asyncio.sleep(0.3)
    await pushed.settle()
    assert not [m for m in await pushed.li.messages() if "webhook" in m.get("text", "")]


async def test_a_webhook_that_somebody_set_is_taken_away_while_polling(centre_url: str, tmp_path: Path) -> None:
    async with town_on(centre_url, tmp_path, {"JIANDING_OPERATORS": OPERATOR}) as town:
        await town.li.say("/start")
        await town.li.sees("李娜")
        await ask(town, "setWebhook", url="http://127.0.0.1:9/telegram")
        await town.li.say("/help")
        await town.li.sees("polling: somebody set a webhook")
        await town.li.sees("需要帮助")


class Told:
    """An API whose getWebhookInfo is what the test says, and the alerts that came of it."""

    def __init__(self) -> None:
        self.info: dict[str, Any] = {"url": "https://x"}
        self.alerts: list[str] = []

    async def call(self, method: str, _fields: object) -> Any:
        return self.info if method == "getWebhookInfo" else True

    async def alert(self, text: str) -> None:
        self.alerts.append(text)


async def test_pushes_that_keep_failing_are_told_once() -> None:
    """One fails at each restart: that is told to nobody."""
    told = Told()
    keeper = WebhookKeeper(told, Hook("https://x", "", 60), told.alert)  # type: ignore[arg-type]
    for second in (1, 1, 2, 3, 4):
        told.info |= {"last_error_date": second, "last_error_message": "Connection refused", "pending_update_count": 3}
        await keeper.look()
    assert told.alerts == ["webhook: Telegram cannot deliver: Connection refused"]
