"""A person at the sandbox, for tests that read as what people say and see. Everything goes over real HTTP."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from http import HTTPStatus
from io import BytesIO
from typing import Any, Self

import aiohttp

PATIENCE = 15.0


class NotSeen(AssertionError):  # noqa: N818 - reads as what happened
    """What was to be seen did not come; the text tells what was there instead."""


@dataclass
class Someone:
    """One person's side of the chat."""

    http: aiohttp.ClientSession
    address: str
    id: int
    seq: int = 0
    since: int = 0
    done: list[str] = field(default_factory=list)
    _screen: dict[str, Any] = field(default_factory=dict)

    async def say(self, text: str) -> Self:
        """Type and send."""
        return await self._do("say", {"text": text})

    async def press(self, label: str, times: int = 1) -> Self:
        """Press the newest button whose label contains this; a key below the input line is typed."""
        message, button = await self._button(label)
        if message is None:
            return await self._do("say", {"text": button["text"]})
        body = {"message_id": message["message_id"], "data": button["callback_data"], "times": times}
        return await self._do("press", body)

    async def press_data(self, data: str) -> Self:
        """Press forged data on the newest message; whoever has none says hello first."""
        if not await self.messages():
            await self.say("/start")
        message = (await self.messages())[-1]
        return await self._do("forge_press", {"message_id": message["message_id"], "data": data})

    async def press_old(self, message: dict[str, Any], data: str) -> Self:
        """Press a button of an earlier message, as it was drawn then."""
        return await self._do("forge_press", {"message_id": message["message_id"], "data": data})

    async def share_contact(self, of: int | dict[str, Any] | None = None) -> Self:
        """Share one's own contact, or another's."""
        return await self._do("contact", {} if of is None else {"of": of})

    async def send_photo(self, content: bytes) -> Self:
        """Send a picture as a photo."""
        return await self._upload("photo", content, "photo.jpg")

    async def send_document(self, content: bytes, name: str) -> Self:
        """Send a file."""
        return await self._upload("document", content, name)

    async def send(self, kind: str) -> Self:
        """Send a sticker, a voice message and the like."""
        return await self._do("send", {"kind": kind})

    async def forward(self, message_id: int) -> Self:
        """Forward one of the messages of this chat."""
        return await self._do("forward", {"message_id": message_id})

    async def saves(self, message: dict[str, Any]) -> bytes:
        """The bytes of the file that a message brings."""
        async with self.http.get(f"{self.address}{message['url']}") as response:
            return await response.read()

    async def sees(self, *texts: str) -> str:
        """Wait until one new message of the bot holds all the texts; gives its text."""
        return str(await self._wait(lambda: self._found(texts), f"{self.id} does not see {texts}"))

    async def told(self, text: str) -> str:
        """Wait until a press is answered with this note."""

        async def found() -> str | None:
            answers = (await self.screen())["answers"]
            return next((a["text"] for a in reversed(answers) if text in (a.get("text") or "")), None)

        return str(await self._wait(found, f"{self.id} is not told {text!r}"))

    async def does_not_see(self, text: str) -> None:
        """Check at once that no message on the screen holds the text."""
        shown = [_text(m) for m in await self.messages()]
        assert not any(text in one for one in shown), f"{text!r} is there: {shown}"

    async def buttons(self) -> list[str]:
        """The labels of all buttons that can be pressed now."""
        screen = await self.screen()
        rows = [row for m in screen["messages"] for row in m.get("reply_markup", {}).get("inline_keyboard", [])]
        rows += (screen["reply_keyboard"] or {}).get("keyboard", [])
        return [button["text"] for row in rows for button in row]

    async def screen(self) -> dict[str, Any]:
        """The chat as it stands now."""
        async with self.http.get(f"{self.address}/people/{self.id}/screen") as response:
            self._screen = await response.json()
        return self._screen

    async def messages(self) -> list[dict[str, Any]]:
        """All messages, oldest first."""
        found: list[dict[str, Any]] = (await self.screen())["messages"]
        return found

    async def commands(self) -> list[str]:
        """The commands of the "/" menu."""
        return [command["command"] for command in (await self.screen())["commands"]]

    async def _button(self, label: str) -> tuple[dict[str, Any] | None, dict[str, Any]]:
        async def found() -> tuple[dict[str, Any] | None, dict[str, Any]] | None:
            screen = await self.screen()
            for message in reversed(screen["messages"]):
                for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                    for button in row:
                        if label in button["text"]:
                            return message, button
            for row in (screen["reply_keyboard"] or {}).get("keyboard", []):
                for button in row:
                    if label in button["text"]:
                        return None, button
            return None

        pressed: tuple[dict[str, Any] | None, dict[str, Any]] = await self._wait(found, f"no button {label!r}")
        return pressed

    async def _found(self, texts: tuple[str, ...]) -> str | None:
        for message in reversed(await self.messages()):
            fresh = message["message_id"] > self.since or message.get("edit_date")
            if fresh and message["from"]["id"] != self.id and all(text in _text(message) for text in texts):
                return _text(message)
        return None

    async def _wait(self, found: Any, complaint: str) -> Any:
        try:
            async with asyncio.timeout(PATIENCE):
                while (result := await found()) is None:
                    await self._news()
        except TimeoutError:
            shown = "\n---\n".join(_text(m) for m in self._screen.get("messages", [])[-4:])
            raise NotSeen(f"{complaint}; the last messages are:\n{shown}") from None
        return result

    async def _news(self) -> None:
        url = f"{self.address}/people/{self.id}/chat?after={self.seq}&wait=1"
        async with self.http.get(url) as response:
            self.seq = (await response.json())["seq"]

    async def _do(self, deed: str, body: dict[str, Any]) -> Self:
        async with self.http.post(f"{self.address}/people/{self.id}/{deed}", json=body) as response:
            done = await response.json()
            assert response.status == HTTPStatus.OK, done
        self._remember(deed, done)
        return self

    async def _upload(self, deed: str, content: bytes, name: str) -> Self:
        form = aiohttp.FormData()
        form.add_field("file", BytesIO(content), filename=name)
        async with self.http.post(f"{self.address}/people/{self.id}/{deed}", data=form) as response:
            done = await response.json()
            assert response.status == HTTPStatus.OK, done
        self._remember(deed, done)
        return self

    def _remember(self, deed: str, done: dict[str, Any]) -> None:
        self.done.append(deed)
        self.since = done.get("message_id", self.since)


def _text(message: dict[str, Any]) -> str:
    return str(message.get("text") or message.get("caption") or "")
