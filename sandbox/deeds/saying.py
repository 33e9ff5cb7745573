"""Typing: messages, /start with a payload, and edits of what was typed."""

import re

from sandbox.chats.chat import Screen
from sandbox.chats.private import Private
from sandbox.deeds.membership import set_blocked
from sandbox.deeds.posting import all_told, message_of, post, put_away, quoted
from sandbox.state.world import World
from sandbox.text.find import find_entities
from sandbox.text.units import clean, is_blank
from sandbox.wire import Json
from sandbox.wire.bounds import MESSAGE_TEXT
from sandbox.wire.errors import Misstep

_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
_SPACE = " \n"


def say(world: World, screen: Screen, given: Json) -> Json:
    """{"text", "reply_to"?}: one message, or several when the text is longer than 4096 characters."""
    text = given.get("text")
    if not isinstance(text, str):
        raise Misstep("text must be a string")
    typed = clean(text).strip(_SPACE)
    if is_blank(typed):
        raise Misstep("a message needs something to read in it")
    first = {**_content(typed[:MESSAGE_TEXT].rstrip(_SPACE)), **quoted(screen, given.get("reply_to"))}
    posted = [post(world, screen, first)]
    rest = [
        typed[start : start + MESSAGE_TEXT].strip(_SPACE) for start in range(MESSAGE_TEXT, len(typed), MESSAGE_TEXT)
    ]
    posted += [post(world, screen, _content(part)) for part in rest if not is_blank(part)]
    _collapse(world, screen, typed)
    return all_told(posted)


def _content(text: str) -> Json:
    entities = find_entities(text)
    return {"text": text, "entities": entities} if entities else {"text": text}


def _collapse(world: World, screen: Screen, typed: str) -> None:
    """A key's label typed is the key used; a forced reply goes away when anything was sent."""
    keyboard = screen.reply_keyboard
    if keyboard and keyboard.get("one_time_keyboard"):
        if any(button["text"] == typed for row in keyboard["keyboard"] for button in row):
            put_away(world, screen)
    elif screen.force_reply:
        world.set_keyboard(screen, keyboard)


def start(world: World, screen: Screen, given: Json) -> Json:
    """{"payload"?}: the Start button or a deep link; unblocks the bot if need be."""
    payload = given.get("payload") or ""
    if not isinstance(payload, str) or not _PAYLOAD.fullmatch(payload):
        raise Misstep("a deep link's payload is up to 64 characters of A-Z a-z 0-9 _ -; Telegram's apps drop any other")
    if isinstance(screen.chat, Private) and screen.chat.blocked:
        set_blocked(world, screen.chat, blocked=False)
    # "/start" alone: what follows is the payload and no part of the command.
    entities = [{"offset": 0, "length": 6, "type": "bot_command"}]
    return post(world, screen, {"text": f"/start {payload}".rstrip(), "entities": entities})


def edit(world: World, screen: Screen, given: Json) -> Json:
    """{"message_id", "text"}: the person mends an own text message."""
    text, message_id = given.get("text"), given.get("message_id")
    shown = message_of(screen, message_id)
    old = shown.message
    if not screen.mine(shown) or "text" not in old:
        raise Misstep("only an own text message can be edited")
    if not isinstance(text, str) or is_blank(text) or len(text) > MESSAGE_TEXT:
        raise Misstep("text must have 1 to 4096 characters")
    kept = {key: value for key, value in old.items() if key not in ("text", "entities")}
    message = {**kept, "edit_date": world.clock.stamp(), **_content(clean(text).strip(_SPACE))}
    world.replace(screen.chat, shown, message)
    return {"message_id": message["message_id"], "update_id": world.announce("edited_message", screen.chat, message)}


DEEDS = {
    "say": say,
    "start": start,
    "edit": edit,
}
