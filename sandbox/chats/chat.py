"""One chat: its messages in place, the events that led there, and the screen of each person in it."""

import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable, Iterator

from sandbox.bots.bot import Bot
from sandbox.chats.message import Event, Shown
from sandbox.chats.person import Person
from sandbox.wire import Json
from sandbox.wire.waiting import Waiters

EVENTS_KEPT = 10_000
RESTORED_GAP = 10_000  # events that are not kept have numbers too; none may be given twice
ANSWERS_KEPT = 20
ACTION_SECONDS = 5.0  # sendChatAction in the specification: 5 seconds or less


class Chat(ABC):
    """What private chats and groups share. `key` names it on disk; `id` and `info` are what bots know it by."""

    kind = "private"

    def __init__(self, key: str) -> None:
        self.key = key
        self.messages: dict[int, Shown] = {}
        self.events: deque[Event] = deque(maxlen=EVENTS_KEPT)
        self.screens: dict[int, Screen] = {}
        self.pinned: list[int] = []
        self.seq = 0
        self.closed = False
        self._waiters = Waiters()

    @property
    @abstractmethod
    def id(self) -> int:
        """The chat_id by which bots name it."""

    @property
    @abstractmethod
    def info(self) -> Json:
        """The Chat object."""

    @abstractmethod
    def bots(self) -> Iterable[Bot]:
        """The bots in it."""

    @abstractmethod
    def hearers(self, message: Json) -> Iterable[Bot]:
        """The bots that hear of a message of a person."""

    @abstractmethod
    def scopes(self, person_id: int) -> Iterator[str]:
        """The scopes of commands that hold here for a person, the most specific first."""

    def put(self, message: Json, *, kind: str = "message", fixed: bool = False) -> Shown:
        """Show a new message, or (kind "edit") the new state of one."""
        shown = Shown(message, self.seq + 1, fixed=fixed)
        self.messages[message["message_id"]] = shown
        self.tell(kind, shown)
        return shown

    def drop(self, message_id: int) -> None:
        """Take a message away."""
        del self.messages[message_id]
        self.tell("delete", extra={"message_id": message_id})

    def tell(
        self, kind: str, shown: Shown | None = None, *, extra: Json | None = None, only: int | None = None
    ) -> None:
        """Number an event and wake whoever waits for it; `only`: the one person whom it concerns."""
        self.seq += 1
        event = Event(self.seq, kind, shown, extra=extra)
        event.only = only
        self.events.append(event)
        if self._waiters:
            self._waiters.wake()

    def wake(self) -> None:
        """Let everybody who waits look again."""
        self._waiters.wake()

    def close(self) -> None:
        """The chat is no more: whoever follows it is sent home."""
        self.closed = True
        self.wake()

    def newer(self, after: int, person_id: int) -> list[Event]:
        """Events after `after` that this person sees, oldest first."""
        found: list[Event] = []
        # From the newest on: who follows is a few events behind, of ten thousand that are kept.
        for event in reversed(self.events):
            if event.seq <= after:
                break
            if event.only is None or event.only == person_id:
                found.append(event)
        found.reverse()
        return found

    async def wait(self, after: int, seconds: float) -> None:
        """Return when something is newer than `after`, at the latest after `seconds`."""
        if self.seq == after and seconds > 0:
            await self._waiters.wait(seconds)

    def restore(self, shown: Iterable[Shown], gone: Iterable[tuple[int, int]]) -> None:
        """Rebuild messages and events from what was kept; `gone` holds (seq, message_id) of deleted ones."""
        # Of what led here only the last state of each message is kept; it is told as if it had just come.
        kept = [Event(one.seq, "message", one) for one in shown]
        kept += [Event(seq, "delete", None, extra={"message_id": message_id}) for seq, message_id in gone]
        kept.sort(key=lambda event: event.seq)
        self.events.extend(kept)
        ordered = sorted((event.shown for event in kept if event.shown), key=lambda one: int(one.message["message_id"]))
        self.messages = {one.message["message_id"]: one for one in ordered}
        self.seq = (kept[-1].seq if kept else 0) + RESTORED_GAP


class Screen:
    """What one person sees of a chat that others do not, and how far they have read.

    `reply_keyboard` and `force_reply` stand below their input line.
    """

    def __init__(self, chat: Chat, person: Person) -> None:
        self.chat = chat
        self.person = person
        self.read_seq = 0
        self.reply_keyboard: Json | None = None
        self.force_reply: Json | None = None
        self.commands: list[Json] = []
        self.answers: deque[Json] = deque(maxlen=ANSWERS_KEPT)
        self._action = ("", 0.0)
        chat.screens[person.id] = self

    @property
    def messages(self) -> dict[int, Shown]:
        """The messages of the chat as they stand, by id."""
        return self.chat.messages

    @property
    def closed(self) -> bool:
        """Whether the chat is no more, or no more for this person."""
        # Who left and came back has another screen; whoever still looks at the old one is to begin anew.
        return self.chat.closed or self.chat.screens.get(self.person.id) is not self

    @property
    def seq(self) -> int:
        """The number of the last thing that happened in the chat."""
        return self.chat.seq

    def mine(self, shown: Shown) -> bool:
        """Whether this person wrote it."""
        return shown.by == self.person.id

    def newer(self, after: int) -> list[Event]:
        """Events after `after`, oldest first."""
        return self.chat.newer(after, self.person.id)

    async def wait(self, after: int, seconds: float) -> None:
        """Return when something is newer than `after`, at the latest after `seconds`."""
        await self.chat.wait(after, seconds)

    def set_keyboard(self, keyboard: Json | None, force_reply: Json | None = None) -> None:
        """Change what stands below the input field."""
        self.reply_keyboard = keyboard
        self.force_reply = force_reply
        self._tell("keyboard", {"reply_keyboard": keyboard, "force_reply": force_reply})

    def show_commands(self, commands: list[Json]) -> None:
        """Change the menu of commands."""
        if commands != self.commands:
            self.commands = commands
            self._tell("commands", {"commands": commands})

    def answer(self, answer: Json) -> None:
        """Show the answer to a pressed button."""
        self.answers.append(answer)
        self._tell("answer", {"answer": answer})

    def act(self, action: str) -> None:
        """Show what a bot is doing, for five seconds."""
        self._action = (action, time.monotonic() + ACTION_SECONDS)
        self._tell("action", {"action": action})

    def rest(self) -> None:
        """A message came: nothing is being done any more."""
        self._action = ("", 0.0)

    def action(self) -> str | None:
        """What a bot is seen doing now."""
        name, until = self._action
        return name if name and time.monotonic() < until else None

    def unread(self) -> int:
        """How many messages of others nobody has fetched yet for this person."""
        count = 0
        for event in reversed(self.chat.events):
            if event.seq <= self.read_seq:
                break
            count += event.type == "message" and event.shown is not None and not self.mine(event.shown)
        return count

    def _tell(self, kind: str, extra: Json) -> None:
        self.chat.tell(kind, extra=extra, only=self.person.id)
