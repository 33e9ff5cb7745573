"""setMessageReaction."""

import json
from typing import Any

from sandbox.chats.contents import tells_of_chat
from sandbox.methods.call import Call
from sandbox.methods.chats import open_chat
from sandbox.rules.reactions import EMOJI, changed, has_room, plain, target
from sandbox.wire import Json
from sandbox.wire.errors import Refusal, bad


def set_message_reaction(call: Call) -> bool:
    """Another reaction of the bot to a message, or none."""
    wanted = _read(call.params.get("reaction"))
    chat = open_chat(call)
    found = chat.messages.get(call.integer("message_id"))
    if found is None:
        raise bad("message to react not found")
    if len(wanted) > 1:
        raise bad("REACTIONS_TOO_MANY")
    emoji = plain(wanted[0].get("emoji", "")) if wanted else ""
    shown = target(chat, found)
    if wanted and (emoji not in EMOJI or tells_of_chat(shown.message)):
        raise bad("REACTION_INVALID")
    if emoji and not has_room(shown, emoji):
        raise bad("REACTIONS_TOO_MANY")
    if shown.reactions.get(call.bot.id, "") != emoji:
        call.world.replace(chat, shown, shown.message, reactions=changed(shown, call.bot.id, emoji))
    return True


def _read(given: Any) -> list[Json]:
    """The ReactionType objects of a call (JSON text or list)."""
    if isinstance(given, str) and given:
        try:
            given = json.loads(given)
        except ValueError:
            raise bad("can't parse reaction types JSON object") from None
    if not given and not isinstance(given, dict):
        return []
    if not isinstance(given, list):
        raise bad("expected an Array of ReactionType")
    return [_type(one) for one in given]


def _type(given: Any) -> Json:
    if not isinstance(given, dict):
        raise _unreadable("expected an Object")
    kind = _needed(given, "type")
    if kind not in _FIELDS:
        raise _unreadable("invalid reaction type specified")
    return {kind: _needed(given, _FIELDS[kind])}


_FIELDS = {"emoji": "emoji", "custom_emoji": "custom_emoji_id"}


def _needed(given: Json, name: str) -> str:
    if name not in given:
        raise _unreadable(f'Can\'t find field "{name}"')
    return str(given[name])


def _unreadable(why: str) -> Refusal:
    return bad(f"can't parse ReactionType: {why}")


METHODS = {
    "setMessageReaction": set_message_reaction,
}
