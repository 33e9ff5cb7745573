"""deleteMessage and deleteMessages."""

from sandbox.chats.group import Group
from sandbox.chats.private import Private
from sandbox.methods.call import Call
from sandbox.methods.chats import find_chat
from sandbox.rules.rights import has_right
from sandbox.wire.bounds import DELETABLE_SECONDS, DELETED_MESSAGES, DICE_KEPT_SECONDS
from sandbox.wire.errors import bad

NEVER = ("supergroup_chat_created", "migrate_from_chat_id")


def delete_message(call: Call) -> bool:
    """One message away, as far as the bot may."""
    if call.integer("message_id") <= 0:
        raise bad("message identifier is not specified")
    chat = find_chat(call)
    message_id = call.integer("message_id")
    if message_id not in chat.messages:
        raise bad("message to delete not found")
    _check(call, chat, message_id)
    call.world.remove(chat, message_id)
    return True


def _check(call: Call, chat: Private | Group, message_id: int) -> None:
    """What is too old cannot be deleted, nor in groups what others wrote, unless as administrator."""
    shown = chat.messages[message_id]
    age = call.world.clock.stamp() - shown.message["date"]
    # deleteMessage in the specification: a throw cannot be taken back for a day, nor anything after 48 hours.
    thrown = "dice" in shown.message and isinstance(chat, Private) and age < DICE_KEPT_SECONDS
    me = call.bot.id
    others = isinstance(chat, Group) and shown.by != me and not has_right(chat, me, "can_delete_messages")
    if thrown or others or age > DELETABLE_SECONDS or any(name in shown.message for name in NEVER):
        raise bad("message can't be deleted")


def delete_messages(call: Call) -> bool:
    """1 to 100 messages away; those that are not there are skipped."""
    given = call.given("message_ids", "message identifiers")
    if given is None:
        raise bad("message identifiers are not specified")
    if not isinstance(given, list):
        raise bad("expected an Array of message identifiers")
    if len(given) > DELETED_MESSAGES:
        raise bad("too many message identifiers specified")
    chat = find_chat(call)
    if not all(str(message_id).isdigit() and int(message_id) > 0 for message_id in given):
        raise bad("invalid message identifier specified")
    there = [int(message_id) for message_id in given if int(message_id) in chat.messages]
    # All are judged before the first one goes: a call that is refused has deleted nothing.
    for message_id in there:
        _check(call, chat, message_id)
    for message_id in there:
        call.world.remove(chat, message_id)
    return True


METHODS = {
    "deleteMessage": delete_message,
    "deleteMessages": delete_messages,
}
