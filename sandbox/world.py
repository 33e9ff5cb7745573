"""The state of the sandbox: its bot, people, chats, queue of updates, files; every change passes through here."""

import json
import secrets
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sandbox.chat import Chat, Shown
from sandbox.clock import Clock
from sandbox.commands import CommandSets
from sandbox.disk import Disk, Keeper, Nowhere
from sandbox.errors import Misstep
from sandbox.faults import Faults
from sandbox.files import FileStore
from sandbox.limits import Limits, Rates
from sandbox.person import Person
from sandbox.polling import Polling
from sandbox.recorder import Recorder
from sandbox.updates import Update, UpdateQueue
from sandbox.wire import Json

FIRST_PERSON = 700_000_001
CALLBACK_LANE = 3 << 33
UNCLEAN_GAP = 1000  # ids given in the last unwritten moment before a kill are never given again


@dataclass(frozen=True)
class Setup:
    """How this sandbox behaves where Telegram leaves it open; the defaults are the real ones, seconds."""

    bot_name: str = "Sandbox Bot"
    bot_username: str = "sandbox_bot"
    limits: bool = False
    rates: Rates = field(default_factory=Rates)
    callback_seconds: float = 150.0
    conflict_pause: float = 3.0
    webhook_pause: float = 2.0


@dataclass
class Press:
    """A pressed button waiting for its answer; `until` in monotonic seconds."""

    person_id: int
    until: float
    answered: bool = False


