"""What messages can hold: the fields of each kind, in one place for sending, editing, forwarding and copying."""

from sandbox.wire import Json

FILES = ("photo", "animation", "document", "sticker", "voice", "audio", "video", "video_note")
CAPTIONED = frozenset({"photo", "animation", "document", "voice", "audio", "video"})
OTHERS = ("contact", "location", "venue", "dice", "poll")
TEXT = ("text", "entities", "link_preview_options")
CAPTION = ("caption", "caption_entities", "show_caption_above_media", "has_media_spoiler")
CONTENT = frozenset({*FILES, *OTHERS, *TEXT, *CAPTION})


def content_of(message: Json) -> Json:
    """What a message says, without who, where and when; also without its keyboard."""
    return {key: value for key, value in message.items() if key in CONTENT}


def tells_of_chat(message: Json) -> bool:
    """Whether it is no message of somebody but tells of the chat: who joined, a new title, a pin."""
    return "text" not in message and not any(kind in message for kind in (*FILES, *OTHERS))


def media_of(message: Json) -> Json | None:
    """The file object a message carries (the largest size of a photo), if any."""
    for kind in (*FILES, "new_chat_photo"):
        if kind in message:
            held = message[kind]
            found: Json = held[-1] if isinstance(held, list) else held
            return found
    return None
