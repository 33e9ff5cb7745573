"""Several bots in one sandbox: each has its own chats, queue, webhook and file ids."""

import io
from typing import Any

from PIL import Image

from sandbox import Setup
from tests.sandbox.rig import ANN, Rig, running


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()


async def second_bot(rig: Rig) -> Rig:
    """The same sandbox, seen by another bot."""
    made = await rig.post("/bots", username="second_bot", first_name="Second")
    other = Rig(rig.sandbox, rig.base, rig.http)
    other.api = f"{rig.base}/bot{made['token']}"
    return other


async def texts(rig: Rig) -> list[Any]:
    return [update["message"]["text"] for update in await rig.updates(offset=-100)]


async def test_each_bot_hears_its_own_people_only(chat: Rig) -> None:
    other = await second_bot(chat)
    assert (await other.ok("getMe"))["username"] == "second_bot"
    assert "can't initiate conversation" in await other.error("sendMessage", chat_id=ANN, text="x")
    await chat.do(ANN, "chats/second_bot/say", text="to the second")
    await chat.do(ANN, "say", text="to the first")
    assert await texts(other) == ["to the second"]
    assert (await texts(chat))[-1] == "to the first"
    await other.ok("sendMessage", chat_id=ANN, text="from the second")
    shown = (await chat.see(f"/people/{ANN}/chats/second_bot/screen"))["messages"]
    assert [message["text"] for message in shown] == ["to the second", "from the second"]


async def test_the_list_of_chats_shows_every_bot(chat: Rig) -> None:
    other = await second_bot(chat)
    await chat.do(ANN, "chats/second_bot/start")
    await other.ok("sendMessage", chat_id=ANN, text="news")
    cards = {card["title"]: card for card in (await chat.see(f"/people/{ANN}/chats"))["chats"]}
    assert cards["Second"]["unread"] == 1
    assert cards["Second"]["last"]["text"] == "news"
    assert cards["Sandbox Bot"]["started"]


async def test_a_file_id_is_of_use_to_its_bot_alone(chat: Rig) -> None:
    other = await second_bot(chat)
    await chat.do(ANN, "chats/second_bot/start")
    sent = await chat.bot("sendDocument", files={"document": ("a.txt", b"text")}, chat_id=str(ANN))
    mine = sent["result"]["document"]
    assert (await chat.ok("getFile", file_id=mine["file_id"]))["file_path"]
    assert await other.error("getFile", file_id=mine["file_id"]) == "Bad Request: invalid file_id"
    answer = await other.error("sendDocument", chat_id=ANN, document=mine["file_id"])
    assert answer == "Bad Request: wrong file identifier/HTTP URL specified"


async def test_a_bot_cannot_write_to_a_bot(chat: Rig) -> None:
    other = await second_bot(chat)
    target = (await other.ok("getMe"))["id"]
    assert await chat.error("sendMessage", chat_id=target, text="x") == "Forbidden: bot can't send messages to bots"


async def test_a_new_bot_needs_a_name_of_its_own(chat: Rig) -> None:
    await second_bot(chat)
    assert (await chat.request("POST", "/bots", json={"username": "second_bot"}))[0] == 400
    assert (await chat.request("POST", "/bots", json={"username": "somebody"}))[0] == 400


async def test_a_webhook_serves_its_own_bot_alone(chat: Rig) -> None:
    other = await second_bot(chat)
    await chat.ok("setWebhook", url="http://127.0.0.1:9/hook")
    assert "webhook is active" in await chat.error("getUpdates")
    assert await other.updates() == []


async def test_commands_are_each_bots_own(chat: Rig) -> None:
    other = await second_bot(chat)
    await other.ok("setMyCommands", commands=[{"command": "second", "description": "of the second"}])
    assert (await chat.see(f"/people/{ANN}/screen"))["commands"] == []
    seen = (await chat.see(f"/people/{ANN}/chats/second_bot/screen"))["commands"]
    assert [command["command"] for command in seen] == ["second"]


async def test_bots_and_their_chats_outlive_a_restart(tmp_path: Any) -> None:
    async with running(Setup(), path=tmp_path) as rig:
        other = await second_bot(rig)
        api = other.api.removeprefix(rig.base)
        await rig.do(ANN, "chats/second_bot/say", text="kept")
        await other.bot("sendPhoto", files={"photo": ("a.png", picture())}, chat_id=str(ANN))
    async with running(Setup(), path=tmp_path) as rig:
        other = Rig(rig.sandbox, rig.base, rig.http)
        other.api = rig.base + api
        assert await texts(other) == ["kept"]
        shown = (await rig.see(f"/people/{ANN}/chats/second_bot/screen"))["messages"]
        async with rig.http.get(rig.base + shown[1]["url"]) as answer:
            assert Image.open(io.BytesIO(await answer.read())).size == (40, 30)
