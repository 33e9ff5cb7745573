"""Webhooks: pushed with the secret, in order in each chat, tried again, answered with a call."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from sandbox.wire.specification import check_update
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


async def test_an_accepting_answer_that_holds_no_call_is_an_answer_all_the_same(rig: Rig, hook: Hook) -> None:
    hook.answers = [web.Response(text="thanks"), web.json_response([1]), web.json_response({"method": 5})]
    await rig.ok("setWebhook", url=hook.url)
    for text in ("one", "two", "three"):
        await rig.do(ANN, "say", text=text)
    assert await hook.texts(3) == ["one", "two", "three"]
    await drained(rig)
    assert "last_error_message" not in await rig.ok("getWebhookInfo")


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


@pytest.mark.parametrize(
    ("params", "description"),
    [
        ({"url": "ftp://127.0.0.1/hook"}, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"),
        ({"url": "http://example.org/hook"}, "Bad Request: bad webhook: An HTTPS URL must be provided for webhook"),
        (
            {"url": "https://example.org/hook"},
            "Bad Request: bad webhook: Failed to resolve host: the sandbox pushes to this machine only",
        ),
        ({"url": "http://127.0.0.1:9", "secret_token": "x" * 257}, "Bad Request: secret token is too long"),
        (
            {"url": "http://127.0.0.1:9", "secret_token": "bad token"},
            "Bad Request: secret token contains unallowed characters",
        ),
    ],
)
async def test_a_bad_webhook_is_refused(rig: Rig, params: dict[str, Any], description: str) -> None:
    assert await rig.error("setWebhook", **params) == description
    assert (await rig.ok("getWebhookInfo"))["url"] == ""


async def test_an_empty_address_takes_the_webhook_away(rig: Rig, hook: Hook) -> None:
    await rig.ok("setWebhook", url=hook.url)
    assert (await rig.bot("setWebhook", url=""))["description"] == "Webhook was deleted"
    assert await rig.updates() == []


async def test_a_message_and_a_press_of_one_person_may_overlap(chat: Rig, hook: Hook) -> None:
    keyboard = {"inline_keyboard": [[{"text": "a", "callback_data": "a"}]]}
    sent = await chat.ok("sendMessage", chat_id=ANN, text="x", reply_markup=keyboard)
    hook.hold = lambda update: "message" in update
    await chat.ok("setWebhook", url=hook.url, drop_pending_updates=True)
    await chat.do(ANN, "say", text="slow")
    await chat.do(ANN, "press", message_id=sent["message_id"], data="a")
    async with asyncio.timeout(3), hook.came:
        await hook.came.wait_for(lambda: hook.got)
    assert "callback_query" in hook.got[0]
    hook.go.set()


async def test_no_more_chats_at_once_than_connections(rig: Rig, hook: Hook) -> None:
    hook.hold = lambda _: True
    await rig.ok("setWebhook", url=hook.url, max_connections=1)
    await rig.do(ANN, "say", text="a")
    await rig.do(BOB, "say", text="b")
    await asyncio.sleep(0.2)
    assert len(hook.secrets) == 1
    hook.go.set()
    assert sorted(await hook.texts(2)) == ["a", "b"]


async def test_a_busy_webhook_says_when_to_come_again(rig: Rig, hook: Hook) -> None:
    hook.answers = [web.Response(status=429, headers={"Retry-After": "1"})]
    await rig.ok("setWebhook", url=hook.url)
    await rig.do(ANN, "say", text="a")
    assert await hook.texts(1) == ["a"]
    await asyncio.sleep(0.5)
    assert len(hook.got) == 1
    assert await hook.texts(2) == ["a", "a"]


async def test_what_would_be_too_old_at_the_next_try_is_dropped(
    rig: Rig, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook.answers = [web.Response(status=500, headers={"Retry-After": "3600"})]
    monkeypatch.setattr("sandbox.bots.updates.UPDATE_SECONDS", 1800.0)
    await rig.ok("setWebhook", url=hook.url)
    await rig.do(ANN, "say", text="old")
    assert await hook.texts(1) == ["old"]
    await drained(rig)
    await rig.do(ANN, "say", text="new")
    assert await hook.texts(2) == ["old", "new"]


async def test_after_23_hours_of_410_the_webhook_is_removed(
    rig: Rig, hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook.answers = [web.Response(status=410) for _ in range(3)]
    monkeypatch.setattr("sandbox.bots.hook.WEBHOOK_GONE_SECONDS", 0.0)
    await rig.ok("setWebhook", url=hook.url)
    await rig.do(ANN, "say", text="a")
    await hook.texts(2)
    await asyncio.sleep(0.05)
    assert (await rig.ok("getWebhookInfo"))["url"] == ""
    assert [update["message"]["text"] for update in await rig.updates()] == ["a"]


async def test_410_for_a_while_is_an_error_like_others(rig: Rig, hook: Hook) -> None:
    hook.answers = [web.Response(status=410) for _ in range(2)]
    await rig.ok("setWebhook", url=hook.url)
    await rig.do(ANN, "say", text="a")
    await hook.texts(3)
    info = await drained(rig)
    assert info["url"] == hook.url
    assert info["last_error_message"] == "Wrong response from the webhook: 410 Gone"


@pytest.mark.parametrize("method", ["getMe", "setWebhook", "deleteWebhook", "close", "logOut"])
async def test_some_calls_are_not_heard_in_an_answer(rig: Rig, hook: Hook, method: str) -> None:
    hook.answers = [web.json_response({"method": method, "url": ""})]
    await rig.ok("setWebhook", url=hook.url)
    await rig.do(ANN, "say", text="hello")
    assert (await drained(rig))["url"] == hook.url
    assert (await rig.see(f"/calls?method={method}"))["calls"] == [] or method == "setWebhook"


async def test_a_webhook_that_does_not_answer_is_told_in_its_info(rig: Rig) -> None:
    await rig.ok("setWebhook", url="http://127.0.0.1:9/nobody")
    await rig.do(ANN, "say", text="a")
    for _ in range(50):
        info = await rig.ok("getWebhookInfo")
        if "last_error_message" in info:
            break
        await asyncio.sleep(0.02)
    assert info["last_error_message"].startswith("Connection failed")
    assert info["pending_update_count"] == 1
