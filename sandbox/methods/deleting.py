"""deleteMessage and deleteMessages."""

from sandbox.bot import Bot
from sandbox.call import Call
from sandbox.errors import bad
from sandbox.methods.chats import find_chat

MOST = 100


def delete_message(bot: Bot, call: Call) -> bool:
    """One message away, the bot's or the person's."""
    if call.integer("message_id") <= 0:
        raise bad("message identifier is not specified")
    chat = find_chat(bot, call)
    message_id = call.integer("message_id")
    if message_id not in chat.messages:
        raise bad("message to delete not found")
    bot.world.remove(chat, message_id)
    return True


def delete_messages(bot: Bot, call: Call) -> bool:
    """1 to 100 messages away; those that are not there are skipped."""
    given = call.given("message_ids", "message identifiers")
    if given is None:
        raise bad("message identifiers are not specified")
    if not isinstance(given, list):
        raise bad("expected an Array of message identifiers")
    if len(given) > MOST:
        raise bad("too many message identifiers specified")
    chat = find_chat(bot, call)
    for message_id in given:
        if not str(message_id).isdigit() or int(message_id) <= 0:
            raise bad("invalid message identifier specified")
        if int(message_id) in chat.messages:
            bot.world.remove(chat, int(message_id))
    return True


METHODS = {
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}
