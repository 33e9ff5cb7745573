"""The bot's commands by scope and language, and which of them a person sees."""

from collections.abc import Iterator

from sandbox.chats.chat import Chat
from sandbox.chats.group import Group
from sandbox.chats.person import Person
from sandbox.keeping.disk import Shelf
from sandbox.wire import Json

SIMPLE = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
OF_CHAT = ("chat", "chat_administrators", "chat_member")


def scope_key(kind: str, chat_id: int | None = None, user_id: int | None = None) -> str:
    """A scope as a key: its type, with the chat and user where it has them."""
    return kind if chat_id is None else f"{kind}:{chat_id}:{user_id or ''}"


def _scopes(chat: Chat, person: Person) -> Iterator[str]:
    """The scopes that hold for a person in a chat, the most specific first (core.telegram.org, BotCommandScope)."""
    if not isinstance(chat, Group):
        yield from (scope_key("chat", chat.id), "all_private_chats", "default")
        return
    yield scope_key("chat_member", chat.id, person.id)
    leads = chat.status(person.id) in ("creator", "administrator")
    if leads:
        yield scope_key("chat_administrators", chat.id)
    yield scope_key("chat", chat.id)
    if leads:
        yield "all_chat_administrators"
    yield from ("all_group_chats", "default")


class CommandSets:
    """All command lists; an empty list is the same as none."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._sets: dict[str, list[Json]] = {}

    def put(self, scope: str, language: str, commands: list[Json]) -> None:
        """Replace the list of one scope and language."""
        key = f"{scope}|{language}"
        if commands:
            self._sets[key] = commands
            self._shelf.keep("commands", key, commands)
        else:
            self._sets.pop(key, None)
            self._shelf.drop("commands", key)

    def get(self, scope: str, language: str) -> list[Json]:
        """The list of exactly this scope and language."""
        return self._sets.get(f"{scope}|{language}", [])

    def seen_by(self, chat: Chat, person: Person) -> list[Json]:
        """What a person sees in a chat: the most specific scope that has any; his language before none."""
        if not self._sets:
            return []
        for scope in _scopes(chat, person):
            for tongue in (person.language, ""):
                if found := self.get(scope, tongue):
                    return found
        return []

    def all(self) -> dict[str, list[Json]]:
        """Every list by "scope|language"."""
        return dict(self._sets)

    def restore(self, kept: dict[str, list[Json]]) -> None:
        """Take up what was set before."""
        self._sets.update(kept)
