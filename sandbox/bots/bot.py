"""A bot of the sandbox: who it is, its queue of updates and webhook, its commands, presses and limits."""

import hashlib
import secrets
import time
import zlib
from base64 import urlsafe_b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from sandbox.bots.commands import CommandSets
from sandbox.bots.hook import Hook
from sandbox.bots.polling import Polling
from sandbox.bots.updates import UpdateQueue
from sandbox.keeping.disk import Keeper, Shelf
from sandbox.levers.clock import Clock
from sandbox.levers.limits import Limits
from sandbox.levers.setup import Setup
from sandbox.wire import ANY_BOT, Json

TAG_BYTES = 6


@dataclass
class Press:
    """A pressed button waiting for its answer; `until` in monotonic seconds."""

    chat_key: str
    person_id: int
    until: float
    answered: bool = False


@dataclass(frozen=True)
class Shared:
    """What all bots and polls of a world have in common."""

    disk: Keeper
    clock: Clock
    setup: Setup


class Bot:
    """One account with a token. `tag` stands in the file ids that only this bot may use; `place`: which of all bots."""

    def __init__(self, shared: Shared, token: str, names: dict[str, str], place: int) -> None:
        self._shared = shared
        self.token = token
        self.id = int(token.partition(":")[0])
        self.user: Json = {"id": self.id, "is_bot": True, **names}
        self.place = place
        self.tag = urlsafe_b64encode(hashlib.sha256(token.encode()).digest()[:TAG_BYTES])
        self.shelf = Shelf(shared.disk, self.id)
        self.updates = UpdateQueue(self.shelf, self.tag)
        self.hook = Hook(self.shelf)
        self.polling = Polling()
        self.commands = CommandSets(self.shelf)
        self.profile: Json = {}
        self.presses: dict[str, Press] = {}
        self.limits = Limits(on=shared.setup.limits, rates=shared.setup.rates)
        self.launched = time.monotonic()

    @property
    def reads_groups(self) -> bool:
        """Whether privacy mode is off: it hears everything that is said in its groups."""
        return bool(self.profile.get("can_read_all_group_messages"))

    @property
    def joins_groups(self) -> bool:
        """Whether it can be added to groups."""
        return bool(self.profile.get("can_join_groups", True))

    def own(self, wire: bytes) -> bytes:
        """JSON as this bot sees it: file ids are its own."""
        # In the finished JSON, where one pass reaches every file id, however deep it stands.
        return wire.replace(ANY_BOT, self.tag)

    def knows(self, file_id: str) -> str | None:
        """A file id of this bot as the sandbox keeps it; None when it is another's."""
        tag = self.tag.decode()
        return file_id.replace(tag, ANY_BOT.decode()) if tag in file_id else None

    def instance_of(self, key: str) -> str:
        """The chat_instance of callback queries from one chat."""
        return str(zlib.crc32(f"{self.id}:{key}".encode()) << 30 | zlib.crc32(key.encode()) & 0x3FFFFFFF)

    def open_press(self, chat_key: str, person_id: int) -> str:
        """A fresh callback query id."""
        # Presses that nobody answered would pile up for ever.
        now = time.monotonic()
        for stale in [key for key, press in self.presses.items() if press.until < now]:
            del self.presses[stale]
        query_id = str(secrets.randbits(62))
        self.expect_answer(query_id, chat_key, person_id)
        return query_id

    def expect_answer(self, query_id: str, chat_key: str, person_id: int) -> None:
        """A press waits for its answer from now on."""
        # By a clock that nobody winds: three days forward on the page must not make the press of a moment ago too old.
        self.presses[query_id] = Press(chat_key, person_id, time.monotonic() + self._shared.setup.callback_seconds)

    def rename(self, first_name: str) -> None:
        """Another name; messages sent before keep the old one."""
        self.user = {**self.user, "first_name": first_name}
        self.keep()

    @property
    def logged_out(self) -> bool:
        """Whether it has logged out and may not yet come back."""
        return int(self.profile.get("logged_out_until", 0)) > self._shared.clock.stamp()

    def set_profile(self, **facts: object) -> None:
        """Change names, descriptions, menu buttons or abilities, and keep them."""
        self.profile = {**self.profile, **facts}
        self.keep()

    def set_allowed(self, kinds: Sequence[str]) -> None:
        """Which updates are made from now on; [] for the default."""
        if list(kinds) != self.updates.allowed:
            self.updates.allowed = list(kinds)
            self.keep()

    def keep(self) -> None:
        """Note what there is of the bot besides queue, webhook and commands."""
        self._shared.disk.keep("bot", self.id, self.record())

    def record(self) -> Json:
        """All that is kept on disk."""
        names = {name: self.user[name] for name in ("first_name", "username")}
        facts = {"allowed": self.updates.allowed, "next_update": self.updates.next_id, "profile": self.profile}
        return {"token": self.token, "place": self.place, **names, **facts}

    def restore_record(self, record: Json) -> None:
        """Take up what was kept."""
        self.updates.allowed = record["allowed"]
        self.updates.next_id = record["next_update"]
        self.profile = record["profile"]
