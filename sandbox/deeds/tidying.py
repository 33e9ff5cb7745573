"""Deleting, pinning and unpinning messages."""

from sandbox.chats.chat import Screen
from sandbox.chats.contents import tells_of_chat
from sandbox.chats.group import Group
from sandbox.chats.private import Private
from sandbox.deeds.posting import may_act, message_of
from sandbox.rules import pinning
from sandbox.rules.rights import has_right
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.errors import Misstep


def delete(world: World, screen: Screen, given: Json) -> Json:
    """{"message_id"}: gone for everybody; the bots hear nothing. In a group, one's own only, or by right."""
    may_act(screen)
    shown = message_of(screen, given.get("message_id"))
    if (
        isinstance(screen.chat, Group)
        and not screen.mine(shown)
        and not has_right(screen.chat, screen.person.id, "can_delete_messages")
    ):
        raise Misstep(f"{screen.person.first_name} may delete only own messages in {screen.chat.title}")
    world.remove(screen.chat, shown.message["message_id"])
    # The Bot API has no update for it: a bot learns that a message is gone when it wants to change it.
    return {"message_id": shown.message["message_id"], "update_id": None}


def pin(world: World, screen: Screen, given: Json) -> Json:
    """{"message_id"}: pinned for everybody; the ids are those of the message that tells of it."""
    chat = _pinnable(screen)
    shown = message_of(screen, given.get("message_id"))
    if tells_of_chat(shown.message) or shown.message["message_id"] in chat.pinned:
        raise Misstep("this message is pinned already, or only tells of the chat")
    notice, update_id = pinning.pin(world, chat, screen.person.user, shown)
    return {"message_id": notice["message_id"], "update_id": update_id}


def unpin(world: World, screen: Screen, given: Json) -> Json:
    """{"message_id"?}: no longer pinned; without it, nothing is. The bots hear nothing."""
    chat, message_id = _pinnable(screen), given.get("message_id")
    if message_id is None:
        pinning.unpin_all(world, chat)
    elif message_id in chat.pinned:
        pinning.unpin(world, chat, message_id)
    else:
        raise Misstep(f"message {message_id} is not pinned", 404)
    return {"message_id": message_id, "update_id": None}


def _pinnable(screen: Screen) -> Private | Group:
    may_act(screen)
    chat = screen.chat
    assert isinstance(chat, Private | Group)
    if not pinning.may_pin(chat, screen.person.id):
        raise Misstep(f"{screen.person.first_name} has no right to pin messages here")
    return chat


DEEDS = {
    "delete": delete,
    "pin": pin,
    "unpin": unpin,
}
