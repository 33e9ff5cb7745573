"""What somebody has seen of a chat: messages as they stand, notes to presses, what lies below the input line."""

from collections import deque
from collections.abc import Iterator

from sandbox.wire import Json

NOTES_KEPT = 20
VERSIONS_KEPT = 1000


def keys_of(markup: Json | None) -> list[Json]:
    """The buttons of a keyboard of either kind, row by row."""
    rows = (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or ()
    return [key for row in rows for key in row]


class Seen:
    """A message as it stands; `seq` is the number of the event that made it so."""

    __slots__ = ("message", "seq")

    def __init__(self, message: Json, seq: int) -> None:
        self.message = message
        self.seq = seq

    @property
    def id(self) -> int:
        """The message_id."""
        return int(self.message["message_id"])

    @property
    def text(self) -> str:
        """Its text or caption."""
        return str(self.message.get("text") or self.message.get("caption") or "")

    @property
    def by(self) -> int:
        """The id of its author."""
        return int(self.message["from"]["id"])

    @property
    def buttons(self) -> list[Json]:
        """The buttons that came with it, row by row."""
        return keys_of(self.message.get("reply_markup"))

    def button(self, index: int) -> Json:
        """The body of a press on one of its buttons."""
        rows = self.message["reply_markup"]["inline_keyboard"]
        places = [(row, col) for row, keys in enumerate(rows) for col in range(len(keys))]
        row, col = places[index]
        data = rows[row][col].get("callback_data")
        return {"message_id": self.id, **({"row": row, "col": col} if data is None else {"data": data})}


class Followed:
    """A chat as somebody has followed it up to event `seq`.

    `messages` as they stand, by id; `versions`: those and what they were before, oldest first; `notes`: answers to
    presses, each with its number; `brought_keyboard`: the message with which the `reply_keyboard` came, just before it.
    """

    def __init__(self) -> None:
        self.seq = 0
        self.messages: dict[int, Seen] = {}
        self.notes: deque[tuple[int, Json]] = deque(maxlen=NOTES_KEPT)
        self.reply_keyboard: Json | None = None
        self.brought_keyboard = 0
        self.versions: deque[Seen] = deque(maxlen=VERSIONS_KEPT)
        self._latest: dict[int, Seen] = {}

    def open(self, screen: Json) -> None:
        """Take over what no event tells: what lies below the input line since before a restart."""
        self.reply_keyboard = screen["reply_keyboard"]

    def take(self, event: Json) -> None:
        """One more event of the chat."""
        kind = event["type"]
        if kind in ("message", "edit"):
            message_id = event["message"]["message_id"]
            seen = self.messages[message_id] = Seen(event["message"], event["seq"])
            self.versions.append(seen)
            # Taken out before it is put in, since a dict leaves a key at the place that it has.
            self._latest.pop(message_id, None)
            self._latest[message_id] = seen
        elif kind == "delete":
            self.messages.pop(event["message_id"], None)
            self._latest.pop(event["message_id"], None)
        elif kind == "answer":
            self.notes.append((event["seq"], event["answer"]))
        elif kind == "keyboard":
            self.reply_keyboard = event["reply_keyboard"]
            self.brought_keyboard = self.versions[-1].id if self.versions else 0

    def newest(self) -> Iterator[Seen]:
        """The messages as they came, the newest first."""
        return reversed(self.messages.values())

    def latest(self) -> Iterator[Seen]:
        """The messages as they changed last, the latest first."""
        return reversed(self._latest.values())
