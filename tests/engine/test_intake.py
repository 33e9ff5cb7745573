"""Updates are committed before they are acknowledged, once each, whatever they hold; pushes need the secret."""

from __future__ import annotations

import json
import socket
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import func, select

from bot.engine.intake import arrival, chat_of
from storage.engine.inbox import InboxState, inbox
from tests.town import Town, town_on

SECRET = "a-secret-of-the-webhook"


def update(update_id: int, text: str = "/start", chat: int = 1001) -> dict[str, object]:
    person = {"id": chat, "is_bot": False, "first_name": "张伟"}
    message = {
        "message_id": update_id,
        "date": 1,
        "chat": {"id": chat, "type": "private"},
        "from": person,
        "text": text,
    }
    return {"update_id": update_id, "message": message}


async def rows(town: Town, state: InboxState | None = None) -> int:
    """How many updates are kept; events that follow from them do not count."""
    async with town.centre.parts.database.read() as connection:
        query = select(func.count()).select_from(inbox).where(inbox.c.update_id.is_not(None))
        if state is not None:
            query = query.where(inbox.c.state == int(state))
        return int(await connection.scalar(query) or 0)


async def test_an_update_delivered_again_is_one_row(town: Town) -> None:
    before = await rows(town)
    for _ in range(3):
        await town.centre.parts.intake.receive([update(5), update(6)])
    assert await rows(town) == before + 2


async def test_what_was_done_holds_no_content_any_more(town: Town) -> None:
    await town.zhang.say("/start")
    await town.zhang.sees("张伟")
    await town.settle()
    async with town.centre.parts.database.read() as connection:
        kept = (
            await connection.execute(select(inbox.c.payload).where(inbox.c.state == int(InboxState.DONE)))
        ).scalars()
        assert set(kept) == {None}


async def test_an_update_that_cannot_be_read_is_parked_and_the_rest_goes_on(town: Town) -> None:
    await town.li.say("/start")
    await town.li.sees("李娜")
    broken = update(7)
    broken["message"] = {**broken["message"], "from": {"first_name": "nobody"}}  # type: ignore[dict-item]
    await town.centre.parts.intake.receive([broken, update(8, "/help", chat=1002)])
    await town.li.sees("需要帮助")
    await town.settle()
    assert await rows(town, InboxState.PARKED) == 1


async def test_an_update_without_a_chat_blocks_nobody(town: Town) -> None:
    await town.centre.parts.intake.receive([{"update_id": 11, "poll": {"id": "x"}}])
    await town.zhang.say("/start")
    await town.zhang.sees("张伟")


@pytest.mark.parametrize(
    ("raw", "chat"),
    [
        (update(1), 1001),
        ({"update_id": 1, "callback_query": {"id": "1", "from": {"id": 5}, "message": {"chat": {"id": 6}}}}, 6),
        ({"update_id": 1, "callback_query": {"id": "1", "from": {"id": 5}}}, 5),
        ({"update_id": 1, "my_chat_member": {"chat": {"id": -7}, "from": {"id": 5}}}, -7),
        ({"update_id": 1, "poll": {"id": "x"}}, 0),
    ],
)
def test_every_update_finds_its_chat(raw: dict[str, object], chat: int) -> None:
    assert chat_of(raw) == chat


def test_an_arrival_needs_its_number() -> None:
    with pytest.raises(KeyError):
        arrival({"message": {}})


@pytest.fixture
async def pushed(centre_url: str, tmp_path: Path) -> AsyncIterator[tuple[Town, str]]:
    """A centre that is pushed to, and the address of its web side."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    more = {"JIANDING_WEBHOOK__SECRET": SECRET, "JIANDING_WEBHOOK__URL": address, "JIANDING_MODE": "webhook"}
    async with town_on(centre_url, tmp_path, more, port) as town:
        yield town, address


async def push(address: str, body: bytes, secret: str | None) -> int:
    headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret is not None else {}
    async with (
        aiohttp.ClientSession() as http,
        http.post(f"{address}/telegram", data=BytesIO(body), headers=headers) as answer,
    ):
        return answer.status


async def test_what_telegram_pushes_is_answered_in_the_chat(pushed: tuple[Town, str]) -> None:
    town, _ = pushed
    await town.zhang.say("/start")
    await town.zhang.sees("张伟")


async def test_a_push_with_the_secret_is_kept(pushed: tuple[Town, str]) -> None:
    town, address = pushed
    before = await rows(town)
    assert await push(address, json.dumps(update(900_000_001)).encode(), SECRET) == 200
    assert await rows(town) == before + 1


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", "é"])
async def test_a_push_without_the_secret_changes_nothing(pushed: tuple[Town, str], secret: str | None) -> None:
    town, address = pushed
    before = await rows(town)
    assert await push(address, b'{"update_id": 1}', secret) == 403
    assert await rows(town) == before


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"{", 400),
        (b"[]", 400),
        (b'{"message": {}}', 400),
        (b'{"update_id": "x"}', 400),
        (b" " * (1 << 20) + b"{}", 413),
    ],
)
async def test_a_push_that_is_no_update_is_refused(pushed: tuple[Town, str], body: bytes, status: int) -> None:
    town, address = pushed
    before = await rows(town)
    assert await push(address, body, SECRET) == status
    assert await rows(town) == before


async def test_health_and_metrics_say_how_it_stands(pushed: tuple[Town, str]) -> None:
    town, address = pushed
    await town.settle()
    async with aiohttp.ClientSession() as http:
        async with http.get(f"{address}/health") as answer:
            assert (await answer.json())["ok"] is True
        async with http.get(f"{address}/metrics") as answer:
            assert "jianding_inbox_waiting 0.0" in await answer.text()
        # Behind a proxy of this machine, a visitor from elsewhere: there is no such page.
        async with http.get(f"{address}/metrics", headers={"X-Forwarded-For": "203.0.113.9"}) as answer:
            assert (answer.status, await answer.text()) == (404, "")
