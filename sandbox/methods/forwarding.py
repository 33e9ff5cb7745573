"""forwardMessage, copyMessage and their plurals."""

from collections.abc import Callable, Iterable
from itertools import pairwise

from sandbox.chats.contents import can_copy, can_move, content_of, kind_of, origin_of
from sandbox.chats.group import Group
from sandbox.media.storing import new_album
from sandbox.methods.call import Call
from sandbox.methods.chats import find_chat, open_chat
from sandbox.methods.editing import above
from sandbox.methods.enclosing import read_words
from sandbox.methods.posting import post, post_all
from sandbox.rules.keyboards import read_markup
from sandbox.wire import Json
from sandbox.wire.bounds import MOVED_MESSAGES
from sandbox.wire.errors import bad

_WORDS = ("caption", "caption_entities", "show_caption_above_media")


def forward_message(call: Call) -> Json:
    """One message with where it comes from; the Message as sent."""
    original = _original(call, "forward")
    chat = open_chat(call)
    if not can_move(original):
        raise bad("the message can't be forwarded")
    return post(call, chat, (_forwarded(original), None))


def copy_message(call: Call) -> Json:
    """What one message says, as the bot's own; its MessageId."""
    words = read_words(call) if "caption" in call.params else {}
    original = _original(call, "copy")
    chat = open_chat(call)
    markup = read_markup(call.params.get("reply_markup"), private=not isinstance(chat, Group))
    if not can_copy(original):
        raise bad("the message can't be copied")
    content = _reworded(call, original, words) if "caption" in call.params else content_of(original)
    return {"message_id": post(call, chat, (content, markup))["message_id"]}


def _reworded(call: Call, original: Json, words: Json) -> Json:
    """With another caption, where there can be one."""
    kind = kind_of(original)
    if kind is None or not kind.captioned:
        return content_of(original)
    return {**_wordless(original), **words, **above(kind, call)}


def forward_messages(call: Call) -> list[Json]:
    """Several messages, albums staying albums; their MessageIds. What is not there or cannot be moved is skipped."""
    return _move(call, _forwarded)


def copy_messages(call: Call) -> list[Json]:
    """The same as the bot's own."""
    return _move(call, _wordless if call.flag("remove_caption") else content_of)


def _move(call: Call, taken: Callable[[Json], Json]) -> list[Json]:
    call.required("from_chat_id")
    wanted = _message_ids(call)
    chat = open_chat(call)
    source = find_chat(call, "from_chat_id", reading=True)
    found = [source.messages[number].message for number in wanted if number in source.messages]
    if not found:
        raise bad("there are no messages to forward")
    if any(later <= sooner for sooner, later in pairwise(wanted)):
        raise bad("message identifiers must be in a strictly increasing order")
    may_go = can_move if taken is _forwarded else can_copy
    movable = [message for message in found if may_go(message)]
    if not movable:
        raise bad("messages can't be forwarded")
    groups = _regrouped(movable)
    contents = [{**groups.get(str(one.get("media_group_id")), {}), **taken(one)} for one in movable]
    return [{"message_id": message["message_id"]} for message in post_all(call, chat, contents)]


def _regrouped(messages: Iterable[Json]) -> dict[str, Json]:
    """A fresh media_group_id for each album of which more than one message goes along."""
    groups = [message["media_group_id"] for message in messages if "media_group_id" in message]
    return {group: {"media_group_id": new_album()} for group in set(groups) if groups.count(group) > 1}


def _original(call: Call, deed: str) -> Json:
    call.required("from_chat_id")
    number = call.integer("message_id")
    if number <= 0:
        raise bad("message identifier is not specified")
    source = find_chat(call, "from_chat_id", reading=True)
    if number not in source.messages:
        raise bad(f"message to {deed} not found")
    return source.messages[number].message


def _message_ids(call: Call) -> list[int]:
    given = call.given("message_ids", "message_ids")
    if not given and not isinstance(given, dict):
        raise bad("message identifiers are not specified")
    if not isinstance(given, list):
        raise bad("expected an Array of message identifiers")
    if len(given) > MOVED_MESSAGES:
        raise bad("too many message identifiers specified")
    numbers = []
    for one in given:
        if isinstance(one, bool) or not isinstance(one, int | str):
            raise bad("message identifier must be a Number")
        if not str(one).lstrip("-").isdigit():
            raise bad("can't parse message identifier as Number")
        if int(one) <= 0:
            raise bad("invalid message identifier specified")
        numbers.append(int(one))
    return numbers


def _forwarded(original: Json) -> Json:
    return {"forward_origin": origin_of(original), **content_of(original)}


def _wordless(original: Json) -> Json:
    return {name: value for name, value in content_of(original).items() if name not in _WORDS}


METHODS = {
    "forwardMessage": forward_message,
    "forwardMessages": forward_messages,
    "copyMessage": copy_message,
    "copyMessages": copy_messages,
}
