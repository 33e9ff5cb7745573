"""Stopping and restarting the bot, deleting the chat."""

from sandbox.chat import Chat
from sandbox.errors import Misstep
from sandbox.wire import Json
from sandbox.world import World


def set_blocked(world: World, chat: Chat, *, blocked: bool) -> Json:
    """Stop or restart the bot: my_chat_member between member and kicked."""
    person = chat.person
    if person.blocked == blocked:
        raise Misstep(f"the bot is {'already' if blocked else 'not'} blocked by {person.first_name}")
    person.blocked = blocked
    world.keep_person(person)
    member = {"user": world.bot, "status": "member"}
    kicked = {"user": world.bot, "status": "kicked", "until_date": 0}
    change = {
        "chat": person.chat,
        "from": person.user,
        "date": world.clock.stamp(),
        "old_chat_member": member if blocked else kicked,
        "new_chat_member": kicked if blocked else member,
    }
    return {"update_id": world.updates.push("my_chat_member", change, person.id)}


def block(world: World, chat: Chat, _: Json) -> Json:
    """Stop the bot."""
    return set_blocked(world, chat, blocked=True)


def unblock(world: World, chat: Chat, _: Json) -> Json:
    """Restart the bot."""
    return set_blocked(world, chat, blocked=False)


def delete_chat(world: World, chat: Chat, _: Json) -> Json:
    """Delete the chat and stop the bot."""
    for message_id in list(chat.messages):
        world.remove(chat, message_id)
    if chat.reply_keyboard or chat.force_reply:
        world.set_keyboard(chat, None)
    return {"update_id": None} if chat.person.blocked else set_blocked(world, chat, blocked=True)
