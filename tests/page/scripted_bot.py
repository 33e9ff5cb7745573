"""A tiny bot for the page's tests: plain HTTP against the Bot API side, one answer per thing a person does."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

import aiohttp

Json = dict[str, Any]

CARD: Json = {
    "inline_keyboard": [
        [{"text": "保存", "callback_data": "toast"}, {"text": "撤回", "callback_data": "alert"}],
        [{"text": "改一改", "callback_data": "edit"}, {"text": "删掉", "callback_data": "delete"}],
        [{"text": "公示", "url": "https://example.org/list"}],
    ]
}
PHONE: Json = {
    "keyboard": [[{"text": "发送我的手机号", "request_contact": True}], ["上一步", "以后再填"]],
    "resize_keyboard": True,
    "one_time_keyboard": True,
}
RICH = (
    "🎉 <b>粗体</b> <i>斜体</i> <u>下划</u> <s>删除</s> <code>代码</code> <tg-spoiler>谜底</tg-spoiler> "
    '<a href="https://example.org/a">链接</a>\n<blockquote>引用</blockquote>\n<pre>x = 1</pre>\n&lt;img src=x&gt;'
)


class ScriptedBot:
    """Polls as a bot does and answers by script; `slow` holds back the answer to a press until it is set."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.slow = asyncio.Event()
        self.slow.set()
        self.seen: list[Json] = []

    async def run(self) -> None:
        """Poll until cancelled; a server that is away is asked again."""
        offset = 0
        async with aiohttp.ClientSession() as self.session:
            while True:
                with suppress(aiohttp.ClientError):
                    updates = await self.call("getUpdates", offset=offset, timeout=5)
                    for update in updates.get("result", []):
                        offset = update["update_id"] + 1
                        self.seen.append(update)
                        await self.take(update)
                await asyncio.sleep(0.01)

    async def call(self, method: str, **params: Any) -> Json:
        """One Bot API call with a JSON body; the whole answer."""
        async with self.session.post(f"{self.base}/{method}", json=params) as answer:
            return json.loads(await answer.read())  # type: ignore[no-any-return]

    async def take(self, update: Json) -> None:
        """Answer one update."""
        if "callback_query" in update:
            await self.pressed(update["callback_query"])
        elif "message" in update:
            await self.told(update["message"])

    async def told(self, message: Json) -> None:
        """Answer a message by what it holds."""
        chat = message["chat"]["id"]
        if "contact" in message:
            await self.say(chat, f"号码 {message['contact']['phone_number']}", reply_markup={"remove_keyboard": True})
        elif "photo" in message:
            await self.photo(chat, message["photo"])
        elif "text" in message:
            await self.scripts().get(message["text"], self.echo)(chat, message)
        else:
            kinds = {"document", "sticker", "voice", "location"} & message.keys()
            await self.say(chat, f"收到 {kinds.pop()}" if kinds else "收到")

    def scripts(self) -> dict[str, Callable[[int, Json], Awaitable[None]]]:
        """What is answered to which text."""
        return {
            "/start": lambda chat, _: self.say(chat, "您好，请选择", reply_markup=CARD),
            "/phone": lambda chat, _: self.say(chat, "请发手机号", reply_markup=PHONE),
            "rich": lambda chat, _: self.say(chat, RICH, parse_mode="HTML"),
            "typing": self.type_first,
            "long": lambda chat, _: self.say(chat, "鉴定" * 2048),
        }

    async def echo(self, chat: int, message: Json) -> None:
        """Say what was said, and what it answered."""
        answered = message.get("reply_to_message", {}).get("text")
        await self.say(chat, f"收到：{message['text'][:60]}" + (f"（回复 {answered}）" if answered else ""))

    async def type_first(self, chat: int, _: Json) -> None:
        """Be seen typing until a press lets it go on."""
        await self.call("sendChatAction", chat_id=chat, action="typing")
        await self.slow.wait()
        await self.say(chat, "写好了")

    async def say(self, chat: int, text: str, **more: Any) -> None:
        """Send a text."""
        await self.call("sendMessage", chat_id=chat, text=text, **more)

    async def photo(self, chat: int, sizes: list[Json]) -> None:
        """Send a photo back with its size as the caption."""
        best = sizes[-1]
        caption = f"照片 {best['width']}×{best['height']}"
        await self.call("sendPhoto", chat_id=chat, photo=best["file_id"], caption=caption)

    async def pressed(self, query: Json) -> None:
        """Answer a press by its data."""
        message, data = query["message"], query["data"]
        where = {"chat_id": message["chat"]["id"], "message_id": message["message_id"]}
        await self.slow.wait()
        if data == "edit":
            await self.call("editMessageText", **where, text="已经改好", reply_markup=CARD)
        elif data == "delete":
            await self.call("deleteMessage", **where)
        text = {"toast": "已保存", "alert": "撤回以后不能再报名"}.get(data)
        await self.call("answerCallbackQuery", callback_query_id=query["id"], text=text, show_alert=data == "alert")
