"""sendDice and sendContact."""

from sandbox.chats.group import Group
from sandbox.methods.call import Call
from sandbox.methods.chats import open_chat
from sandbox.methods.posting import post
from sandbox.rules import dice
from sandbox.rules.keyboards import read_markup
from sandbox.wire import Json
from sandbox.wire.errors import bad


def send_dice(call: Call) -> Json:
    """An emoji that shows a random value."""
    emoji = dice.named(call.text("emoji").strip())
    if emoji is None:
        raise bad("EMOTICON_INVALID")
    return _send(call, {"dice": {"emoji": emoji, "value": dice.throw(emoji)}})


def send_contact(call: Call) -> Json:
    """A phone number with a name; of a person of the sandbox also the id."""
    contact: Json = {"phone_number": call.required("phone_number"), "first_name": call.required("first_name")}
    contact |= {name: value for name in ("last_name", "vcard") if (value := call.text(name))}
    digits = "".join(char for char in contact["phone_number"] if char.isdecimal())
    owner = next((person.id for person in call.world.people.values() if person.phone == digits), None)
    return _send(call, {"contact": contact | ({"user_id": owner} if owner else {})})


def _send(call: Call, content: Json) -> Json:
    chat = open_chat(call)
    markup = read_markup(call.params.get("reply_markup"), private=not isinstance(chat, Group))
    return post(call, chat, (content, markup))


METHODS = {
    "sendDice": send_dice,
    "sendContact": send_contact,
}
