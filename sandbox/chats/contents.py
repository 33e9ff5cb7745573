"""What messages can hold: the fields of each kind, in one place for sending, editing, forwarding and copying."""

from sandbox.keeping.kinds import FILES, KINDS, Kind
from sandbox.text.units import part_of
from sandbox.wire import Json

OTHERS = ("contact", "location", "venue", "dice", "poll")
TEXT = ("text", "entities", "link_preview_options")
CAPTION = ("caption", "caption_entities", "show_caption_above_media")
_HOLDING = frozenset({*FILES, "new_chat_photo"})
CONTENT = frozenset({*FILES, *OTHERS, *TEXT, *CAPTION, "has_media_spoiler"})


def content_of(message: Json) -> Json:
    """What a message says, without who, where and when; also without its keyboard."""
    return {key: value for key, value in message.items() if key in CONTENT}


def tells_of_chat(message: Json) -> bool:
    """Whether it is no message of somebody but tells of the chat: who joined, a new title, a pin."""
    return "text" not in message and not any(kind in message for kind in (*FILES, *OTHERS))


def can_move(message: Json) -> bool:
    """Whether it can be forwarded and copied: not when it is protected or only tells of the chat."""
    return not tells_of_chat(message) and not message.get("has_protected_content")


def can_copy(message: Json) -> bool:
    """Whether it can be copied: of a quiz the right answers must be known."""
    poll = message.get("poll", {})
    return can_move(message) and (poll.get("type") != "quiz" or "correct_option_ids" in poll)


def origin_of(message: Json) -> Json:
    """The MessageOrigin of a message that is forwarded; what was forwarded before keeps its own."""
    if "forward_origin" in message:
        return dict(message["forward_origin"])
    if "sender_chat" in message:
        return {"type": "chat", "sender_chat": message["sender_chat"], "date": message["date"]}
    return {"type": "user", "sender_user": message["from"], "date": message["date"]}


def kind_of(message: Json) -> Kind | None:
    """The kind of the file that a message holds, if any."""
    return next((KINDS[name] for name in FILES if name in message), None)


def media_of(message: Json) -> Json | None:
    """The file object a message carries (the largest size of a photo), if any."""
    if _HOLDING.isdisjoint(message):
        return None
    held = message[next(name for name in (*FILES, "new_chat_photo") if name in message)]
    found: Json = held[-1] if isinstance(held, list) else held
    return found


def mentions(message: Json, user: Json) -> bool:
    """Whether a message names this user, by @username or by id."""
    text = message.get("text") or message.get("caption", "")
    entities = message.get("entities") or message.get("caption_entities", ())
    by_name = f"@{user.get('username', '')}".lower()
    return any(
        one.get("user", {}).get("id") == user["id"]
        or (one["type"] == "mention" and part_of(text, one).lower() == by_name)
        for one in entities
    )
