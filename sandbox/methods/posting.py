"""What all sending has in common: limits, replies, the message itself, and its keyboard below the input line."""

from collections.abc import Iterator, Sequence

from sandbox.bots.bot import Bot
from sandbox.chats.chat import Chat, Screen
from sandbox.chats.contents import mentions
from sandbox.chats.group import Group
from sandbox.chats.private import Private
from sandbox.methods.call import Call
from sandbox.methods.replying import replied
from sandbox.rules.keyboards import Markup
from sandbox.rules.rights import unsendable
from sandbox.wire import Json
from sandbox.wire.errors import bad


def post(call: Call, chat: Private | Group, content: tuple[Json, Markup | None]) -> Json:
    """Put a message of the bot into a chat, within the sending limits; the Message as the bot sees it."""
    _check_rights(call.bot, chat, content[0])
    call.bot.limits.take(chat.id, paid=call.flag("allow_paid_broadcast"))
    message = headed(call, chat, {**replied(call, chat), **content[0]})
    if call.flag("protect_content"):
        message["has_protected_content"] = True
    markup = content[1]
    if markup is not None and markup.kind == "inline" and markup.value["inline_keyboard"]:
        message["reply_markup"] = markup.value
    below = markup is not None and markup.kind != "inline"
    call.world.put(chat, message, fixed=below)
    if markup is not None and below:
        for screen in _concerned(chat, message, markup):
            _lay_below(call, screen, message, markup)
    return message


def post_all(call: Call, chat: Private | Group, contents: Sequence[Json]) -> list[Json]:
    """Several messages of one call, which counts once for the limits; the Messages in order."""
    # All are judged before the first is put: a call that is refused has sent nothing.
    for content in contents:
        _check_rights(call.bot, chat, content)
    call.bot.limits.take(chat.id, paid=call.flag("allow_paid_broadcast"))
    protected = {"has_protected_content": True} if call.flag("protect_content") else {}
    messages = [headed(call, chat, {**protected, **content}) for content in contents]
    for message in messages:
        call.world.put(chat, message)
    return messages


def _check_rights(bot: Bot, chat: Private | Group, content: Json) -> None:
    if isinstance(chat, Group) and (what := unsendable(chat, bot.id, content)):
        raise bad(f"not enough rights to send {what} to the chat")


def headed(call: Call, chat: Private | Group, content: Json) -> Json:
    """A Message of the bot with this content."""
    head = {"message_id": call.world.next_message_id(chat), "from": call.bot.user, "chat": chat.info}
    return {**head, "date": call.world.clock.stamp(), **content}


def _lay_below(call: Call, screen: Screen, message: Json, markup: Markup) -> None:
    if markup.kind == "keyboard":
        call.world.set_keyboard(screen, markup.value)
    elif markup.kind == "remove_keyboard":
        call.world.set_keyboard(screen, None)
    else:
        forced = {**markup.value, "message_id": message["message_id"]}
        call.world.set_keyboard(screen, screen.reply_keyboard, forced)


def _concerned(chat: Chat, message: Json, markup: Markup) -> Iterator[Screen]:
    """Whose input line a keyboard stands below; a `selective` one is for those mentioned or answered."""
    if not markup.value.get("selective") or not isinstance(chat, Group):
        yield from chat.screens.values()
        return
    answered = message.get("reply_to_message", {}).get("from", {}).get("id")
    for screen in chat.screens.values():
        if screen.person.id == answered or mentions(message, screen.person.user):
            yield screen
