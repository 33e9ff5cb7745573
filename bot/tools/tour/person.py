"""Somebody at the sandbox: what they type, press and send, and what they see of the answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Self, TypeVar

from sandbox import Sandbox
from sandbox.chats.chat import Screen
from sandbox.chats.message import Shown
from sandbox.deeds import media, sharing
from sandbox.wire import Json
from sandbox.wire.uploads import Upload

PATIENCE = 30  # seconds in which nothing new comes; counted singly: a machine that stands still does not wait
LAST_SHOWN = 3
Found = TypeVar("Found")


class NotSeen(Exception):  # noqa: N818 - says what happened
    """What was to be seen did not come; the text says what stood on the screen instead."""


def expect(holds: object, otherwise: str) -> None:
    """Raise NotSeen unless it holds; `otherwise` says what is the case then."""
    if not holds:
        raise NotSeen(otherwise)


@dataclass
class Person:
    """One person's side of a chat; `deeds` are what they have done so far, in order."""

    sandbox: Sandbox
    id: int
    name: str
    deeds: list[str] = field(default_factory=list)
    _since: int = 0

    async def say(self, text: str) -> Self:
        """Type and send."""
        self._begin("command" if text.startswith("/") else "say")
        self.sandbox.say(self.id, text)
        return self

    async def press(self, label: str) -> Self:
        """Press the newest button whose words contain this. Raises NotSeen."""
        message_id, data = await self.until(lambda: self._button(label), f"finds no button “{label}”")
        self._begin("press")
        self.sandbox.press(self.id, message_id, data)
        return self

    async def share_contact(self) -> Self:
        """Press the key that shares one's own telephone number."""
        self._begin("contact")
        sharing.contact(self.sandbox, self._chat, {})
        return self

    async def send_photo(self, content: bytes) -> Self:
        """Send a picture as a photo."""
        self._begin("photo")
        await media.DEEDS["photo"](self.sandbox, self._chat, {"files": [Upload("photo.jpg", "image/jpeg", content)]})
        return self

    async def send_file(self, content: bytes, name: str) -> Self:
        """Send a file as it is."""
        self._begin("file")
        await media.DEEDS["document"](
            self.sandbox, self._chat, {"files": [Upload(name, "application/octet-stream", content)]}
        )
        return self

    async def sees(self, *texts: str) -> str:
        """Wait until one message that came or changed after the last deed holds all the texts; gives its text."""
        return await self.until(lambda: self._fresh(texts), f"does not see “{'” with “'.join(texts)}”")

    async def sees_one_of(self, *texts: str) -> str:
        """The same, for a message that holds one of the texts."""
        look = lambda: next((found for each in texts if (found := self._fresh((each,)))), None)  # noqa: E731
        return await self.until(look, f"does not see one of “{'”, “'.join(texts)}”")

    async def told(self, text: str) -> str:
        """Wait until a press is answered with a note that holds this."""
        return await self.until(lambda: self._note(text), f"is not told “{text}”")

    async def file(self, ending: str) -> tuple[str, bytes]:
        """The newest file of the bot whose name ends so: its name and bytes."""
        held = await self.until(lambda: self._document(ending), f"gets no file {ending}")
        stored = self.sandbox.files.by_id(held["file_id"])
        assert stored is not None
        return held["file_name"], await self.sandbox.files.content(stored)

    def buttons(self) -> Sequence[str]:
        """The words on all buttons that can be pressed."""
        return [button["text"] for shown in self._bots() for button in _buttons(shown)]

    def text(self) -> str:
        """All that the bot has written and not taken away again, with the buttons."""
        return "\n".join([*(_text(shown) for shown in self._bots()), *self.buttons()])

    def screen(self) -> str:
        """The last messages with their buttons, and the last note that a press was answered with."""
        last = [self._chat.messages[key] for key in sorted(self._chat.messages)[-LAST_SHOWN:]]
        shown = [_text(one) + "".join(f"\n[{each['text']}]" for each in _buttons(one)) for one in last]
        notes = [f"({answer['text']})" for answer in list(self._chat.answers)[-1:] if answer.get("text")]
        return "\n---\n".join([*shown, *notes])

    async def until(self, look: Callable[[], Found | None], complaint: str) -> Found:
        """What `look` finds, as soon as it finds something. Raises NotSeen."""
        waited = 0
        while (found := look()) is None:
            if waited == PATIENCE:
                raise NotSeen(f"{self.name} {complaint}. On the screen:\n{self.screen()}")
            before = self._chat.seq
            await self._chat.wait(before, 1)
            waited += self._chat.seq == before
        return found

    @property
    def _chat(self) -> Screen:
        return self.sandbox.screen_of(self.id)

    def _begin(self, deed: str) -> None:
        self.deeds.append(deed)
        self._since = self._chat.seq

    def _bots(self) -> Iterator[Shown]:
        """The bot's messages, newest first."""
        for key in sorted(self._chat.messages, reverse=True):
            if not self._chat.mine(self._chat.messages[key]):
                yield self._chat.messages[key]

    def _fresh(self, texts: Sequence[str]) -> str | None:
        fresh = (_text(shown) for shown in self._bots() if shown.seq > self._since)
        return next((text for text in fresh if all(each in text for each in texts)), None)

    def _button(self, label: str) -> tuple[int, str] | None:
        for shown in self._bots():
            for button in _buttons(shown):
                if label in button["text"]:
                    return shown.message["message_id"], button["callback_data"]
        return None

    def _note(self, text: str) -> str | None:
        notes = (answer.get("text") or "" for answer in reversed(self._chat.answers))
        return next((note for note in notes if text in note), None)

    def _document(self, ending: str) -> Json | None:
        held = (shown.message["document"] for shown in self._bots() if "document" in shown.message)
        return next((each for each in held if each["file_name"].endswith(ending)), None)


def _buttons(shown: Shown) -> Sequence[Json]:
    rows: Sequence[Sequence[Json]] = shown.message.get("reply_markup", {}).get("inline_keyboard", ())
    return [button for row in rows for button in row]


def _text(shown: Shown) -> str:
    return str(shown.message.get("text") or shown.message.get("caption") or "")
