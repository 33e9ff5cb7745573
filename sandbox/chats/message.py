"""A message at one moment, and the events that tell people of it."""

from sandbox.chats.contents import media_of
from sandbox.chats.poll import Poll
from sandbox.wire import Json, dump


class Shown:
    """A message at one moment; an edit makes a new one, so that events keep what was seen then.

    `fixed`: nobody can edit it, as it brought a keyboard below the input line. `poll`: what it shows of a poll;
    `reactions`: the emoji of each person and bot that reacted to it.
    """

    __slots__ = ("_told", "_wire", "fixed", "message", "poll", "reactions", "seq")

    def __init__(self, message: Json, seq: int, *, fixed: bool = False) -> None:
        self.message = message
        self.seq = seq
        self.fixed = fixed
        self.poll: Poll | None = None
        self.reactions: dict[int, str] = {}
        self._told: Json | None = None
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
        # Encoded once for all who follow the chat; what differs from person to person is put behind it.
        own = self._seen_by(viewer)
        return b"%b,%b" % (self._wire[:-1], dump(own)[1:]) if own else self._wire

    def told(self, viewer: int) -> Json:
        """The same as data, for who is near; not to be changed."""
        if self._told is None:
            found = addresses(self.message)
            self._told = {**self.message, **found} if found else self.message
        return {**self._told, **self._seen_by(viewer)} if self.poll or self.reactions else self._told

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

    def told(self, viewer: int) -> Json:
        """The same as data, for who is near; not to be changed."""
        told: Json = {"seq": self.seq, "type": self.type, **(self.extra or {})}
        if self.shown is not None:
            told["message"] = self.shown.told(viewer)
        return told
