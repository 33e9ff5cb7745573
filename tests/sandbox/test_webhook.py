"""Webhooks: pushed with the secret, in order in each chat, tried again, answered with a call."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from sandbox.specification import check_update
from tests.sandbox.rig import ANN, BOB, Rig

SECRET = "s3cret_-"


class Hook:
    """A bot that listens: what it got, and what it answers next."""

    def __init__(self) -> None:
        self.got: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: list[web.Response] = []
        self.hold: Callable[[dict[str, Any]], bool] = lambda _: False
        self.go = asyncio.Event()
        self.came = asyncio.Condition()
        self.url = ""

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        assert check_update(update) == []
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        if self.hold(update):
            await self.go.wait()
        async with self.came:
            self.got.append(update)
            self.came.notify_all()
        return self.answers.pop(0) if self.answers else web.Response()

    async def texts(self, count: int) -> list[str]:
        """The texts it got, once there are so many."""
        async with asyncio.timeout(3), self.came:
            await self.came.wait_for(lambda: len(self.got) >= count)
        return [update["message"]["text"] for update in self.got]


@asynccontextmanager
async def listening() -> AsyncIterator[Hook]:
    hook = Hook()
    application = web.Application()
    application.router.add_post("/hook", hook.take)
    async with TestServer(application, skip_url_asserts=True) as server:
        hook.url = str(server.make_url("/hook"))
        yield hook


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    async with listening() as hook:
        yield hook


async def drained(rig: Rig) -> dict[str, Any]:
    """getWebhookInfo once nothing is pending."""
    for _ in range(100):
        info = await rig.ok("getWebhookInfo")
        if info["pending_update_count"] == 0:
            return dict(info)
        await asyncio.sleep(0.02)
    raise AssertionError(info)


async def test_updates_are_pushed_with_the_secret(rig: Rig, hook: Hook) -> None:
    await rig.do(ANN, "say", text="before")
    answer = await rig.bot("setWebhook", url=hook.url, secret_token=SECRET, max_connections=2)
    assert answer == {"ok": True, "result": True, "description": "Webhook was set"}
    await rig.do(ANN, "say", text="after")
    assert await hook.texts(2) == ["before", "after"]
    assert hook.secrets == [SECRET, SECRET]
    info = await drained(rig)
    assert (info["url"], info["max_connections"]) == (hook.url, 2)


async def test_a_second_set_webhook_within_a_second_is_too_many(rig: Rig, hook: Hook) -> None:
    await rig.ok("setWebhook", url=hook.url)
    refused = await rig.bot("setWebhook", url=hook.url)
    assert (refused["error_code"], refused["parameters"]) == (429, {"retry_after": 1})
    await asyncio.sleep(1)
    assert (await rig.bot("setWebhook", url=hook.url))["description"] == "Webhook is already set"


async def test_failed_pushes_are_tried_again_in_order(rig: Rig, hook: Hook) -> None:
    hook.answers = [web.Response(status=500), web.Response(status=503)]
    await rig.ok("setWebhook", url=hook.url)
    for text in "abc":
        await rig.do(ANN, "say", text=text)
    assert await hook.texts(5) == ["a", "a", "a", "b", "c"]
    info = await drained(rig)
    assert info["last_error_message"] == "Wrong response from the webhook: 503 Service Unavailable"


async def test_one_chat_waits_for_its_own_only(rig: Rig, hook: Hook) -> None:
    hook.hold = lambda update: update["message"]["text"] == "slow"
    await rig.ok("setWebhook", url=hook.url)
    await rig.do(ANN, "say", text="slow")
    await rig.do(ANN, "say", text="after slow")
    await rig.do(BOB, "say", text="other")
    assert await hook.texts(1) == ["other"]
    hook.go.set()
    assert await hook.texts(3) == ["other", "slow", "after slow"]


async def test_an_accepting_answer_may_hold_a_call(rig: Rig, hook: Hook) -> None:
    hook.answers = [web.json_response({"method": "sendMessage", "chat_id": ANN, "text": "by the way"})]
    await rig.ok("setWebhook", url=hook.url)
    await rig.do(ANN, "say", text="hello")
    await drained(rig)
    messages = (await rig.see(f"/people/{ANN}/screen"))["messages"]
    assert [one["text"] for one in messages] == ["hello", "by the way"]


async def test_what_a_deleted_webhook_left_goes_to_the_poll(rig: Rig) -> None:
    await rig.ok("setWebhook", url="http://127.0.0.1:9/nobody")
    await rig.do(ANN, "say", text="kept")
    info = await rig.ok("getWebhookInfo")
    assert info["pending_update_count"] == 1
    assert (await rig.bot("deleteWebhook"))["description"] == "Webhook was deleted"
    assert (await rig.bot("deleteWebhook"))["description"] == "Webhook is already deleted"
    assert [one["message"]["text"] for one in await rig.updates()] == ["kept"]
    await rig.ok("deleteWebhook", drop_pending_updates=True)
    assert await rig.updates(offset=0) == []


async def test_duplicates_are_pushed_too(rig: Rig, hook: Hook) -> None:
    await rig.ok("setWebhook", url=hook.url)
    said = await rig.do(ANN, "say", text="once")
    await hook.texts(1)
    await drained(rig)
    await rig.post("/redeliver", update_ids=[said["update_id"]])
    assert await hook.texts(2) == ["once", "once"]
    await drained(rig)
