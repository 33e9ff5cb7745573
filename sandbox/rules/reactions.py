"""Reactions: the emoji there are, who reacted with what, and which bots hear of it."""

from collections.abc import Iterable

from sandbox.bots.bot import Bot
from sandbox.chats.chat import Chat
from sandbox.chats.group import Group
from sandbox.chats.message import Shown
from sandbox.wire import Json
from sandbox.wire.bounds import REACTION_KINDS

EMOJI = frozenset({
    "❤", "👍", "👎", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "🤬", "😢",
    "🎉", "🤩", "🤮", "💩", "🙏", "👌", "🕊", "🤡", "🥱", "🥴", "😍", "🐳",
    "❤\u200d🔥", "🌚", "🌭", "💯", "🤣", "⚡", "🍌", "🏆", "💔", "🤨", "😐", "🍓",
    "🍾", "💋", "🖕", "😈", "😴", "😭", "🤓", "👻", "👨\u200d💻", "👀", "🎃", "🙈",
    "😇", "😨", "🤝", "✍", "🤗", "🫡", "🎅", "🎄", "☃", "💅", "🤪", "🗿",
    "🆒", "💘", "🙉", "🦄", "😘", "💊", "🙊", "😎", "👾", "🤷\u200d♂", "🤷", "🤷\u200d♀",
    "😡",
})  # fmt: skip
_SHAPE = "\ufe0f"  # says that a character is meant as an emoji; Telegram leaves it out


def plain(emoji: str) -> str:
    """An emoji as Telegram tells it."""
    return emoji.replace(_SHAPE, "")


def reaction(emoji: str | None) -> list[Json]:
    """The list of ReactionType for one emoji or none."""
    return [{"type": "emoji", "emoji": emoji}] if emoji else []


def target(chat: Chat, shown: Shown) -> Shown:
    """The message that holds the reactions: of an album the first."""
    album = shown.message.get("media_group_id")
    if album is None:
        return shown
    return next(one for one in chat.messages.values() if one.message.get("media_group_id") == album)


def has_room(shown: Shown, emoji: str) -> bool:
    """Whether a message can show one more kind of reaction."""
    kinds = set(shown.reactions.values())
    return emoji in kinds or len(kinds) < REACTION_KINDS


def changed(shown: Shown, actor: int, emoji: str) -> dict[int, str]:
    """The reactions when somebody reacts otherwise, "" for not at all."""
    others = {one: given for one, given in shown.reactions.items() if one != actor}
    return {**others, actor: emoji} if emoji else others


def hearers(chat: Chat) -> Iterable[Bot]:
    """The bots that hear of reactions: in groups the administrators."""
    return [bot for bot in chat.bots() if not isinstance(chat, Group) or chat.status(bot.id) == "administrator"]
