"""A group or supergroup: who is in it as what, its settings, and which bots hear what is said there."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from sandbox.bots.bot import Bot
from sandbox.bots.commands import scope_key
from sandbox.chats.chat import Chat
from sandbox.chats.contents import mentions, tells_of_chat
from sandbox.chats.message import Shown
from sandbox.chats.person import Person
from sandbox.wire import Json

INSIDE = frozenset({"creator", "administrator", "member", "restricted"})
LEFT: Json = {"status": "left"}
MEMBER: Json = {"status": "member"}
_COMMAND = re.compile(r"/[A-Za-z0-9_]+(?:@(\w+))?(?!\w)")


class Group(Chat):
    """`members`: ChatMember objects without the user, by user id; whoever left stays in it as left or kicked.

    An administrator's has `promoted_by` besides. `permissions`: of everybody; `facts`: username, description, photo,
    invite links, join requests, where it moved to.
    """

    def __init__(self, chat_id: int, kind: str, title: str) -> None:
        super().__init__(str(chat_id))
        self.kind = kind
        self.title = title
        self.facts: Json = {}
        self.members: dict[int, Json] = {}
        self.present: dict[int, Bot] = {}
        self.permissions: Json = {}
        self.last_message = 0
        self.last_speaker = 0
        self._id = chat_id

    @property
    def id(self) -> int:
        """Its negative id."""
        return self._id

    @property
    def info(self) -> Json:
        """The Chat object."""
        names = {"username": self.facts["username"]} if self.facts.get("username") else {}
        return {"id": self._id, "title": self.title, **names, "type": self.kind}

    def set_facts(self, **facts: object) -> None:
        """Change what is known of it; None takes a fact away."""
        self.facts = {name: fact for name, fact in {**self.facts, **facts}.items() if fact is not None}

    def lapse(self, now: int) -> None:
        """Let bans and restrictions end whose time has come."""
        # Nothing runs at that moment itself: whoever comes to look at the group lets go first what is over.
        for user_id, member in list(self.members.items()):
            if 0 < member.get("until_date", 0) <= now:
                self.members[user_id] = MEMBER if member.get("is_member") else LEFT

    def put(self, message: Json, *, kind: str = "message", fixed: bool = False) -> Shown:
        """Show a message, and remember which bot spoke last."""
        self._listen(message)
        return super().put(message, kind=kind, fixed=fixed)

    def restore(self, shown: Iterable[Shown], gone: Iterable[tuple[int, int]]) -> None:
        """Rebuild messages and events from what was kept."""
        super().restore(shown, gone)
        for message_id, one in self.messages.items():
            self._listen(one.message)
            if self.kind == "supergroup":
                self.last_message = max(self.last_message, message_id)

    def _listen(self, message: Json) -> None:
        author = message.get("from", {})
        if author.get("is_bot") and not tells_of_chat(message):
            self.last_speaker = int(author["id"])

    def status(self, user_id: int) -> str:
        """creator, administrator, member, restricted, left or kicked."""
        return str(self.members[user_id]["status"]) if user_id in self.members else "left"

    def holds(self, user_id: int) -> bool:
        """Whether somebody is in it."""
        member = self.members.get(user_id)
        # Who is restricted may be outside all the same: the record waits for their return.
        return member is not None and member["status"] in INSIDE and member.get("is_member", True)

    def bots(self) -> Iterable[Bot]:
        """The bots that are in it."""
        return self.present.values()

    def hearers(self, message: Json) -> Iterator[Bot]:
        """Bots without privacy mode and administrators hear everything, the others what is meant for them."""
        for bot in self.present.values():
            if bot.reads_groups or self.status(bot.id) == "administrator" or self._is_meant(bot, message):
                yield bot

    def scopes(self, person_id: int) -> Iterator[str]:
        """The scopes of commands that hold here for a person (core.telegram.org, BotCommandScope)."""
        leads = self.status(person_id) in ("creator", "administrator")
        yield scope_key("chat_member", self.id, person_id)
        if leads:
            yield scope_key("chat_administrators", self.id)
        yield scope_key("chat", self.id)
        if leads:
            yield "all_chat_administrators"
        yield from ("all_group_chats", "default")

    def commands_for(self, person: Person) -> list[Json]:
        """The commands of all its bots that hold for a person, each with the bot's name."""
        return [
            {**command, "bot": bot.user["username"]}
            for bot in self.present.values()
            for command in bot.commands.seen(self.scopes(person.id), person.language)
        ]

    def show_commands(self) -> None:
        """Show everybody in it the commands as they are now."""
        for screen in self.screens.values():
            screen.show_commands(self.commands_for(screen.person))

    def _is_meant(self, bot: Bot, message: Json) -> bool:
        """Service messages, commands for it or for the bot that spoke last, replies to it, mentions of it."""
        if tells_of_chat(message) or _answers(bot, message) or mentions(message, bot.user):
            return True
        command = _COMMAND.match(message.get("text") or message.get("caption", ""))
        if command is None:
            return False
        addressed = (command[1] or "").lower()
        # As long as no bot has spoken, a bare command is meant for all of them.
        return addressed == bot.user["username"].lower() or (not addressed and self.last_speaker in (0, bot.id))

    def record(self) -> Json:
        """What is kept on disk besides the messages."""
        head = {"kind": self.kind, "title": self.title, "facts": self.facts, "pinned": list(self.pinned)}
        members = {str(key): member for key, member in self.members.items()}
        return {**head, "members": members, "permissions": self.permissions, "last_message": self.last_message}

    def restore_record(self, record: Json) -> None:
        """Take up what was kept."""
        self.facts, self.pinned, self.last_message = record["facts"], list(record["pinned"]), record["last_message"]
        self.members = {int(key): member for key, member in record["members"].items()}
        self.permissions = record["permissions"]

    def count(self) -> int:
        """How many are in it."""
        return sum(self.holds(user_id) for user_id in self.members)

    def card(self) -> Json:
        """How the group stands in the list of a person."""
        told = {name: self.facts[name] for name in ("username", "description") if self.facts.get(name)}
        if photo := self.facts.get("photo"):
            told["photo_url"] = f"/files/{photo[0]['file_unique_id']}"
        head = {"peer": self._id, "type": self.kind, "title": self.title, **told}
        return {**head, "is_bot": False, "members": self.count()}


def _answers(bot: Bot, message: Json) -> bool:
    answered: Any = message.get("reply_to_message", {})
    return bool(answered.get("from", {}).get("id") == bot.id)
