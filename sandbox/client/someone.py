"""Somebody at a sandbox: what they say, press and send, and what they see of it. Tests read as what people do."""

from collections.abc import Callable, Iterator
from typing import Self, TypeVar

import aiohttp

from sandbox.client.line import File, HttpLine, Line
from sandbox.client.seen import Followed, Seen, keys_of
from sandbox.wire import Json

PATIENCE = 15  # looks, of a second each, that show nothing new; a machine that stands still does not wait
LAST_SHOWN = 4
Found = TypeVar("Found")


class NotSeen(AssertionError):  # noqa: N818 - reads as what happened
    """What was to be seen did not come; the text tells what was there instead."""


class Someone:
    """One person's side of a chat.

    `deeds`: what they have done, by the names of the people's side, but "command" for what starts with a slash;
    `done`: what the last deed answered; `since`: the number of the chat's last event when it was done.
    """

    def __init__(self, line: Line, person_id: int, name: str = "") -> None:
        self.line = line
        self.id = person_id
        self.name = name or str(person_id)
        self.patience = PATIENCE
        self.deeds: list[str] = []
        self.done: Json = {}
        self.since = 0
        self.chat = Followed()
        self._open = False

    @classmethod
    def at(cls, http: aiohttp.ClientSession, address: str, person_id: int, peer: int | str | None = None) -> Self:
        """Somebody of the sandbox at an address, in the chat with its first bot, or with another bot or a group."""
        place = f"{address}/people/{person_id}" + (f"/chats/{peer}" if peer else "")
        return cls(HttpLine(http, address, place), person_id)

    async def do(self, deed: str, *files: File, **given: object) -> Self:
        """Any deed of the people's side. Raises NotDone."""
        self.done = await self.line.do(deed, given, files)
        self.since = self.done["seq"]
        self.deeds.append("command" if deed == "say" and str(given["text"]).startswith("/") else deed)
        return self

    async def say(self, text: str) -> Self:
        """Type and send."""
        return await self.do("say", text=text)

    async def start(self, payload: str = "") -> Self:
        """The Start button, or a deep link."""
        return await self.do("start", payload=payload)

    async def press(self, label: str, times: int = 1) -> Self:
        """Press the newest button whose label contains this; a key below the input line is typed. Raises NotSeen."""
        await self.look()
        seen, index = await self.until(lambda: self._button(label), f"finds no button “{label}”")
        if seen is None:
            return await self.say(keys_of(self.chat.reply_keyboard)[index]["text"])
        return await self.do("press", **seen.button(index), times=times)

    async def press_data(self, data: str, on: int | None = None) -> Self:
        """Press what stands on no button of a message, or did so before; of the newest message, if none is named.

        Whoever has none presses Start first.
        """
        if on is None and not await self.shown():
            await self.start()
        return await self.do("forge_press", message_id=on or (await self.shown())[-1].id, data=data)

    async def share_contact(self, of: int | Json | None = None) -> Self:
        """Share one's own contact, or another's: a person's id, or {"phone_number", "first_name"}."""
        return await self.do("contact", **({} if of is None else {"of": of}))

    async def edit(self, said: str, text: str) -> Self:
        """Edit the newest of one's own messages that holds this. Raises NotSeen."""
        shown = [seen for seen in await self.shown() if seen.by == self.id and said in seen.text]
        if not shown:
            raise NotSeen(f"{self.name} has not said “{said}”")
        return await self.do("edit", message_id=shown[-1].id, text=text)

    async def send_album(self, *contents: bytes) -> Self:
        """Send pictures together."""
        return await self.do("album", *((f"photo-{n}.jpg", content) for n, content in enumerate(contents)))

    async def send_photo(self, content: bytes) -> Self:
        """Send a picture as a photo."""
        return await self.do("photo", ("photo.jpg", content))

    async def send_document(self, content: bytes, name: str, caption: str = "") -> Self:
        """Send a file as it is."""
        return await self.do("document", (name, content), caption=caption)

    async def send(self, kind: str) -> Self:
        """Send a sticker, a voice message, a location and the like."""
        return await self.do("send", kind=kind)

    async def forward(self, message_id: int) -> Self:
        """Forward one of the messages of this chat."""
        return await self.do("forward", message_id=message_id)

    async def sees(self, *texts: str) -> str:
        """Wait until one message that came or changed after the last deed holds all the texts; gives its text.

        What it was before it changed once more counts, too: who is slow has seen it all the same.
        """
        return await self.until(lambda: self._fresh(texts), f"does not see {_quoted(texts, ' with ')}")

    async def sees_one_of(self, *texts: str) -> str:
        """The same, for a message that holds one of the texts."""
        found = lambda: next((one for text in texts if (one := self._fresh((text,)))), None)  # noqa: E731
        return await self.until(found, f"does not see one of {_quoted(texts, ', ')}")

    async def told(self, text: str) -> str:
        """Wait until a press is answered with a note that holds this; gives the note."""
        return await self.until(lambda: self._note(text), f"is not told “{text}”")

    async def does_not_see(self, text: str) -> None:
        """Check at once that no message on the screen holds the text. Raises NotSeen."""
        shown = [seen.text for seen in await self.shown()]
        if any(text in one for one in shown):
            raise NotSeen(f"“{text}” is there: {shown}")

    async def saves(self, message: Json) -> bytes:
        """The bytes of the file that a message brings."""
        return await self.line.fetch(message["url"])

    async def file(self, ending: str) -> tuple[str, bytes]:
        """The newest document of a bot whose name ends so: its name and its bytes."""
        message = await self.until(lambda: self._document(ending), f"gets no file {ending}")
        return message["document"]["file_name"], await self.saves(message)

    async def buttons(self) -> list[str]:
        """The labels of all that can be pressed now: of the newest message first, below the input line last."""
        labels = [button["text"] for seen in reversed(await self.shown()) for button in seen.buttons]
        return labels + [key["text"] for key in keys_of(self.chat.reply_keyboard)]

    async def text(self) -> str:
        """All that the bot and others wrote and did not take away again, with the buttons."""
        written = [seen.text for seen in reversed(await self.shown()) if seen.by != self.id]
        return "\n".join([*written, *await self.buttons()])

    async def shown(self) -> list[Seen]:
        """The messages as they stand now, in the order in which they came."""
        await self.look()
        return list(self.chat.messages.values())

    async def messages(self) -> list[Json]:
        """The same as Message objects of the Bot API."""
        return [seen.message for seen in await self.shown()]

    async def screen(self) -> Json:
        """All of the chat as it stands now, as GET screen tells it."""
        return await self.line.screen()

    async def commands(self) -> list[str]:
        """The commands of the "/" menu."""
        return [command["command"] for command in (await self.screen())["commands"]]

    async def until(self, look: Callable[[], Found | None], complaint: str, patience: int | None = None) -> Found:
        """What `look` finds, as soon as it finds something. Raises NotSeen when long enough nothing new has come."""
        left = self.patience if patience is None else patience
        while (found := look()) is None:
            # Who has never looked cannot say that nothing is there: the first look opens the screen.
            if left <= 0 and self._open:
                raise NotSeen(f"{self.name} {complaint}; the last messages are:\n{self._last()}")
            left -= not await self.hear(min(left, 1))
        return found

    async def look(self) -> None:
        """Take notice of all that has come."""
        await self.hear(0)

    async def hear(self, seconds: float) -> bool:
        """Wait for news, so long at most; whether there was any."""
        if not self._open:
            self.chat.open(await self.line.screen())
            self._open = True
        # Beyond the own deed: what it made of the chat is no answer to it, and would end the waiting at once.
        self.chat.seq, events = await self.line.news(self.chat.seq, seconds, self.since)
        for event in events:
            self._take(event)
        return bool(events)

    def _take(self, event: Json) -> None:
        self.chat.take(event)

    def _others(self) -> Iterator[Seen]:
        """What the bot and others wrote, the newest first."""
        return (seen for seen in self.chat.newest() if seen.by != self.id)

    def _fresh(self, texts: tuple[str, ...]) -> str | None:
        for seen in reversed(self.chat.versions):
            if seen.seq <= self.since:
                break
            if seen.by != self.id and all(text in seen.text for text in texts):
                return seen.text
        return None

    def _note(self, text: str) -> str | None:
        notes = (str(note.get("text") or "") for seq, note in reversed(self.chat.notes) if seq > self.since)
        return next((note for note in notes if text in note), None)

    def _button(self, label: str) -> tuple[Seen | None, int] | None:
        """The newest message with such a button, and which of its buttons that is; no message: below the input line."""
        for seen in self.chat.newest():
            for index, button in enumerate(seen.buttons):
                if self._means(label, button["text"]):
                    return seen, index
        keys = keys_of(self.chat.reply_keyboard)
        return next(((None, index) for index, key in enumerate(keys) if self._means(label, key["text"])), None)

    def _means(self, label: str, text: str) -> bool:
        return label in text

    def _document(self, ending: str) -> Json | None:
        found = (seen.message for seen in self._others() if "document" in seen.message)
        return next((message for message in found if message["document"]["file_name"].endswith(ending)), None)

    def _last(self) -> str:
        shown = list(self.chat.messages.values())[-LAST_SHOWN:]
        told = [seen.text + "".join(f"\n[{button['text']}]" for button in seen.buttons) for seen in shown]
        return "\n---\n".join([*told, *(f"({note.get('text')})" for _, note in list(self.chat.notes)[-1:])])


def _quoted(texts: tuple[str, ...], between: str) -> str:
    return between.join(f"“{text}”" for text in texts)
