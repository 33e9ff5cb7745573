"""A person in one chat, whose eyes miss nothing: what a bot writes or rewrites is seen in order, word for word."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

import aiohttp

PATIENCE = 30.0
Json = dict[str, Any]


class NotSeen(AssertionError):  # noqa: N818 - reads as what happened
    """What was to be seen did not come, or something else came first."""


@dataclass
class Person:
    """`place` is the address of the chat; every deed and every sight is a step. `alive`: whether anybody answers."""

    http: aiohttp.ClientSession
    place: str
    id: int
    steps: list[str]
    alive: Callable[[], bool]
    seq: int = 0
    sights: deque[Json] = field(default_factory=deque)
    below: Json | None = None

    async def do(self, deed: str, **given: Any) -> Json:
        """POST {deed}."""
        self.steps.append(deed)
        async with self.http.post(f"{self.place}/{deed}", json=given) as answer:
            done: Json = await answer.json()
        assert answer.ok, done
        return done

    async def say(self, text: str) -> Json:
        """Type and send."""
        return await self.do("say", text=text)

    async def start(self, payload: str = "") -> Json:
        """The Start button, or a deep link."""
        return await self.do("start", payload=payload)

    async def send_file(self, kind: str, content: bytes, name: str, caption: str = "") -> Json:
        """A photo or document."""
        self.steps.append(kind)
        form = aiohttp.FormData({"caption": caption})
        form.add_field("file", BytesIO(content), filename=name)
        async with self.http.post(f"{self.place}/{kind}", data=form) as answer:
            done: Json = await answer.json()
        assert answer.ok, done
        return done

    async def press(self, label: str) -> Json:
        """The newest inline button of this label, else the key below the input line."""
        screen = await self.screen()
        for message in reversed(screen["messages"]):
            for row, keys in enumerate(message.get("reply_markup", {}).get("inline_keyboard", [])):
                for col, key in enumerate(keys):
                    if key["text"] == label:
                        return await self.do("press", message_id=message["message_id"], row=row, col=col)
        assert label in keys_of(screen["reply_keyboard"]), f"no button {label!r}"
        return await self.say(label)

    async def sees(self, *texts: str, keys: Sequence[str] | None = None) -> Json:
        """The next thing a bot writes or rewrites: of one text that text, of several all of them in it.

        `keys`: the buttons with it, those below the input line if it has none of its own.
        """
        self.steps.append("sees")
        seen = await self._next("message", "edit")
        shown = str(text_of(seen["message"]))
        if not (shown == texts[0] or (len(texts) > 1 and all(text in shown for text in texts))):
            raise NotSeen(f"instead of {texts} there is {shown!r}")
        message: Json = seen["message"]
        if keys is not None:
            found = keys_of(message.get("reply_markup") or seen["below"])
            assert found == list(keys), found
        return message

    async def sees_kind(self, kind: str) -> Json:
        """The next thing a bot sends is a photo, a poll ...; gives it."""
        self.steps.append("sees")
        message: Json = (await self._next("message", "edit"))["message"]
        assert kind in message, message
        return message

    async def told(self) -> Json:
        """The next answer to a pressed button that says something."""
        self.steps.append("told")
        answer: Json = (await self._next("answer"))["answer"]
        return answer

    async def finds(self, message_id: int, held: Callable[[Json], bool]) -> Json:
        """A message of the chat that in the end is as it should be."""
        self.steps.append("finds")
        async with asyncio.timeout(PATIENCE):
            while True:
                messages = (await self.screen())["messages"]
                found: Json = next(one for one in messages if one["message_id"] == message_id)
                if held(found):
                    return found
                await asyncio.sleep(0.02)

    async def screen(self) -> Json:
        """The chat as it stands."""
        async with self.http.get(f"{self.place}/screen") as answer:
            screen: Json = await answer.json()
        return screen

    async def sees_nothing_more(self) -> None:
        """All that came has been looked at, and nothing comes within a second."""
        await self._look(1)
        assert not self.sights, [text_of(seen.get("message", seen)) for seen in self.sights]

    async def _next(self, *kinds: str) -> Json:
        try:
            async with asyncio.timeout(PATIENCE):
                while not self.sights:
                    alive = self.alive()
                    await self._look(1 if alive else 0)
                    if not alive and not self.sights:
                        raise NotSeen(f"{self.id} waits for {kinds} of a program that has ended")
        except TimeoutError:
            raise NotSeen(f"{self.id} waits for {kinds} in vain") from None
        seen = self.sights.popleft()
        if seen["type"] not in kinds:
            raise NotSeen(f"instead of {kinds} there is {seen}")
        return seen

    async def _look(self, seconds: int) -> None:
        async with self.http.get(f"{self.place}/chat?after={self.seq}&wait={seconds}") as answer:
            news = await answer.json()
        self.seq = news["seq"]
        before: Json = {}
        for event in news["events"]:
            if event["type"] == "keyboard":
                self.below = before["below"] = event["reply_keyboard"]  # it came with what was sent just before
            elif is_sight(event):
                self.sights.append({**event, "below": self.below})
            before = self.sights[-1] if is_sight(event) else {}


def is_sight(event: Json) -> bool:
    """Whether a bot wrote, rewrote or said something; that others vote in its poll is none of it."""
    if event["type"] == "answer":
        return bool(event["answer"].get("text") or event["answer"].get("url"))
    message = event.get("message", {})
    voted = event["type"] == "edit" and "poll" in message
    return event["type"] in ("message", "edit") and bool(message.get("from", {}).get("is_bot")) and not voted


def text_of(message: Json) -> str:
    """Its text or caption."""
    return str(message.get("text") or message.get("caption") or "")


def keys_of(markup: Json | None) -> list[str]:
    """The labels of a keyboard of either kind."""
    rows = (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or []
    return [key["text"] for row in rows for key in row]
