"""Putting a person's message into the chat and telling the bots."""

from sandbox.chats.chat import Screen
from sandbox.chats.group import Group
from sandbox.chats.message import Shown
from sandbox.chats.private import Private
from sandbox.rules.rights import unsendable
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.errors import Misstep


def post(world: World, screen: Screen, content: Json) -> Json:
    """A message of the person: {"message_id", "update_id"}; update_id is null when no bot asked for it."""
    may_act(screen)
    if isinstance(screen.chat, Group) and (what := unsendable(screen.chat, screen.person.id, content)):
        raise Misstep(f"{screen.person.first_name} may not send {what} in {screen.chat.title}")
    if isinstance(screen.chat, Private) and not screen.chat.started:
        # Whoever wrote once can be written to: from now on the bot may speak first.
        screen.chat.started = True
        world.keep_chat(screen.chat)
    head = {"message_id": world.next_message_id(screen.chat), "from": screen.person.user, "chat": screen.chat.info}
    message: Json = {**head, "date": world.clock.stamp(), **content}
    world.put(screen.chat, message)
    return {"message_id": message["message_id"], "update_id": world.announce("message", screen.chat, message)}


def put_away(world: World, screen: Screen) -> None:
    """A one-time keyboard goes away when one of its keys was used."""
    if screen.reply_keyboard and screen.reply_keyboard.get("one_time_keyboard"):
        world.set_keyboard(screen, None)


def all_told(posted: list[Json]) -> Json:
    """What several messages of one deed answer."""
    if len(posted) == 1:
        return posted[0]
    ids = {"message_ids": [one["message_id"] for one in posted], "update_ids": [one["update_id"] for one in posted]}
    return {**posted[0], **ids}


def may_act(screen: Screen) -> None:
    """Misstep when the person can do nothing here."""
    person, chat = screen.person, screen.chat
    if person.deleted:
        raise Misstep("this account is deleted")
    if isinstance(chat, Private) and chat.blocked:
        raise Misstep(f"{person.first_name} has stopped the bot: unblock it first")
    if isinstance(chat, Group) and not chat.holds(person.id):
        raise Misstep(f"{person.first_name} is not in {chat.title}")


def quoted(screen: Screen, message_id: object) -> Json:
    """{"reply_to_message": ...} for a message of this chat, {} for None."""
    if message_id is None:
        return {}
    answered = message_of(screen, message_id).message
    return {"reply_to_message": {key: value for key, value in answered.items() if key != "reply_to_message"}}


def message_of(screen: Screen, message_id: object) -> Shown:
    """A message of this chat by its id; Misstep 404."""
    shown = screen.messages.get(message_id) if isinstance(message_id, int) else None
    if shown is None:
        raise Misstep(f"there is no message {message_id} in this chat", 404)
    return shown
