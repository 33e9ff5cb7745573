"""The bot's commands by scope and language, and which of them a person sees."""

from sandbox.disk import Keeper
from sandbox.errors import bad
from sandbox.wire import Json

_SIMPLE = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
_OF_CHAT = ("chat", "chat_administrators", "chat_member")


def scope_key(scope: Json | None) -> str:
    """A scope as a key: its type, with the chat and user where it has them."""
    kind = (scope or {}).get("type", "default")
    if kind in _SIMPLE:
        return str(kind)
    if scope is None or kind not in _OF_CHAT:
        raise bad("can't parse BotCommandScope: Unsupported type specified")
    if "chat_id" not in scope:
        raise bad("can't parse BotCommandScope: Can't find field \"chat_id\"")
    return f"{kind}:{scope['chat_id']}:{scope.get('user_id', '')}"


class CommandSets:
    """All command lists; an empty list is the same as none."""

    def __init__(self, disk: Keeper) -> None:
        self._disk = disk
        self._sets: dict[str, list[Json]] = {}

    def put(self, scope: str, language: str, commands: list[Json]) -> None:
        """Replace the list of one scope and language."""
        key = f"{scope}|{language}"
        if commands:
            self._sets[key] = commands
            self._disk.keep("commands", key, commands)
        else:
            self._sets.pop(key, None)
            self._disk.drop("commands", key)

    def get(self, scope: str, language: str) -> list[Json]:
        """The list of exactly this scope and language."""
        return self._sets.get(f"{scope}|{language}", [])

    def seen_by(self, person_id: int, language_code: str) -> list[Json]:
        """What a person sees in the private chat: chat, then all_private_chats, then default; language before none."""
        language = language_code.split("-", maxsplit=1)[0].lower()
        for scope in (f"chat:{person_id}:", "all_private_chats", "default"):
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
