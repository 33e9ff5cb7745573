"""Pinned messages of a chat, and the service message that tells of a pin."""

from sandbox.chats.group import Group
from sandbox.chats.message import Shown
from sandbox.chats.private import Private
from sandbox.rules.rights import has_right, may
from sandbox.state.world import World
from sandbox.wire import Json


def pin(world: World, chat: Private | Group, user: Json, shown: Shown) -> tuple[Json, int | None]:
    """Pin a message for everybody: the service message and the update that tells the bots, theirs too."""
    world.set_pinned(chat, sorted({*chat.pinned, shown.message["message_id"]}))
    pinned = {name: value for name, value in shown.message.items() if name != "reply_to_message"}
    head = {"message_id": world.next_message_id(chat), "from": user, "chat": chat.info}
    notice: Json = {**head, "date": world.clock.stamp(), "pinned_message": pinned}
    world.put(chat, notice)
    return notice, world.announce("message", chat, notice)


def unpin(world: World, chat: Private | Group, message_id: int) -> None:
    """Take a message off the pinned ones; nobody is told in the chat."""
    world.set_pinned(chat, [other for other in chat.pinned if other != message_id])


def unpin_all(world: World, chat: Private | Group) -> None:
    """Take all messages off."""
    if chat.pinned:
        world.set_pinned(chat, [])


def may_pin(chat: Private | Group, user_id: int) -> bool:
    """Whether somebody may pin and unpin here: both sides of a private chat, and who has the right in a group."""
    if isinstance(chat, Private):
        return True
    # A bot pins by the right of an administrator alone, a person also where everybody may.
    holds = has_right if user_id in chat.present else may
    return holds(chat, user_id, "can_pin_messages")
