"""sendDice and sendContact."""

from sandbox.bots.bot import Bot
from sandbox.chats.group import Group
from sandbox.methods.call import Call
from sandbox.methods.chats import open_chat
from sandbox.methods.posting import post
from sandbox.rules import dice
from sandbox.rules.keyboards import read_markup
from sandbox.wire import Json
from sandbox.wire.errors import bad


def send_dice(bot: Bot, call: Call) -> Json:
    """An emoji that shows a random value."""
    emoji = dice.named(call.text("emoji").strip())
    if emoji is None:
        raise bad("EMOTICON_INVALID")
    return _send(bot, call, {"dice": {"emoji": emoji, "value": dice.throw(emoji)}})


def send_contact(bot: Bot, call: Call) -> Json:
    """A phone number with a name; of a person of the sandbox also the id."""
    contact: Json = {"phone_number": call.required("phone_number"), "first_name": call.required("first_name")}
    contact |= {name: value for name in ("last_name", "vcard") if (value := call.text(name))}
    digits = "".join(char for char in contact["phone_number"] if char.isdecimal())
    owner = next((person.id for person in bot.world.people.values() if person.phone == digits), None)
    return _send(bot, call, {"contact": contact | ({"user_id": owner} if owner else {})})


def _send(bot: Bot, call: Call, content: Json) -> Json:
    chat = open_chat(bot, call)
    markup = read_markup(call.params.get("reply_markup"), private=not isinstance(chat, Group))
    return post(bot, call, chat, (content, markup))


METHODS = {
    "sendDice": send_dice,
    "sendContact": send_contact,
}
