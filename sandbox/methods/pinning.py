"""pinChatMessage, unpinChatMessage, unpinAllChatMessages."""

from sandbox.bots.bot import Bot
from sandbox.chats.contents import tells_of_chat
from sandbox.chats.group import Group
from sandbox.chats.private import Private
from sandbox.methods.call import Call
from sandbox.methods.chats import open_chat
from sandbox.rules import pinning
from sandbox.wire.errors import bad


def pin_chat_message(call: Call) -> bool:
    """Pin one more message; the bot hears of it as everybody does."""
    chat, number = _named(call, "pin")
    if tells_of_chat(chat.messages[number].message):
        raise bad("message can't be pinned")
    if number in chat.pinned:
        raise bad("CHAT_NOT_MODIFIED")
    pinning.pin(call.world, chat, call.bot.user, chat.messages[number])
    return True


def unpin_chat_message(call: Call) -> bool:
    """Unpin a message, without a number the newest pinned one."""
    if call.integer("message_id") > 0:
        chat, number = _named(call, "unpin")
        if number not in chat.pinned:
            raise bad("CHAT_NOT_MODIFIED")
    else:
        chat = open_chat(call)
        if not chat.pinned:
            raise bad("message to unpin not found")
        _check(call.bot, chat)
        number = chat.pinned[-1]
    pinning.unpin(call.world, chat, number)
    return True


def unpin_all_chat_messages(call: Call) -> bool:
    """Unpin whatever is pinned."""
    chat = open_chat(call)
    _check(call.bot, chat)
    pinning.unpin_all(call.world, chat)
    return True


def _named(call: Call, deed: str) -> tuple[Private | Group, int]:
    chat, number = open_chat(call), call.integer("message_id")
    if number <= 0:
        raise bad("message identifier is not specified")
    if number not in chat.messages:
        raise bad(f"message to {deed} not found")
    _check(call.bot, chat)
    return chat, number


def _check(bot: Bot, chat: Private | Group) -> None:
    if not pinning.may_pin(chat, bot.id):
        raise bad("not enough rights to manage pinned messages in the chat")


METHODS = {
    "pinChatMessage": pin_chat_message,
    "unpinChatMessage": unpin_chat_message,
    "unpinAllChatMessages": unpin_all_chat_messages,
}
