"""editMessageText, editMessageCaption, editMessageReplyMarkup."""

from sandbox.call import Call
from sandbox.chat import Chat, Shown
from sandbox.errors import bad
from sandbox.keyboards import read_markup
from sandbox.methods.chats import open_chat
from sandbox.methods.sending import name_mentioned, read_preview
from sandbox.text.formatted import caption_text, message_text
from sandbox.wire import Json
from sandbox.world import World

SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same as "
    "a current content and reply markup of the message"
)
_MARKS = ("edit_date", "reply_markup")


def edit_text(world: World, call: Call) -> Json:
    """A new text in place of the old; without reply_markup the keyboard goes."""
    if "inline_message_id" not in call.params:
        _need_message_id(call)
    text, entities = message_text(call.text("text"), call.text("parse_mode"), call.params.get("entities"))
    preview = read_preview(call)
    chat, shown = find_own(world, call)
    if "text" not in shown.message:
        raise bad("there is no text in the message to edit")
    content: Json = {"text": text}
    if entities:
        content["entities"] = name_mentioned(world, entities)
    if preview:
        content["link_preview_options"] = preview
    return change(world, call, (chat, shown), content)


def edit_caption(world: World, call: Call) -> Json:
    """A new caption below a file."""
    given = call.params.get("caption_entities")
    caption, entities = caption_text(call.text("caption"), call.text("parse_mode"), given)
    chat, shown = find_own(world, call)
    if "text" in shown.message:
        raise bad("there is no caption in the message to edit")
    kept: Json = {key: shown.message[key] for key in ("photo", "document") if key in shown.message}
    content: Json = {**kept, **captioned(world, caption, entities)}
    return change(world, call, (chat, shown), content)


def captioned(world: World, caption: str, entities: list[Json]) -> Json:
    """The caption fields of a Message."""
    if not caption:
        return {}
    named = {"caption_entities": name_mentioned(world, entities)} if entities else {}
    return {"caption": caption, **named}


def edit_reply_markup(world: World, call: Call) -> Json:
    """A new inline keyboard, or none."""
    chat, shown = find_own(world, call)
    kept = {key: value for key, value in shown.message.items() if key in CONTENT}
    return change(world, call, (chat, shown), kept)


CONTENT = frozenset({
    "text", "entities", "link_preview_options", "photo", "document", "caption", "caption_entities",
})  # fmt: skip


def find_own(world: World, call: Call) -> tuple[Chat, Shown]:
    """The bot's own message that the call names; edits and sends share their limits."""
    _need_message_id(call)
    chat = open_chat(world, call)
    world.limits.take(chat.person.id)
    shown = chat.messages.get(call.integer("message_id"))
    if shown is None:
        raise bad("message to edit not found")
    if shown.out or shown.fixed:
        raise bad("message can't be edited")
    return chat, shown


def _need_message_id(call: Call) -> None:
    if call.params.get("message_id") in (None, "") or call.integer("message_id") <= 0:
        raise bad("message identifier is not specified")


def change(world: World, call: Call, target: tuple[Chat, Shown], content: Json) -> Json:
    """Put new content and keyboard into a message; the Message as it stands now."""
    chat, shown = target
    markup = read_markup(call.params.get("reply_markup"))
    if markup is not None and markup.kind != "inline":
        raise bad("inline keyboard expected")
    keyboard = markup.value if markup and markup.value["inline_keyboard"] else None
    old = shown.message
    same = all(old.get(key) == content.get(key) for key in CONTENT)
    if same and old.get("reply_markup") == keyboard:
        raise bad(SAME)
    kept = {key: value for key, value in old.items() if key not in CONTENT and key not in _MARKS}
    message: Json = {**kept, "edit_date": world.clock.stamp(), **content}
    if keyboard:
        message["reply_markup"] = keyboard
    world.replace(chat, shown, message)
    return message
