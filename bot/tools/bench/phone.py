"""A person's phone: the card on its screen, and what a finger can do there (the people's side, without HTTP)."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable, Sequence
from functools import cache

from PIL import Image

from bot.tools.bench.candidate import Deed, Kind, Sight
from sandbox import Sandbox
from sandbox.chats.message import Shown
from sandbox.deeds import media, sharing
from sandbox.wire import Json
from sandbox.wire.uploads import Upload

PHOTO_SIZE, FACE = (295, 413), (60, 110, 235, 413)
GREYS = 256


class Unanswered(Exception):  # noqa: N818 - says what happened
    """Nothing new to answer came in time; the text says what stood on the screen."""


@cache
def portrait() -> bytes:
    """A photo as registration wants it: one inch, white, somebody in the middle. JPEG."""
    picture = Image.new("RGB", PHOTO_SIZE, "white")
    width, height = FACE[2] - FACE[0], FACE[3] - FACE[1]
    # Noise does not compress: a face of one colour would be smaller than any real photo.
    noise = random.Random(0).choices(range(GREYS), k=width * height)  # noqa: S311 - a picture, no secret
    picture.paste(Image.frombytes("L", (width, height), bytes(noise)).convert("RGB"), FACE[:2])
    made = io.BytesIO()
    picture.save(made, "JPEG")
    return made.getvalue()


class Phone:
    """The phone of one person of a sandbox."""

    def __init__(self, sandbox: Sandbox, person_id: int) -> None:
        self._sandbox = sandbox
        self.person_id = person_id
        self._chat = sandbox.screen_of(person_id)
        self._ignored: set[tuple[str, Sequence[str]]] = set()

    @property
    def seq(self) -> int:
        """The number of the last thing that happened on the screen."""
        return self._chat.seq

    def look(self) -> Sight | None:
        """The card that changed last, of those that can be answered and are not ignored; None when there is none."""
        asked = self._asks_contact()
        living = [
            shown
            for shown in self._chat.messages.values()
            if not self._chat.mine(shown) and _can_be_answered(shown, asked)
        ]
        for shown in sorted(living, key=lambda shown: shown.seq, reverse=True):
            sight = _sight(shown, asked)
            if sight.content not in self._ignored:
                return sight
        return None

    def changed(self, message_id: int, before: int) -> bool:
        """Whether a message changed after event `before`."""
        return self._chat.messages[message_id].seq > before

    def ignore(self, sight: Sight) -> None:
        """Do not look any more at a card, nor at another with the very same content: it was sent twice."""
        self._ignored.add(sight.content)

    def shows(self, data: str) -> bool:
        """Whether a button with this data stands anywhere on the screen."""
        messages = (shown.message for shown in self._chat.messages.values())
        rows = (row for message in messages for row in message.get("reply_markup", {}).get("inline_keyboard", ()))
        return any(button.get("callback_data") == data for row in rows for button in row)

    def told(self, before: int) -> bool:
        """Whether a press was answered with a note after event `before`."""
        return any(
            event.type == "answer" and "text" in event.extra["answer"]
            for event in self._chat.newer(before)
            if event.extra
        )

    def _asks_contact(self) -> bool:
        keyboard = self._chat.reply_keyboard
        return keyboard is not None and any(key.get("request_contact") for row in keyboard["keyboard"] for key in row)

    async def do(self, deed: Deed, sight: Sight | None) -> int | None:
        """Do it; the update that it makes."""
        match deed.kind:
            case Kind.SAY:
                made = self._sandbox.say(self.person_id, deed.value)
            case Kind.PRESS:
                made = self._sandbox.press(self.person_id, sight.message_id if sight else 0, deed.value)
            case Kind.CONTACT:
                made = sharing.contact(self._sandbox, self._chat, {})
            case Kind.PHOTO:
                upload = Upload("photo.jpg", "image/jpeg", portrait())
                made = await media.DEEDS["photo"](self._sandbox, self._chat, {"files": [upload]})
        update_id: int | None = made["update_id"]
        return update_id

    async def answered(self, before: int, seconds: float) -> Sight:
        """The card that came after event `before`. Raises Unanswered."""
        await self.until(lambda: self.fresh(before) is not None, seconds)
        sight = self.fresh(before)
        assert sight is not None
        return sight

    async def replied(self, seconds: float) -> None:
        """Wait until the last message is the bot's. Raises Unanswered."""
        await self.until(lambda: not self._chat.mine(next(reversed(self._chat.messages.values()))), seconds)

    async def until(self, holds: Callable[[], bool], seconds: float) -> None:
        """Wait until something holds on the screen. Raises Unanswered."""
        end = time.monotonic() + seconds
        while not holds():
            left = end - time.monotonic()
            if left <= 0:
                raise Unanswered(f"person {self.person_id} waits in vain before {self.look()}")
            await self._chat.wait(self._chat.seq, left)

    def fresh(self, before: int) -> Sight | None:
        """The card, if it came after event `before`."""
        sight = self.look()
        return sight if sight and sight.seq > before else None


def _rows(shown: Shown) -> Sequence[Sequence[Json]]:
    rows: Sequence[Sequence[Json]] = shown.message.get("reply_markup", {}).get("inline_keyboard", ())
    return rows


def _can_be_answered(shown: Shown, asked: bool) -> bool:
    """By its buttons, or because it brought the keyboard below the input line that asks for the contact."""
    return bool(_rows(shown)) or (asked and shown.fixed)


def _sight(shown: Shown, asked: bool) -> Sight:
    buttons = tuple(button.get("callback_data", "") for row in _rows(shown) for button in row)
    message = shown.message
    return Sight(message["message_id"], shown.seq, message.get("text", ""), buttons, asked and shown.fixed)
