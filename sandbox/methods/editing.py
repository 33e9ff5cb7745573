"""editMessageText, editMessageCaption, editMessageReplyMarkup."""

from sandbox.chats.chat import Chat
from sandbox.chats.contents import CAPTION, CONTENT, content_of, kind_of
from sandbox.chats.group import Group
from sandbox.chats.message import Shown
from sandbox.keeping.kinds import COVER, Kind
from sandbox.methods.call import Call
from sandbox.methods.chats import open_chat
from sandbox.methods.sending import name_mentioned, read_preview
from sandbox.rules.keyboards import read_markup
from sandbox.text.formatted import caption_text, message_text
from sandbox.wire import Json
from sandbox.wire.errors import bad

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
_MARKS = ("edit_date", "reply_markup")


def edit_text(call: Call) -> Json:
    """A new text in place of the old; without reply_markup the keyboard goes."""
    if "inline_message_id" not in call.params:
        _need_message_id(call)
    text, entities = message_text(call.text("text"), call.text("parse_mode"), call.params.get("entities"))
    preview = read_preview(call)
    chat, shown = find_own(call)
    if "text" not in shown.message:
        raise bad("there is no text in the message to edit")
    content: Json = {"text": text}
    if entities:
        content["entities"] = name_mentioned(call, entities)
    if preview:
        content["link_preview_options"] = preview
    return change(call, (chat, shown), content)


def edit_caption(call: Call) -> Json:
    """A new caption below a file."""
    given = call.params.get("caption_entities")
    caption, entities = caption_text(call.text("caption"), call.text("parse_mode"), given)
    chat, shown = find_own(call)
    kind = kind_of(shown.message)
    if kind is None or not kind.captioned:
        raise bad("there is no caption in the message to edit")
    kept = {key: value for key, value in content_of(shown.message).items() if key not in CAPTION}
    content: Json = {**kept, **captioned(call, caption, entities), **above(kind, call)}
    return change(call, (chat, shown), content)


def captioned(call: Call, caption: str, entities: list[Json]) -> Json:
    """The caption fields of a Message."""
    if not caption:
        return {}
    named = {"caption_entities": name_mentioned(call, entities)} if entities else {}
    return {"caption": caption, **named}


def above(kind: Kind, call: Call) -> Json:
    """Whether the caption stands above the file."""
    raised = COVER in kind.traits and call.flag("show_caption_above_media")
    return {"show_caption_above_media": True} if raised else {}


def edit_reply_markup(call: Call) -> Json:
    """A new inline keyboard, or none."""
    chat, shown = find_own(call)
    return change(call, (chat, shown), content_of(shown.message))


def find_own(call: Call) -> tuple[Chat, Shown]:
    """The bot's own message that the call names; edits and sends share their limits."""
    _need_message_id(call)
    chat = open_chat(call)
    call.bot.limits.take(chat.id)
    shown = chat.messages.get(call.integer("message_id"))
    if shown is None:
        raise bad("message to edit not found")
    if shown.by != call.bot.id or shown.fixed:
        raise bad("message can't be edited")
    return chat, shown


def _need_message_id(call: Call) -> None:
    if call.params.get("message_id") in (None, "") or call.integer("message_id") <= 0:
        raise bad("message identifier is not specified")


def change(call: Call, target: tuple[Chat, Shown], content: Json) -> Json:
    """Put new content and keyboard into a message; the Message as it stands now."""
    chat, shown = target
    markup = read_markup(call.params.get("reply_markup"), private=not isinstance(chat, Group))
    if markup is not None and markup.kind != "inline":
        raise bad("inline keyboard expected")
    keyboard = markup.value if markup and markup.value["inline_keyboard"] else None
    old = shown.message
    # Telegram refuses what would change nothing, so a bot that draws its card anew must take this 400 for success.
    same = all(old.get(key) == content.get(key) for key in CONTENT)
    if same and old.get("reply_markup") == keyboard:
        raise bad(SAME)
    kept = {key: value for key, value in old.items() if key not in CONTENT and key not in _MARKS}
    message: Json = {**kept, "edit_date": call.world.clock.stamp(), **content}
    if keyboard:
        message["reply_markup"] = keyboard
    call.world.replace(chat, shown, message)
    return message


METHODS = {
    "editMessageText": edit_text,
    "editMessageCaption": edit_caption,
    "editMessageReplyMarkup": edit_reply_markup,
}
