"""A person's place in a chat: what he sees that others do not see there, and how far he has read."""

import time
from collections import deque

from sandbox.chats.chat import Chat, Event, Shown
from sandbox.chats.person import Person
from sandbox.wire import Json

ANSWERS_KEPT = 20
ACTION_SECONDS = 5.0


class Seat:
    """One person in one chat. `reply_keyboard` and `force_reply` stand below his input line."""

    def __init__(self, chat: Chat, person: Person) -> None:
        self.chat = chat
        self.person = person
        self.read_seq = 0
        self.reply_keyboard: Json | None = None
        self.force_reply: Json | None = None
        self.commands: list[Json] = []
        self.answers: deque[Json] = deque(maxlen=ANSWERS_KEPT)
        self._action = ("", 0.0)
        chat.seats[person.id] = self

    @property
    def messages(self) -> dict[int, Shown]:
        """The messages of the chat as they stand, by id."""
        return self.chat.messages

    @property
    def closed(self) -> bool:
        """Whether the chat is no more, or no more for this person."""
        return self.chat.closed or self.chat.seats.get(self.person.id) is not self

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
