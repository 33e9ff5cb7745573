"""The private chat of a person with a bot."""

from collections.abc import Iterable, Iterator

from sandbox.bots.bot import Bot
from sandbox.bots.commands import scope_key
from sandbox.bots.profile import text_of
from sandbox.chats.chat import Chat, Screen
from sandbox.chats.person import Person
from sandbox.wire import Json


class Private(Chat):
    """`started`: the person has written to the bot; `blocked`: has stopped it."""

    def __init__(self, bot: Bot, person: Person) -> None:
        super().__init__(f"{bot.id}:{person.id}")
        self.bot = bot
        self.person = person
        # Until then a bot may not write: 403 "bot can't initiate conversation with a user".
        self.started = False
        self.blocked = False
        self.screen = Screen(self, person)
        self.instance = bot.instance_of(self.key)

    @property
    def id(self) -> int:
        """The person's id."""
        return self.person.id

    @property
    def info(self) -> Json:
        """The Chat object."""
        return self.person.chat

    def bots(self) -> Iterable[Bot]:
        """Its one bot."""
        return (self.bot,)

    def hearers(self, _: Json) -> Iterable[Bot]:
        """Its one bot."""
        return (self.bot,)

    def scopes(self, _: int) -> Iterator[str]:
        """The scopes of commands that hold here (core.telegram.org, BotCommandScope)."""
        yield from (scope_key("chat", self.id), "all_private_chats", "default")

    def record(self) -> Json:
        """What is kept on disk besides the messages."""
        return {"started": self.started, "blocked": self.blocked, "pinned": self.pinned}

    def restore_record(self, record: Json) -> None:
        """Take up what was kept."""
        self.started, self.blocked = record["started"], record["blocked"]
        self.pinned = list(record["pinned"])

    def card(self) -> Json:
        """How the chat stands in its person's list."""
        user = self.bot.user
        title = text_of(self.bot, "name", self.person.language)
        head = {"peer": self.bot.id, "type": "private", "title": title, "username": user["username"]}
        return {**head, "is_bot": True, "started": self.started, "blocked": self.blocked}
