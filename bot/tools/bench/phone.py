"""What a candidate's phone shows of the bot: the card that can be answered now, of all that stand there."""

from __future__ import annotations

import io
import random
from collections.abc import Sequence
from functools import cache

from PIL import Image

from bot.tools.bench.candidate import Deed, Kind, Sight
from sandbox import Someone
from sandbox.client.seen import Seen, keys_of

PHOTO_SIZE, FACE = (295, 413), (60, 110, 235, 413)
GREYS = 256


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
    """The phone of somebody; what waits for something raises NotSeen after `patience` quiet seconds."""

    def __init__(self, someone: Someone) -> None:
        self.someone = someone
        self._ignored: set[tuple[str, Sequence[str]]] = set()

    @property
    def seq(self) -> int:
        """The number of the last thing that was seen to happen."""
        return self.someone.chat.seq

    async def look(self) -> Sight | None:
        """The card as it stands now."""
        await self.someone.look()
        return self.sight()

    def sight(self) -> Sight | None:
        """The card that changed last, of those that can be answered and are not ignored; None when there is none."""
        asking = self._asking()
        for seen in self.someone.chat.latest():
            if seen.by == self.someone.id or not (seen.buttons or seen.id == asking):
                continue
            buttons = tuple(button.get("callback_data", "") for button in seen.buttons)
            sight = Sight(seen.id, seen.seq, seen.message.get("text", ""), buttons, seen.id == asking)
            if sight.content not in self._ignored:
                return sight
        return None

    def _asking(self) -> int:
        """The message that brought the key for the own contact, 0 when that key is not there."""
        chat = self.someone.chat
        asked = any(key.get("request_contact") for key in keys_of(chat.reply_keyboard))
        return chat.brought_keyboard if asked else 0

    def changed(self, message_id: int, before: int) -> bool:
        """Whether a message changed after event `before`."""
        return self.someone.chat.messages[message_id].seq > before

    def ignore(self, sight: Sight) -> None:
        """Do not look any more at a card, nor at another with the very same content: it was sent twice."""
        self._ignored.add(sight.content)

    def shows(self, data: str) -> bool:
        """Whether a button with this data stands anywhere on the screen."""
        messages: Sequence[Seen] = list(self.someone.chat.messages.values())
        return any(button.get("callback_data") == data for seen in messages for button in seen.buttons)

    def told(self, before: int) -> bool:
        """Whether a press was answered with a note after event `before`."""
        return any(seq > before and "text" in note for seq, note in self.someone.chat.notes)

    def fresh(self, before: int) -> Sight | None:
        """The card, if it came after event `before`."""
        sight = self.sight()
        return sight if sight and sight.seq > before else None

    async def do(self, deed: Deed, sight: Sight | None) -> int | None:
        """Do it; the update that it makes."""
        someone = self.someone
        match deed.kind:
            case Kind.SAY:
                await someone.say(deed.value)
            case Kind.PRESS:
                await someone.do("press", message_id=sight.message_id if sight else 0, data=deed.value)
            case Kind.CONTACT:
                await someone.share_contact()
            case Kind.PHOTO:
                await someone.send_photo(portrait())
        update_id: int | None = someone.done["update_id"]
        return update_id

    async def answered(self, before: int, patience: int) -> Sight:
        """The card that came after event `before`."""
        return await self.someone.until(lambda: self.fresh(before), "gets no card to answer", patience)
