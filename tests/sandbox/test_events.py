"""What a person sees as it happens: long poll and stream; and a bot of python-telegram-bot on the other side."""

import asyncio
import json
import time
from typing import Any

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from tests.sandbox.rig import ANN, Rig
from tests.sandbox.test_polling import AT_ONCE

Echo = ContextTypes.DEFAULT_TYPE


async def test_a_look_waits_for_news(chat: Rig) -> None:
    seq = (await chat.see(f"/people/{ANN}/chat"))["seq"]
    look = asyncio.create_task(chat.see(f"/people/{ANN}/chat?after={seq}&wait=50"))
    await asyncio.sleep(0.05)
    began = time.monotonic()
    await chat.ok("sendMessage", chat_id=ANN, text="news")
    seen = await look
    assert time.monotonic() - began < AT_ONCE
    assert [event["message"]["text"] for event in seen["events"]] == ["news"]
    assert seen["seq"] == seen["events"][-1]["seq"] == seq + 1


async def test_a_look_that_waits_in_vain_comes_back_empty(chat: Rig) -> None:
    seq = (await chat.see(f"/people/{ANN}/chat"))["seq"]
    assert await chat.see(f"/people/{ANN}/chat?after={seq}&wait=0.2") == {"seq": seq, "events": []}


async def read_events(chat: Rig, count: int, **headers: str) -> list[dict[str, Any]]:
    """The first events of a stream: the id with the data."""
    found: list[dict[str, Any]] = []
    async with asyncio.timeout(3), chat.http.get(f"{chat.base}/people/{ANN}/stream", headers=headers) as response:
        assert response.content_type == "text/event-stream"
        number, kind = 0, ""
        async for raw in response.content:
            name, _, value = raw.decode().rstrip("\n").partition(": ")
            number, kind = (int(value) if name == "id" else number), (value if name == "event" else kind)
            if name == "data":
                found.append(json.loads(value))
                assert (found[-1]["seq"], found[-1]["type"]) == (number, kind)
                if len(found) == count:
                    break
    return found


async def test_the_stream_goes_on_where_it_broke_off(chat: Rig) -> None:
    sent = await chat.ok("sendMessage", chat_id=ANN, text="one")
    first = await read_events(chat, 2)
    assert [event["message"]["text"] for event in first] == ["/start", "one"]
    later = asyncio.create_task(read_events(chat, 2, **{"Last-Event-ID": str(first[-1]["seq"])}))
    await asyncio.sleep(0.05)
    await chat.ok("editMessageText", chat_id=ANN, message_id=sent["message_id"], text="two")
    await chat.ok("deleteMessage", chat_id=ANN, message_id=sent["message_id"])
    edited, deleted = await later
    assert (edited["type"], edited["message"]["text"]) == ("edit", "two")
    assert (deleted["type"], deleted["message_id"]) == ("delete", sent["message_id"])


async def test_keyboards_and_commands_are_events_too(chat: Rig) -> None:
    await chat.ok("sendMessage", chat_id=ANN, text="?", reply_markup={"keyboard": [["a"]]})
    await chat.ok("setMyCommands", commands=[{"command": "a", "description": "b"}])
    events = (await chat.see(f"/people/{ANN}/chat?after=0"))["events"]
    assert [event["type"] for event in events] == ["message", "message", "keyboard", "commands"]
    assert events[2]["reply_keyboard"] == {"keyboard": [[{"text": "a"}]]}


async def test_a_bot_of_python_telegram_bot_echoes(rig: Rig) -> None:
    """Its own updater, its own requests, nothing adapted but the address."""

    async def echo(update: Update, _: Echo) -> None:
        assert update.message is not None
        await update.message.reply_text(f"<b>{update.message.text}</b>", parse_mode="HTML")

    base = f"{rig.base}/bot"
    bot = Application.builder().token(rig.sandbox.token).base_url(base).base_file_url(f"{rig.base}/file/bot").build()
    bot.add_handler(MessageHandler(filters.TEXT, echo))
    assert bot.updater is not None
    async with bot:
        await bot.start()
        await bot.updater.start_polling(timeout=1)
        said = await rig.do(ANN, "say", text="回声 & 😀")
        seen = await rig.see(f"/people/{ANN}/chat?after={said['message_id']}&wait=5")
        await bot.updater.stop()
        await bot.stop()
    answer = seen["events"][-1]["message"]
    assert answer["text"] == "回声 & 😀"
    assert answer["entities"] == [{"type": "bold", "offset": 0, "length": 7}]
