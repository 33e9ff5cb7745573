"""One chat: its messages in place, the events that led there, and a seat for each person in it."""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sandbox.chats.contents import media_of
from sandbox.wire import Json, dump
from sandbox.wire.waiting import Waiters

if TYPE_CHECKING:
    from sandbox.bots.bot import Bot
    from sandbox.chats.poll import Poll
    from sandbox.chats.seat import Seat

EVENTS_KEPT = 10_000
RESTORED_GAP = 10_000  # events that are not kept have numbers too; none may be given twice


class Shown:
    """A message at one moment; an edit makes a new one, so that events keep what was seen then.

    `fixed`: nobody can edit it, as it brought a keyboard below the input line. `poll`: what it shows of a poll;
    `reactions`: the emoji of each person and bot that reacted to it.
    """

    __slots__ = ("_wire", "fixed", "message", "poll", "reactions", "seq")

    def __init__(self, message: Json, seq: int, *, fixed: bool = False) -> None:
        self.message = message
        self.seq = seq
        self.fixed = fixed
        self.poll: Poll | None = None
        self.reactions: dict[int, str] = {}
        self._wire: bytes | None = None

    @property
    def by(self) -> int:
        """The id of its author, 0 for none."""
        return int(self.message.get("from", {}).get("id", 0))

    def wire(self, viewer: int = 0) -> bytes:
        """The message as a person sees it: with `url` where there is a file. JSON; what all see is made once."""
        if self._wire is None:
            seen = (
                {name: value for name, value in self.message.items() if name != "poll"} if self.poll else self.message
            )
            self._wire = dump({**seen, **addresses(self.message)})
        own = self._seen_by(viewer)
        return b"%b,%b" % (self._wire[:-1], dump(own)[1:]) if own else self._wire

    def _seen_by(self, viewer: int) -> Json:
        """What differs from person to person: the poll with the own votes, and reactions."""
        found: Json = {"poll": self.poll.seen_by(viewer)} if self.poll else {}
        if self.reactions:
            given = list(self.reactions.values())
            mine = self.reactions.get(viewer)
            found["reactions"] = [
                {"emoji": emoji, "count": given.count(emoji), "mine": emoji == mine} for emoji in dict.fromkeys(given)
            ]
        return found

    def record(self) -> Json:
        """All fields, as they are kept on disk."""
        reactions = {str(actor): emoji for actor, emoji in self.reactions.items()}
        return {"message": self.message, "seq": self.seq, "fixed": self.fixed, "reactions": reactions}


def addresses(message: Json) -> Json:
    """{"url", "thumb_url"} of a message's file and its poster, as far as there are such."""
    held = media_of(message)
    if held is None:
        return {}
    found = {"url": f"/files/{held['file_unique_id']}"}
    if poster := held.get("thumbnail"):
        found["thumb_url"] = f"/files/{poster['file_unique_id']}"
    return found


class Event:
    """One change of the chat: its number, type, message, what else belongs to it, and for whom alone it is."""

    __slots__ = ("extra", "only", "seq", "shown", "type")

    def __init__(self, seq: int, kind: str, shown: Shown | None, *, extra: Json | None = None) -> None:
        self.seq = seq
        self.type = kind
        self.shown = shown
        self.extra = extra
        self.only: int | None = None

    def wire(self, viewer: int = 0) -> bytes:
        """The Event object as a person sees it, JSON."""
        head = dump({"seq": self.seq, "type": self.type, **(self.extra or {})})
        if self.shown is None:
            return head
        return b"%b,%b%b}" % (head[:-1], b'"message":', self.shown.wire(viewer))


class Chat(ABC):
    """What private chats and groups share. `key` names it on disk; `id` and `info` are what bots know it by."""

    kind = "private"

    def __init__(self, key: str) -> None:
        self.key = key
        self.messages: dict[int, Shown] = {}
        self.events: deque[Event] = deque(maxlen=EVENTS_KEPT)
        self.seats: dict[int, Seat] = {}
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
    def bots(self) -> Iterable["Bot"]:
        """The bots in it."""

    @abstractmethod
    def hearers(self, message: Json) -> Iterable["Bot"]:
        """The bots that hear of a message of a person."""

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
        kept = [Event(one.seq, "message", one) for one in shown]
        kept += [Event(seq, "delete", None, extra={"message_id": message_id}) for seq, message_id in gone]
        kept.sort(key=lambda event: event.seq)
        self.events.extend(kept)
        ordered = sorted((event.shown for event in kept if event.shown), key=lambda one: int(one.message["message_id"]))
        self.messages = {one.message["message_id"]: one for one in ordered}
        self.seq = (kept[-1].seq if kept else 0) + RESTORED_GAP
