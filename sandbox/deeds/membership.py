"""Stopping and restarting the bot, deleting the chat."""

from sandbox.chats.chat import Screen
from sandbox.chats.private import Private
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.errors import Misstep


def set_blocked(world: World, chat: Private, *, blocked: bool) -> Json:
    """Stop or restart the bot: my_chat_member between member and kicked."""
    person, user = chat.person, chat.bot.user
    if chat.blocked == blocked:
        raise Misstep(f"the bot is {'already' if blocked else 'not'} blocked by {person.first_name}")
    chat.blocked = blocked
    world.keep_chat(chat)
    member = {"user": user, "status": "member"}
    kicked = {"user": user, "status": "kicked", "until_date": 0}
    change = {
        "chat": chat.info,
        "from": person.user,
        "date": world.clock.stamp(),
        "old_chat_member": member if blocked else kicked,
        "new_chat_member": kicked if blocked else member,
    }
    return {"update_id": chat.bot.updates.push("my_chat_member", change, chat.id)}


def block(world: World, screen: Screen, _: Json) -> Json:
    """Stop the bot."""
    return set_blocked(world, _private(screen), blocked=True)


def unblock(world: World, screen: Screen, _: Json) -> Json:
    """Restart the bot."""
    return set_blocked(world, _private(screen), blocked=False)


def delete_chat(world: World, screen: Screen, _: Json) -> Json:
    """Delete the chat and stop the bot."""
    chat = _private(screen)
    for message_id in list(chat.messages):
        world.remove(chat, message_id)
    if screen.reply_keyboard or screen.force_reply:
        world.set_keyboard(screen, None)
    return {"update_id": None} if chat.blocked else set_blocked(world, chat, blocked=True)


def _private(screen: Screen) -> Private:
    if not isinstance(screen.chat, Private):
        raise Misstep("only the chat with a bot can be stopped or deleted; a group is left")
    return screen.chat


DEEDS = {
    "block": block,
    "unblock": unblock,
    "delete_chat": delete_chat,
}
