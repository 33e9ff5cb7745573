"""All polls of the sandbox: shown by any number of messages, closed by hand or when their time has come."""

import asyncio
import secrets
from collections.abc import Callable, Iterable, Mapping

from sandbox.bots.bot import Bot, Shared
from sandbox.chats.chat import Chat
from sandbox.chats.message import Shown
from sandbox.chats.person import Person
from sandbox.chats.poll import Poll, restored
from sandbox.wire import Json

SOON = 0.01  # seconds after the moment of closing

Replace = Callable[[Chat, Shown, Json], object]


class Polls:
    """Polls by id, and the messages that show them; `replace` puts a message in its new state."""

    def __init__(self, shared: Shared, bots: Mapping[str, Bot], replace: Replace) -> None:
        self._shared = shared
        self._bots = bots
        self._replace = replace
        self._polls: dict[str, Poll] = {}
        self._places: dict[str, list[tuple[Chat, int]]] = {}
        self._timer: asyncio.TimerHandle | None = None

    def make(self, owner: int, facts: Json) -> Poll:
        """A new poll that no message shows yet."""
        poll = Poll(str(secrets.randbits(62)), owner, facts)
        self._polls[poll.id] = poll
        return poll

    def keep(self, poll: Poll) -> None:
        """Note a poll, and when it closes by itself."""
        self._shared.disk.keep("poll", poll.id, poll.record())
        self.arm()

    def place(self, chat: Chat, shown: Shown) -> None:
        """Let a message show its poll as it stands now; a copy shows a poll of its own."""
        told = shown.message.get("poll")
        if told is None:
            return
        message_id = shown.message["message_id"]
        poll = self._polls[told["id"]]
        places = self._places.setdefault(poll.id, [])
        if (chat, message_id) not in places:
            if places and "forward_origin" not in shown.message:
                poll = self._copied(poll, shown)
            self._places.setdefault(poll.id, []).append((chat, message_id))
        shown.poll = poll
        shown.message["poll"] = poll.told(solved=poll.closed or self._knows(poll, shown.message), whole=True)

    def _knows(self, poll: Poll, message: Json) -> bool:
        """Whether the bots of the chat are told the right answers."""
        if "forward_origin" in message:
            return False
        # Poll.correct_option_ids in the specification: sent by the bot, not forwarded, or in the private chat with it.
        return self._owner(poll) is not None or message["chat"]["type"] == "private"

    def _copied(self, poll: Poll, shown: Shown) -> Poll:
        copy = self.make(shown.by, poll.facts)
        copy.hides = poll.hides
        if period := poll.facts.get("open_period"):
            copy.closes = self._shared.clock.stamp() + period
            copy.facts = {**poll.facts, "close_date": copy.closes}
        self.keep(copy)
        return copy

    def vote(self, poll: Poll, person: Person, chosen: list[int]) -> int | None:
        """Count the answer of a person; the id of the first update made."""
        poll.votes = {other: votes for other, votes in poll.votes.items() if other != person.id}
        if chosen:
            poll.votes[person.id] = chosen
        self._show(poll)
        bot = self._owner(poll)
        if bot is None:
            return None
        answer = None if poll.facts["is_anonymous"] else poll.answer_of(person.user)
        # In a lane of its own: the real server orders updates by chat, by who presses, and by poll.
        first = bot.updates.push("poll_answer", answer, int(poll.id)) if answer else None
        counted = self._tell(bot, poll)
        return counted if first is None else first

    def close(self, poll: Poll) -> None:
        """End a poll, and tell the bot that sent it."""
        poll.close()
        self._show(poll)
        if bot := self._owner(poll):
            self._tell(bot, poll)

    def close_due(self) -> None:
        """End the polls whose time has come."""
        now = self._shared.clock.stamp()
        for poll in list(self._polls.values()):
            if not poll.closed and poll.closes is not None and poll.closes <= now:
                self.close(poll)

    def arm(self) -> None:
        """Wait for the next poll that closes by itself."""
        self.rest()
        moments = [poll.closes for poll in self._polls.values() if poll.closes is not None and not poll.closed]
        if not moments:
            return
        try:
            loop = asyncio.get_running_loop()
        except RuntimeError:
            return
        # The moment is one of the shown clock, the waiting is real: winding the clock sets the timer anew.
        wait = min(moments) - self._shared.clock.now().timestamp()
        self._timer = loop.call_later(max(wait, 0) + SOON, self._ring)

    def rest(self) -> None:
        """Wait for nothing."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def restore(self, chats: Iterable[Chat]) -> None:
        """Take up the polls that were there before, with the messages that show them."""
        self._polls = {poll_id: restored(record) for poll_id, record in self._shared.disk.load("poll").items()}
        for chat in chats:
            for shown in chat.messages.values():
                if "poll" in shown.message:
                    self._places.setdefault(shown.message["poll"]["id"], []).append((chat, shown.message["message_id"]))
                    shown.poll = self._polls[shown.message["poll"]["id"]]

    def _ring(self) -> None:
        self.close_due()
        self.arm()

    def _owner(self, poll: Poll) -> Bot | None:
        return next((bot for bot in self._bots.values() if bot.id == poll.owner), None)

    def _tell(self, bot: Bot, poll: Poll) -> int | None:
        return bot.updates.push("poll", poll.told(solved=True, whole=False), int(poll.id))

    def _show(self, poll: Poll) -> None:
        """Every message that shows it, as it stands now."""
        for chat, message_id in self._places.get(poll.id, []):
            if (shown := chat.messages.get(message_id)) is not None:
                self._replace(chat, shown, dict(shown.message))
        self.keep(poll)
