"""Putting a person's message into the chat and telling the bots."""

from sandbox.chats.chat import Shown
from sandbox.chats.group import Group
from sandbox.chats.private import Private
from sandbox.chats.seat import Seat
from sandbox.rules.rights import unsendable
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.errors import Misstep


def post(world: World, seat: Seat, content: Json) -> Json:
    """A message of the person: {"message_id", "update_id"}; update_id is null when no bot asked for it."""
    may_act(seat)
    if isinstance(seat.chat, Group) and (what := unsendable(seat.chat, seat.person.id, content)):
        raise Misstep(f"{seat.person.first_name} may not send {what} in {seat.chat.title}")
    if isinstance(seat.chat, Private) and not seat.chat.started:
        seat.chat.started = True
        world.keep_chat(seat.chat)
    head = {"message_id": world.next_message_id(seat.chat), "from": seat.person.user, "chat": seat.chat.info}
    message: Json = {**head, "date": world.clock.stamp(), **content}
    world.put(seat.chat, message)
    return {"message_id": message["message_id"], "update_id": world.announce("message", seat.chat, message)}


def put_away(world: World, seat: Seat) -> None:
    """A one-time keyboard goes away when one of its keys was used."""
    if seat.reply_keyboard and seat.reply_keyboard.get("one_time_keyboard"):
        world.set_keyboard(seat, None)


def all_told(posted: list[Json]) -> Json:
    """What several messages of one deed answer."""
    if len(posted) == 1:
        return posted[0]
    ids = {"message_ids": [one["message_id"] for one in posted], "update_ids": [one["update_id"] for one in posted]}
    return {**posted[0], **ids}


def may_act(seat: Seat) -> None:
    """Misstep when the person can do nothing here."""
    person, chat = seat.person, seat.chat
    if person.deleted:
        raise Misstep("this account is deleted")
    if isinstance(chat, Private) and chat.blocked:
        raise Misstep(f"{person.first_name} has stopped the bot: unblock it first")
    if isinstance(chat, Group) and not chat.holds(person.id):
        raise Misstep(f"{person.first_name} is not in {chat.title}")


def quoted(seat: Seat, message_id: object) -> Json:
    """{"reply_to_message": ...} for a message of this chat, {} for None."""
    if message_id is None:
        return {}
    answered = message_of(seat, message_id).message
    return {"reply_to_message": {key: value for key, value in answered.items() if key != "reply_to_message"}}


def message_of(seat: Seat, message_id: object) -> Shown:
    """A message of this chat by its id; Misstep 404."""
    shown = seat.messages.get(message_id) if isinstance(message_id, int) else None
    if shown is None:
        raise Misstep(f"there is no message {message_id} in this chat", 404)
    return shown
