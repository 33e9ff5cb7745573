"""What a message answers: reply_parameters, with quotes, and replies to messages of other chats."""

from typing import Any

from sandbox.chats.chat import Chat
from sandbox.chats.contents import CAPTION, TEXT, content_of
from sandbox.chats.group import Group
from sandbox.methods.call import Call
from sandbox.methods.chats import chat_named
from sandbox.text.entities import STYLES, end_of
from sandbox.text.formatted import own_text
from sandbox.text.units import utf16_length
from sandbox.wire import Json
from sandbox.wire.bounds import QUOTED_TEXT
from sandbox.wire.errors import bad

QUOTABLE = frozenset({*STYLES, "custom_emoji", "date_time"})


def quote_of(message: Json) -> Json:
    """A message as it stands in `reply_to_message`: without the one that it answers itself."""
    # Message.reply_to_message in the specification: it never holds one itself, or a long talk would nest without end.
    return {key: value for key, value in message.items() if key != "reply_to_message"}


def replied(call: Call, chat: Chat) -> Json:
    """The fields of a message that tell what it answers, {} when it answers nothing."""
    given = _parameters(call)
    if not given:
        return {}
    message_id = _target(given)
    elsewhere = _elsewhere(call, given, chat)
    shown = (elsewhere or chat).messages.get(message_id)
    if shown is None:
        if message_id == 0 or (given.get("allow_sending_without_reply") and elsewhere is None):
            return {}
        raise bad("message to be replied not found")
    quote = _quote(given, shown.message)
    if elsewhere is not None:
        return {"external_reply": _external(elsewhere, shown.message), **(quote or _first_words(shown.message))}
    return {"reply_to_message": quote_of(shown.message), **quote, **_option(given, shown.message)}


def _parameters(call: Call) -> Any:
    given = call.given("reply_parameters", "reply parameters")
    if given is None and "reply_to_message_id" in call.params:
        lenient = call.flag("allow_sending_without_reply")
        return {"message_id": call.integer("reply_to_message_id"), "allow_sending_without_reply": lenient}
    if given is not None and not isinstance(given, dict):
        raise bad("object expected as reply parameters")
    if given is not None and not isinstance(given.get("allow_sending_without_reply", False), bool):
        raise bad('field "allow_sending_without_reply" must be of type Boolean')
    return {"message_id": None, **given} if given is not None else None


def _target(given: Json) -> int:
    if given["message_id"] is None:
        raise bad('can\'t find field "message_id"')
    try:
        return int(given["message_id"])
    except (TypeError, ValueError):
        raise bad('field "message_id" must be of type Number') from None


def _elsewhere(call: Call, given: Json, chat: Chat) -> Chat | None:
    """The other chat whose message is answered, None when it is this one."""
    if given.get("chat_id") in (None, ""):
        return None
    found = chat_named(call, given["chat_id"])
    return found if found is not chat else None


def _external(chat: Chat, message: Json) -> Json:
    place = {"chat": chat.info, "message_id": message["message_id"]}
    # ExternalReplyInfo in the specification: only in supergroups and channels is a message named to outsiders.
    known = place if isinstance(chat, Group) and chat.kind == "supergroup" else {}
    origin = {"type": "user", "sender_user": message["from"], "date": message["date"]}
    left_out = {*TEXT, *CAPTION} - {"link_preview_options", "has_media_spoiler"}
    content = {key: value for key, value in content_of(message).items() if key not in left_out}
    return {"origin": message.get("forward_origin") or origin, **known, **content}


def _words(message: Json) -> tuple[str, list[Json]]:
    if "text" in message:
        return message["text"], message.get("entities", [])
    return message.get("caption", ""), message.get("caption_entities", [])


def _quotable(entities: list[Json]) -> list[Json]:
    return [entity for entity in entities if entity["type"] in QUOTABLE]


def _first_words(message: Json) -> Json:
    """A reply to another chat quotes the message by itself."""
    text, entities = _words(message)
    shown = text[:QUOTED_TEXT]
    styled = _clipped(_quotable(entities), 0, utf16_length(shown))
    return _told(shown, styled, {"position": 0}) if text else {}


def _told(text: str, entities: list[Json], more: Json) -> Json:
    return {"quote": {"text": text, **({"entities": entities} if entities else {}), **more}}


def _quote(given: Json, message: Json) -> Json:
    """{"quote": TextQuote} for what the call quotes; it must stand in the message as it is."""
    raw = given.get("quote")
    if not isinstance(raw, str) or not raw:
        return {}
    text, entities = own_text(raw, str(given.get("quote_parse_mode") or ""), given.get("quote_entities"))
    entities = _quotable(entities)
    if not text:
        return {}
    if len(text) > QUOTED_TEXT or not _stands_in(text, entities, _words(message)):
        raise bad("QUOTE_TEXT_INVALID")
    position = given.get("quote_position", 0)
    position = position if isinstance(position, int) and position >= 0 else 0
    # The position was counted for the quote as the bot wrote it, before it was trimmed.
    lead = len(raw) - len(raw.lstrip(" \n")) if position else 0
    return _told(text, entities, {"position": position + lead, "is_manual": True})


def _stands_in(text: str, entities: list[Json], words: tuple[str, list[Json]]) -> bool:
    whole, styled = words
    start = whole.find(text)
    while start >= 0:
        first = utf16_length(whole[:start])
        if _clipped(_quotable(styled), first, first + utf16_length(text)) == entities:
            return True
        start = whole.find(text, start + 1)
    return False


def _clipped(entities: list[Json], first: int, last: int) -> list[Json]:
    """Entities as they stand in a part of the text."""
    found = []
    for entity in entities:
        start, end = max(entity["offset"], first), min(end_of(entity), last)
        if start < end:
            found.append({**entity, "offset": start - first, "length": end - start})
    return found


def _option(given: Json, message: Json) -> Json:
    """{"reply_to_poll_option_id": ...} for the answer to one option of a poll."""
    wanted = str(given.get("poll_option_id") or "")
    options = message.get("poll", {}).get("options", [])
    known = any(option["persistent_id"] == wanted for option in options)
    return {"reply_to_poll_option_id": wanted} if known else {}