class World:
    """Everything there is. Not thread-safe: it lives in one event loop."""

    def __init__(self, token: str, path: Path | None, setup: Setup) -> None:
        self.token = token
        self.setup = setup
        self.disk: Keeper = Disk(path, _record, self._keep_facts) if path else Nowhere()
        self.clock = Clock(self._keep_facts)
        self.people: dict[int, Person] = {}
        self.chats: dict[int, Chat] = {}
        self.updates = UpdateQueue(self.disk)
        self.files = FileStore(self.disk, path / "files" if path else None)
        self.commands = CommandSets(self.disk)
        self.webhook: Json = {}
        self.webhook_trouble: Json = {}
        self.webhook_set_at = float("-inf")
        self.on_webhook: Callable[[], None] = lambda: None
        self.polling = Polling()
        self.presses: dict[str, Press] = {}
        self.faults = Faults()
        self.limits = Limits(on=setup.limits, rates=setup.rates)
        self.recorder = Recorder()
        self.closing = False
        self._last_message = 0
        bot_id = int(token.partition(":")[0])
        self.bot: Json = {"id": bot_id, "is_bot": True, "first_name": setup.bot_name, "username": setup.bot_username}
        if isinstance(self.disk, Disk):
            self._restore(self.disk)

    def add_person(self, given: Json) -> Person:
        """A new account from the fields of the people side; Misstep when they are wrong."""
        fields = {name: given[name] for name in Person.__dataclass_fields__ if given.get(name) is not None}
        name = fields.get("first_name")
        if not isinstance(name, str) or not name.strip():
            raise Misstep("a person needs a first_name")
        person_id = int(fields.pop("id", 0)) or max(self.people, default=FIRST_PERSON - 1) + 1
        phone = fields.pop("phone", "") or f"86138{person_id % 100_000_000:08d}"
        person = Person(id=person_id, phone=phone, **fields)
        self.people[person.id] = person
        chat = self.chats[person.id] = Chat(person)
        chat.commands = self.commands.seen_by(person.id, person.language_code)
        self.keep_person(person)
        return person

    def chat_of(self, person_id: int) -> Chat:
        """The chat of a person; Misstep 404 when there is no such person."""
        chat = self.chats.get(person_id)
        if chat is None:
            raise Misstep(f"there is no person {person_id}", 404)
        return chat

    def keep_person(self, person: Person) -> None:
        """Note a changed person for the next start."""
        self.disk.keep("person", person.id, person.record())

    def next_message_id(self) -> int:
        """Message ids rise over all private chats, as they do for a real bot."""
        self._last_message += 1
        return self._last_message

    def put(self, chat: Chat, message: Json, *, out: bool, fixed: bool = False) -> Shown:
        """A new message in a chat."""
        shown = chat.put(message, out=out, fixed=fixed)
        self._keep_message(chat, shown)
        return shown

    def replace(self, chat: Chat, old: Shown, message: Json) -> None:
        """A message in its new state."""
        shown = chat.put(message, out=old.out, kind="edit")
        self._keep_message(chat, shown)

    def remove(self, chat: Chat, message_id: int) -> None:
        """A message deleted for both."""
        chat.drop(message_id)
        self.disk.keep("message", f"{chat.person.id}/{message_id}", {"gone": message_id, "seq": chat.seq})

    def set_keyboard(self, chat: Chat, keyboard: Json | None, force_reply: Json | None = None) -> None:
        """What stands below the input field."""
        chat.set_keyboard(keyboard, force_reply)
        self.disk.keep("keyboard", chat.person.id, {"keyboard": keyboard, "force_reply": force_reply})

    def chat_instance(self, person_id: int) -> str:
        """The chat_instance of callback queries: one number for each chat with this bot."""
        return str(zlib.crc32(f"{self.bot['id']}:{person_id}".encode()) << 30 | person_id & 0x3FFFFFFF)

    def open_press(self, person_id: int) -> str:
        """A fresh callback query id."""
        now = time.monotonic()
        for stale in [key for key, press in self.presses.items() if press.until < now]:
            del self.presses[stale]
        query_id = str(secrets.randbits(62))
        self.presses[query_id] = Press(person_id, now + self.setup.callback_seconds)
        return query_id

    def set_webhook(self, webhook: Json) -> None:
        """The webhook's settings, {} for none."""
        self.webhook = webhook
        self.webhook_trouble = {}
        self.disk.keep("fact", "webhook", webhook)
        self.on_webhook()

    def set_allowed(self, kinds: Sequence[str]) -> None:
        """Which updates are made from now on; [] for the default."""
        if list(kinds) != self.updates.allowed:
            self.updates.allowed = list(kinds)
            self._keep_facts()

    def close(self) -> None:
        """Write what is still to be written."""
        if isinstance(self.disk, Disk):
            self.disk.keep("fact", "clean", value=True)
            self.disk.close()
            self.disk.drop("fact", "clean")

    def _keep_facts(self) -> None:
        facts = {"offset": self.clock.offset, "allowed": self.updates.allowed, "next_update": self.updates.next_id}
        self.disk.keep("fact", "facts", facts)

    def _keep_message(self, chat: Chat, shown: Shown) -> None:
        self.disk.keep("message", f"{chat.person.id}/{shown.message['message_id']}", shown)

    def _restore(self, disk: Disk) -> None:
        for record in disk.load("person").values():
            person = Person(**record)
            self.people[person.id] = person
            self.chats[person.id] = Chat(person)
        self._restore_messages(disk)
        for key, kept in disk.load("keyboard").items():
            chat = self.chats[int(key)]
            chat.reply_keyboard, chat.force_reply = kept["keyboard"], kept["force_reply"]
        self.files.restore(list(disk.load("file").values()))
        self.commands.restore(disk.load("commands"))
        for chat in self.chats.values():
            chat.commands = self.commands.seen_by(chat.person.id, chat.person.language_code)
        self._restore_facts(disk.load("fact"))
        self._restore_updates(list(disk.load("update").values()))

    def _restore_messages(self, disk: Disk) -> None:
        shown: dict[int, list[Shown]] = {key: [] for key in self.chats}
        gone: dict[int, list[tuple[int, int]]] = {key: [] for key in self.chats}
        for key, kept in disk.load("message").items():
            chat_id, _, message_id = key.partition("/")
            self._last_message = max(self._last_message, int(message_id))
            if "gone" in kept:
                gone[int(chat_id)].append((kept["seq"], kept["gone"]))
            else:
                one = Shown(kept["message"], out=kept["out"], seq=kept["seq"], fixed=kept["fixed"])
                shown[int(chat_id)].append(one)
        for person_id, chat in self.chats.items():
            chat.restore(shown[person_id], gone[person_id])

    def _restore_facts(self, facts: dict[str, Any]) -> None:
        self.webhook = facts.get("webhook", {})
        known = facts.get("facts", {})
        self.clock.offset = known.get("offset", 0)
        self.updates.allowed = known.get("allowed", [])
        self.updates.next_id = known.get("next_update", self.updates.next_id)
        if known and not facts.get("clean"):
            self.updates.next_id += UNCLEAN_GAP
            self._last_message += UNCLEAN_GAP

    def _restore_updates(self, records: list[Json]) -> None:
        made = [Update(wire=record.pop("wire").encode(), **record) for record in records]
        for update in made:
            if update.kind == "callback_query":
                query = json.loads(update.wire)["callback_query"]
                until = time.monotonic() + self.setup.callback_seconds
                self.presses[query["id"]] = Press(query["from"]["id"], until)
        self.updates.restore(made)


def _record(value: Any) -> Any:
    """A kept thing as JSON; runs in the writing thread, on things that no longer change."""
    return value.record() if isinstance(value, (Shown, Update)) else value
