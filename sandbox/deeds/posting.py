"""Putting a person's message into the chat and telling the bot."""

from sandbox.chat import Chat
from sandbox.errors import Misstep
from sandbox.wire import Json
from sandbox.world import World


def post(world: World, chat: Chat, content: Json) -> Json:
    """A message of the person: {"message_id", "update_id"}; update_id is null when the bot did not ask for it."""
    person = chat.person
    if person.blocked:
        raise Misstep(f"{person.first_name} has stopped the bot: unblock it first")
    if not person.started:
        person.started = True
        world.keep_person(person)
    message: Json = {
        "message_id": world.next_message_id(),
        "from": person.user,
        "chat": person.chat,
        "date": world.clock.stamp(),
        **content,
    }
    world.put(chat, message, out=True)
    update_id = world.updates.push("message", message, person.id)
    return {"message_id": message["message_id"], "update_id": update_id}


def quoted(chat: Chat, message_id: object) -> Json:
    """{"reply_to_message": ...} for a message of this chat, {} for None."""
    if message_id is None:
        return {}
    shown = chat.messages.get(message_id) if isinstance(message_id, int) else None
    if shown is None:
        raise Misstep(f"there is no message {message_id} in this chat to reply to", 404)
    return {"reply_to_message": {key: value for key, value in shown.message.items() if key != "reply_to_message"}}


def own_message(chat: Chat, message_id: object) -> Json:
    """A message of this chat by its id."""
    shown = chat.messages.get(message_id) if isinstance(message_id, int) else None
    if shown is None:
        raise Misstep(f"there is no message {message_id} in this chat", 404)
    return shown.message
