"""The bot's commands by scope and language."""

from collections.abc import Iterable

from sandbox.keeping.disk import Shelf
from sandbox.wire import Json

SIMPLE = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
OF_CHAT = ("chat", "chat_administrators", "chat_member")


def scope_key(kind: str, chat_id: int | None = None, user_id: int | None = None) -> str:
    """A scope as a key: its type, with the chat and user where it has them."""
    return kind if chat_id is None else f"{kind}:{chat_id}:{user_id or ''}"


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

    def seen(self, scopes: Iterable[str], language: str) -> list[Json]:
        """The commands of the first of these scopes that has any; those in the language before those for all."""
        if not self._sets:
            return []
        # The scope decides before the language: a list of this chat for all hides one of all chats in the language.
        for scope in scopes:
            for tongue in (language, ""):
                if found := self.get(scope, tongue):
                    return found
        return []

    def all(self) -> dict[str, list[Json]]:
        """Every list by "scope|language"."""
        return dict(self._sets)

    def restore(self, kept: dict[str, list[Json]]) -> None:
        """Take up what was set before."""
        self._sets.update(kept)
