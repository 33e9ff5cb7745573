"""One private chat as its person sees it: messages in place, the events that led there, keyboard, answers."""

import asyncio
import time
from collections import deque
from collections.abc import Iterable

from sandbox.person import Person
from sandbox.waiting import finish
from sandbox.wire import Json, dump

EVENTS_KEPT = 10_000
ANSWERS_KEPT = 20
ACTION_SECONDS = 5.0
RESTORED_GAP = 10_000  # events that are not kept have numbers too; none may be given twice


class Shown:
    """A message at one moment; an edit makes a new one, so that events keep what was seen then."""

    __slots__ = ("_wire", "fixed", "message", "out", "seq")

    def __init__(self, message: Json, *, out: bool, seq: int, fixed: bool = False) -> None:
        self.message = message
        self.out = out
        self.seq = seq
        self.fixed = fixed
        self._wire: bytes | None = None

    def wire(self) -> bytes:
        """The message as its person sees it: with `out` and, for media, `url`. JSON, made once."""
        if self._wire is None:
            self._wire = dump(self._seen())
        return self._wire

    def record(self) -> Json:
        """All fields, as they are kept on disk."""
        return {"message": self.message, "out": self.out, "seq": self.seq, "fixed": self.fixed}

    def _seen(self) -> Json:
        seen = dict(self.message)
        if self.out:
            seen["out"] = True
        held = media_of(seen)
        if held:
            seen["url"] = f"/people/{seen['chat']['id']}/files/{held['file_unique_id']}"
        return seen


def media_of(message: Json) -> Json | None:
    """The file object a message carries (the largest size of a photo), if any."""
    if "photo" in message:
        largest: Json = message["photo"][-1]
        return largest
    for kind in ("document", "sticker", "voice"):
        if kind in message:
            held: Json = message[kind]
            return held
    return None


class Event:
    """One change of the chat: its number, its type, the message and whatever else belongs to it."""

    __slots__ = ("extra", "seq", "shown", "type")

    def __init__(self, seq: int, kind: str, shown: Shown | None, extra: Json | None) -> None:
        self.seq = seq
        self.type = kind
        self.shown = shown
        self.extra = extra

    def wire(self) -> bytes:
        """The Event object, JSON."""
        head = dump({"seq": self.seq, "type": self.type, **(self.extra or {})})
        if self.shown is None:
            return head
        return b"%b,%b%b}" % (head[:-1], b'"message":', self.shown.wire())


class Chat:
    """A person's chat with the bot. Changes go through its methods, so that each has its event."""

    def __init__(self, person: Person) -> None:
        self.person = person
        self.messages: dict[int, Shown] = {}
        self.events: deque[Event] = deque(maxlen=EVENTS_KEPT)
        self.seq = 0
        self.read_seq = 0
        self.reply_keyboard: Json | None = None
        self.force_reply: Json | None = None
        self.commands: list[Json] = []
        self.answers: deque[Json] = deque(maxlen=ANSWERS_KEPT)
        self._action = ("", 0.0)
        self._waiting: set[asyncio.Future[None]] = set()

    def put(self, message: Json, *, out: bool, kind: str = "message", fixed: bool = False) -> Shown:
        """Show a new message, or (kind "edit") the new state of one."""
        shown = Shown(message, out=out, seq=self.seq + 1, fixed=fixed)
        self.messages[message["message_id"]] = shown
        if not out:
            self._action = ("", 0.0)
        self.tell(kind, shown)
        return shown

    def drop(self, message_id: int) -> None:
        """Take a message away."""
        del self.messages[message_id]
        self.tell("delete", extra={"message_id": message_id})

    def set_keyboard(self, keyboard: Json | None, force_reply: Json | None = None) -> None:
        """Change what stands below the input field."""
        self.reply_keyboard = keyboard
        self.force_reply = force_reply
        self.tell("keyboard", extra={"reply_keyboard": keyboard, "force_reply": force_reply})

    def show_commands(self, commands: list[Json]) -> None:
        """Change the menu of commands."""
        self.commands = commands
        self.tell("commands", extra={"commands": commands})

    def answer(self, answer: Json) -> None:
        """Show the answer to a pressed button."""
        self.answers.append(answer)
        self.tell("answer", extra={"answer": answer})

    def act(self, action: str) -> None:
        """Show what the bot is doing, for five seconds."""
        self._action = (action, time.monotonic() + ACTION_SECONDS)
        self.tell("action", extra={"action": action})

    def action(self) -> str | None:
        """What the bot is seen doing now."""
        name, until = self._action
        return name if name and time.monotonic() < until else None

    def tell(self, kind: str, shown: Shown | None = None, extra: Json | None = None) -> None:
        """Number an event and wake whoever waits for it."""
        self.seq += 1
        self.events.append(Event(self.seq, kind, shown, extra))
        if self._waiting:
            self.wake()

    def wake(self) -> None:
        """Let everybody who waits look again."""
        for waiting in self._waiting:
            finish(waiting)

    def newer(self, after: int) -> list[Event]:
        """Events after `after`, oldest first."""
        found: list[Event] = []
        for event in reversed(self.events):
            if event.seq <= after:
                break
            found.append(event)
        found.reverse()
        return found

    async def wait(self, after: int, seconds: float) -> None:
        """Return when something is newer than `after`, at the latest after `seconds`."""
        if self.seq != after or seconds <= 0:
            return
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[None] = loop.create_future()
        self._waiting.add(waiting)
        timer = loop.call_later(seconds, finish, waiting)
        try:
            await waiting
        finally:
            timer.cancel()
            self._waiting.discard(waiting)

    def unread(self) -> int:
        """How many of the bot's messages nobody has fetched yet."""
        count = 0
        for event in reversed(self.events):
            if event.seq <= self.read_seq:
                break
            count += event.type == "message" and event.shown is not None and not event.shown.out
        return count

    def restore(self, shown: Iterable[Shown], gone: Iterable[tuple[int, int]]) -> None:
        """Rebuild messages and events from what was kept; `gone` holds (seq, message_id) of deleted ones."""
        kept = [Event(one.seq, "message", one, None) for one in shown]
        kept += [Event(seq, "delete", None, {"message_id": message_id}) for seq, message_id in gone]
        kept.sort(key=lambda event: event.seq)
        self.events.extend(kept)
        ordered = sorted((event.shown for event in kept if event.shown), key=lambda one: int(one.message["message_id"]))
        self.messages = {one.message["message_id"]: one for one in ordered}
        self.seq = (kept[-1].seq if kept else 0) + RESTORED_GAP
