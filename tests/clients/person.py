"""A person whose eyes miss nothing: what a bot writes or rewrites is read in order, word for word."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from typing import Any, Self

from sandbox import NotSeen, Someone
from sandbox.client.line import File, Line
from sandbox.client.seen import keys_of

PATIENCE = 300  # ends what hangs; else the awaited, or the end of the program, comes first on the slowest machine
Json = dict[str, Any]


class Person(Someone):
    """Every deed and every sight is a step. `alive`: whether anybody answers."""

    def __init__(self, line: Line, person_id: int, steps: list[str], alive: Callable[[], bool]) -> None:
        super().__init__(line, person_id)
        self.patience = PATIENCE
        self.steps = steps
        self.alive = alive
        self.sights: deque[Json] = deque()
        self._before: Json = {}

    async def do(self, deed: str, *files: File, **given: object) -> Self:
        """A step: any deed."""
        self.steps.append(deed)
        return await super().do(deed, *files, **given)

    async def send_file(self, kind: str, content: bytes, name: str, caption: str = "") -> Self:
        """A photo or document."""
        return await self.do(kind, (name, content), caption=caption)

    async def reads(self, *texts: str, keys: Sequence[str] | None = None) -> Json:
        """The next thing a bot writes or rewrites: of one text that text, of several all of them in it.

        `keys`: the buttons with it, those below the input line if it has none of its own.
        """
        self.steps.append("sees")
        seen = await self._next("message", "edit")
        shown = text_of(seen["message"])
        if not (shown == texts[0] or (len(texts) > 1 and all(text in shown for text in texts))):
            raise NotSeen(f"instead of {texts} there is {shown!r}")
        message: Json = seen["message"]
        if keys is not None:
            found = [key["text"] for key in keys_of(message.get("reply_markup") or seen["below"])]
            assert found == list(keys), found
        return message

    async def reads_kind(self, kind: str) -> Json:
        """The next thing a bot sends is a photo, a poll ...; gives it."""
        self.steps.append("sees")
        message: Json = (await self._next("message", "edit"))["message"]
        assert kind in message, message
        return message

    async def reads_note(self) -> Json:
        """The next answer to a pressed button that says something."""
        self.steps.append("told")
        answer: Json = (await self._next("answer"))["answer"]
        return answer

    async def finds(self, message_id: int, held: Callable[[Json], bool]) -> Json:
        """A message of the chat that in the end is as it should be."""
        self.steps.append("finds")
        await self.look()
        shown = self.chat.messages
        return await self.until(
            lambda: found if held(found := shown[message_id].message) else None, f"does not find {message_id} so"
        )

    async def reads_nothing_more(self) -> None:
        """All that came has been looked at, and nothing comes within a second."""
        await self.hear(1)
        assert not self.sights, [text_of(seen.get("message", seen)) for seen in self.sights]

    async def _next(self, *kinds: str) -> Json:
        left = self.patience
        while not self.sights:
            alive = self.alive()
            await self.look()
            if not self.sights and not alive:
                raise NotSeen(f"{self.id} waits for {kinds} of a program that has ended")
            if not self.sights and not left:
                raise NotSeen(f"{self.id} waits for {kinds} in vain")
            left -= not self.sights and not await self.hear(1)
        seen = self.sights.popleft()
        if seen["type"] not in kinds:
            raise NotSeen(f"instead of {kinds} there is {seen}")
        return seen

    def _take(self, event: Json) -> None:
        super()._take(event)
        if event["type"] == "keyboard":
            self._before["below"] = event["reply_keyboard"]  # it came with what was sent just before
        elif is_sight(event):
            self.sights.append({**event, "below": self.chat.reply_keyboard})
        self._before = self.sights[-1] if self.sights and is_sight(event) else {}

    def _means(self, label: str, text: str) -> bool:
        return label == text


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
