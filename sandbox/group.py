"""A group or supergroup: who is in it as what, its settings, and which bots hear what is said there."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from sandbox.chat import Chat
from sandbox.contents import tells_of_chat
from sandbox.wire import Json

if TYPE_CHECKING:
    from sandbox.bot import Bot

INSIDE = frozenset({"creator", "administrator", "member", "restricted"})
_COMMAND = re.compile(r"/\w+@(\w+)")


class Group(Chat):
    """`members`: ChatMember objects without the user, by user id; whoever left stays in it as left or kicked."""

    def __init__(self, chat_id: int, kind: str, title: str) -> None:
        super().__init__(str(chat_id))
        self.kind = kind
        self.title = title
        self.facts: Json = {}
        self.members: dict[int, Json] = {}
        self.present: dict[int, Bot] = {}
        self.last_message = 0
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

    def status(self, user_id: int) -> str:
        """creator, administrator, member, restricted, left or kicked."""
        return str(self.members[user_id]["status"]) if user_id in self.members else "left"

    def holds(self, user_id: int) -> bool:
        """Whether somebody is in it."""
        member = self.members.get(user_id)
        return member is not None and member["status"] in INSIDE and member.get("is_member", True)

    def bots(self) -> Iterable["Bot"]:
        """The bots that are in it."""
        return self.present.values()

    def hearers(self, message: Json) -> Iterator["Bot"]:
        """Bots without privacy mode and administrators hear everything, the others what is meant for them."""
        for bot in self.present.values():
            if bot.reads_groups or self.status(bot.id) == "administrator" or _is_meant(bot, message):
                yield bot

    def record(self) -> Json:
        """What is kept on disk besides the messages."""
        head = {"kind": self.kind, "title": self.title, "facts": self.facts, "pinned": self.pinned}
        members = {str(key): member for key, member in self.members.items()}
        return {**head, "members": members, "last_message": self.last_message}

    def restore_record(self, record: Json) -> None:
        """Take up what was kept."""
        self.facts, self.pinned, self.last_message = record["facts"], list(record["pinned"]), record["last_message"]
        self.members = {int(key): member for key, member in record["members"].items()}

    def card(self) -> Json:
        """How the group stands in the list of a person."""
        count = sum(self.holds(user_id) for user_id in self.members)
        names = {"username": self.facts["username"]} if self.facts.get("username") else {}
        return {"peer": self._id, "type": self.kind, "title": self.title, **names, "is_bot": False, "members": count}


def _is_meant(bot: "Bot", message: Json) -> bool:
    """Service messages, commands (not those for another bot), replies to the bot, mentions of it."""
    return tells_of_chat(message) or _answers(bot, message) or _named(bot, message)


def _answers(bot: "Bot", message: Json) -> bool:
    answered: Any = message.get("reply_to_message", {})
    return bool(answered.get("from", {}).get("id") == bot.id)


def _named(bot: "Bot", message: Json) -> bool:
    text = message.get("text") or message.get("caption", "")
    if text.startswith("/"):
        addressed = _COMMAND.match(text)
        return addressed is None or addressed[1].lower() == bot.user["username"].lower()
    return f"@{bot.user['username']}".lower() in text.lower()
