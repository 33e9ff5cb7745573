"""The state of the sandbox: bots, people, chats, files; every change passes through here."""

import re
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

from sandbox.bots.bot import Bot, Shared
from sandbox.bots.updates import Update
from sandbox.chats.chat import Chat, Screen
from sandbox.chats.group import Group
from sandbox.chats.message import Shown
from sandbox.chats.person import Person
from sandbox.chats.private import Private
from sandbox.keeping.disk import Disk, Keeper, Nowhere
from sandbox.keeping.files import FileStore
from sandbox.levers.clock import Clock
from sandbox.levers.faults import Faults
from sandbox.levers.recorder import Recorder
from sandbox.levers.setup import Setup
from sandbox.state.polls import Polls
from sandbox.wire import Json
from sandbox.wire.errors import Misstep

FIRST_PERSON = 700_000_001
FIRST_BOT = 7_000_000_002
_USERNAME = re.compile(r"(?i)(?=.{5,32}$)[a-z]\w*bot")
FIRST_GROUP, FIRST_SUPERGROUP = -4_000_000_001, -1_002_000_000_001


class World:
    """Everything there is. Not thread-safe: it lives in one event loop."""

    def __init__(self, path: Path | None, setup: Setup) -> None:
        self.setup = setup
        self.disk: Keeper = Disk(path, _record, self.keep_facts) if path else Nowhere()
        self.clock = Clock(self._turned)
        self.shared = Shared(self.disk, self.clock, setup)
        self.on_bot: Callable[[Bot], None] = lambda _: None
        self.on_person: Callable[[Person], Awaitable[None]] | None = None
        self.closing = False
        self.recorder = Recorder()
        self.begin()

    def settle(self) -> None:
        """Put in what an empty world begins with."""

    def begin(self) -> None:
        """An empty world."""
        self.bots: dict[str, Bot] = {}
        self.people: dict[int, Person] = {}
        self.groups: dict[int, Group] = {}
        self.privates: dict[int, dict[int, Private]] = {}  # by the bot's id, then by the person's
        self.files = FileStore(self.disk)
        self.faults = Faults()
        self.polls = Polls(self.shared, self.bots, self.replace)
        self.last_message = 0

    def add_bot(self, token: str, first_name: str, username: str) -> Bot:
        """A bot with its token."""
        names = {"first_name": first_name, "username": username}
        bot = self.bots[token] = Bot(self.shared, token, names, len(self.bots))
        self.privates[bot.id] = {}
        bot.keep()
        self.on_bot(bot)
        return bot

    async def welcome(self, person: Person) -> None:
        """Let `on_person` hear of somebody who was made over HTTP."""
        if self.on_person is not None:
            await self.on_person(person)

    def create_bot(self, username: str, first_name: str = "", token: str = "") -> Bot:
        """A bot as a tester asks for it: its token is made, if none is given; Misstep when a name or token is wrong."""
        if not _USERNAME.fullmatch(username) or self.bot_by(username):
            raise Misstep("a bot needs a username of its own: 5 to 32 letters, digits and _, with bot at the end")
        number = max([FIRST_BOT - 1, *(bot.id for bot in self.bots.values())]) + 1
        token = token or f"{number}:sandbox-token-of-{username.lower()}"
        wanted = token.partition(":")[0]
        if not wanted.isdigit() or wanted.startswith("0") or self.bot_by(wanted):
            raise Misstep("a token is <number>:<text>, its number no other bot's")
        return self.add_bot(token, first_name or username, username)

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
        self.keep_person(person)
        return person

    def person(self, person_id: object) -> Person:
        """A person by id; Misstep 404 when there is none."""
        person = self.people.get(person_id) if isinstance(person_id, int) else None
        if person is None:
            raise Misstep(f"there is no person {person_id}", 404)
        return person

    @property
    def first_bot(self) -> Bot:
        """The bot that stands where nobody names one."""
        return next(iter(self.bots.values()))

    def bot_by(self, name: object) -> Bot | None:
        """A bot by its id, username or token."""
        wanted = str(name).removeprefix("@").lower()
        for bot in self.bots.values():
            if wanted in (str(bot.id), bot.user["username"].lower(), bot.token.lower()):
                return bot
        return None

    def bot_of(self, bot_id: int) -> Bot | None:
        """A bot by its id."""
        return next((bot for bot in self.bots.values() if bot.id == bot_id), None)

    def private(self, bot: Bot, person: Person) -> Private:
        """The chat of a person with a bot."""
        chats = self.privates[bot.id]
        chat = chats.get(person.id)
        if chat is None:
            chat = chats[person.id] = Private(bot, person)
            chat.screen.commands = bot.commands.seen(chat.scopes(person.id), person.language)
        return chat

    def chats(self) -> Iterator[Chat]:
        """All chats there are."""
        for chats in self.privates.values():
            yield from chats.values()
        yield from self.groups.values()

    def chat_by_key(self, key: str) -> Chat:
        """A chat by the name it has on disk."""
        bot_id, _, person_id = key.partition(":")
        if not person_id:
            return self.groups[int(key)]
        return self.privates[int(bot_id)][int(person_id)]

    def screen(self, person: Person, peer: object = None) -> Screen:
        """A person's screen of the chat with a bot (id or username; by default the first) or of a group (id)."""
        if peer is None:
            return self.private(self.first_bot, person).screen
        number = int(str(peer)) if str(peer).lstrip("-").isdigit() else 0
        if group := self.groups.get(number):
            group.lapse(self.clock.stamp())
            if person.id not in group.screens:
                raise Misstep(f"{person.first_name} has no place in {group.title}", 404)
            return group.screens[person.id]
        if bot := self.bot_by(peer):
            return self.private(bot, person).screen
        raise Misstep(f"there is no bot and no group {peer}", 404)

    def screens_of(self, person: Person) -> Iterator[Screen]:
        """All places of a person: with each bot, and in groups."""
        for bot in self.bots.values():
            yield self.private(bot, person).screen
        for group in self.groups.values():
            if person.id in group.screens and group.holds(person.id):
                yield group.screens[person.id]

    def take_places(self, group: Group) -> None:
        """The screens and bots of a group as its members say."""
        group.present.update({bot.id: bot for bot in self.bots.values() if group.holds(bot.id)})
        for user_id in group.members:
            if user_id in self.people and group.holds(user_id):
                screen = Screen(group, self.people[user_id])
                screen.commands = group.commands_for(screen.person)

    def next_message_id(self, chat: Chat) -> int:
        """Message ids rise over all private chats and groups, as they do for a real bot; a supergroup has its own."""
        if isinstance(chat, Group) and chat.kind == "supergroup":
            chat.last_message += 1
            return chat.last_message
        self.last_message += 1
        return self.last_message

    def put(self, chat: Chat, message: Json, *, fixed: bool = False) -> Shown:
        """A new message in a chat."""
        for screen in chat.screens.values():
            screen.rest()
        shown = chat.put(message, fixed=fixed)
        self.polls.place(chat, shown)
        self._keep_message(chat, shown)
        return shown

    def replace(self, chat: Chat, old: Shown, message: Json, *, reactions: dict[int, str] | None = None) -> Shown:
        """A message in its new state, or with new reactions."""
        shown = chat.put(message, kind="edit", fixed=old.fixed)
        shown.reactions = old.reactions if reactions is None else reactions
        self.polls.place(chat, shown)
        self._keep_message(chat, shown)
        return shown

    def remove(self, chat: Chat, message_id: int) -> None:
        """A message deleted for everybody."""
        chat.drop(message_id)
        self.disk.keep("message", f"{chat.key}/{message_id}", {"gone": message_id, "seq": chat.seq})
        if message_id in chat.pinned:
            self.set_pinned(chat, [other for other in chat.pinned if other != message_id])

    def set_pinned(self, chat: Chat, pinned: list[int]) -> None:
        """Change which messages are pinned in a chat; the newest stands last."""
        assert isinstance(chat, Private | Group)
        chat.pinned = pinned
        chat.tell("pin", extra={"pinned": pinned})
        self.keep_chat(chat)

    def announce(self, kind: str, chat: Chat, payload: Json) -> int | None:
        """Tell the bots that hear it; the id of the first update made, None when there is none."""
        made = [bot.updates.push(kind, payload, chat.id) for bot in chat.hearers(payload)]
        return next((update_id for update_id in made if update_id is not None), None)

    def set_keyboard(self, screen: Screen, keyboard: Json | None, force_reply: Json | None = None) -> None:
        """What stands below the input field."""
        screen.set_keyboard(keyboard, force_reply)
        kept = {"keyboard": keyboard, "force_reply": force_reply}
        self.disk.keep("keyboard", f"{screen.chat.key}/{screen.person.id}", kept)

    def refresh_commands(self, bot: Bot) -> None:
        """Show everybody the menu of commands as it is now."""
        for chat in self.privates[bot.id].values():
            person = chat.person
            chat.screen.show_commands(bot.commands.seen(chat.scopes(person.id), person.language))
        for group in self.groups.values():
            if bot.id in group.present:
                group.show_commands()

    def keep_person(self, person: Person) -> None:
        """Note a changed person for the next start."""
        self.disk.keep("person", person.id, person.record())

    def keep_chat(self, chat: Private | Group) -> None:
        """Note a changed chat for the next start."""
        self.disk.keep("chat", chat.key, chat.record())

    def keep_facts(self) -> None:
        """Note what changes all the time."""
        self.disk.keep("fact", "facts", {"offset": self.clock.offset})
        for bot in self.bots.values():
            bot.keep()

    def reset(self) -> None:
        """Forget everything and begin again with the bot and the people that were asked for."""
        for chat in self.chats():
            chat.close()
        # Their pushers hear of it and let go; they would push for ever for bots that are no more.
        for bot in self.bots.values():
            bot.hook.set({})
        self.polls.rest()
        self.send_home()
        self.disk.wipe()
        self.clock.reset()
        self.begin()
        self.settle()

    def send_home(self) -> None:
        """End all long polls, as a server does that restarts; they are told so."""
        for bot in self.bots.values():
            bot.polling.restart()
            bot.updates.ring_poll()

    def close(self) -> None:
        """Write what is still to be written."""
        self.disk.keep("fact", "clean", value=True)
        self.disk.close()
        # Whoever goes on after this changes more, and has not ended cleanly until the next `close`.
        self.disk.drop("fact", "clean")

    def _turned(self) -> None:
        """The clock shows another time."""
        self.keep_facts()
        self.polls.close_due()
        self.polls.arm()

    def _keep_message(self, chat: Chat, shown: Shown) -> None:
        self.disk.keep("message", f"{chat.key}/{shown.message['message_id']}", shown)


def _record(value: Any) -> Any:
    """A kept thing as JSON; runs in the writing thread, on things that no longer change."""
    return value.record() if isinstance(value, (Shown, Update)) else value
