"""sendMessage and sendChatAction, and what all sending has in common."""

from typing import Any

from sandbox.call import Call
from sandbox.chat import Chat
from sandbox.errors import bad
from sandbox.keyboards import Markup, read_markup
from sandbox.methods.chats import open_chat
from sandbox.text.formatted import message_text
from sandbox.wire import Json
from sandbox.world import World

ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "record_audio",
    "upload_audio", "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    "cancel", "pick_up_location",
})  # fmt: skip
_PREVIEW_FLAGS = ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text")


def send_message(world: World, call: Call) -> Json:
    """A text message; the Message as sent."""
    params = call.params
    text, entities = message_text(call.text("text"), call.text("parse_mode"), params.get("entities"))
    preview = read_preview(call)
    markup = read_markup(params.get("reply_markup"))
    chat = open_chat(world, call)
    content: Json = {"text": text}
    if entities:
        content["entities"] = name_mentioned(world, entities)
    if preview:
        content["link_preview_options"] = preview
    return post(world, call, chat, (content, markup))


def post(world: World, call: Call, chat: Chat, content: tuple[Json, Markup | None]) -> Json:
    """Put a message of the bot into a chat, within the sending limits; the Message as the bot sees it."""
    world.limits.take(chat.person.id)
    reply = replied(call, chat)
    message: Json = {
        "message_id": world.next_message_id(),
        "from": world.bot,
        "chat": chat.person.chat,
        "date": world.clock.stamp(),
        **reply,
        **content[0],
    }
    if call.flag("protect_content"):
        message["has_protected_content"] = True
    markup = content[1]
    if markup is None:
        world.put(chat, message, out=False)
        return message
    return _post_with_markup(world, chat, message, markup)


def _post_with_markup(world: World, chat: Chat, message: Json, markup: Markup) -> Json:
    if markup.kind == "inline":
        if markup.value["inline_keyboard"]:
            message["reply_markup"] = markup.value
        world.put(chat, message, out=False)
        return message
    world.put(chat, message, out=False, fixed=True)
    if markup.kind == "keyboard":
        world.set_keyboard(chat, markup.value)
    elif markup.kind == "remove_keyboard":
        world.set_keyboard(chat, None)
    else:
        world.set_keyboard(chat, chat.reply_keyboard, {**markup.value, "message_id": message["message_id"]})
    return message


def replied(call: Call, chat: Chat) -> Json:
    """{"reply_to_message": ...} when the call answers a message, else {}."""
    given = call.given("reply_parameters", "reply parameters")
    if given is None and "reply_to_message_id" not in call.params:
        return {}
    if given is None:
        lenient = call.flag("allow_sending_without_reply")
        given = {"message_id": call.integer("reply_to_message_id"), "allow_sending_without_reply": lenient}
    shown = chat.messages.get(_reply_target(given))
    if shown is not None:
        return {"reply_to_message": {key: value for key, value in shown.message.items() if key != "reply_to_message"}}
    if given.get("allow_sending_without_reply"):
        return {}
    raise bad("message to be replied not found")


def _reply_target(given: Any) -> int:
    if not isinstance(given, dict):
        raise bad("object expected as reply parameters")
    if not isinstance(given.get("allow_sending_without_reply", False), bool):
        raise bad('field "allow_sending_without_reply" must be of type Boolean')
    message_id = given.get("message_id")
    if message_id is None:
        raise bad('can\'t find field "message_id"')
    try:
        return int(message_id)
    except (TypeError, ValueError):
        raise bad('field "message_id" must be of type Number') from None


def read_preview(call: Call) -> Json:
    """The link_preview_options of a call, {} for none."""
    if "link_preview_options" not in call.params and "disable_web_page_preview" not in call.params:
        return {}
    given = call.given("link_preview_options", "link preview options")
    if given is None:
        return {"is_disabled": True} if call.flag("disable_web_page_preview") else {}
    if not isinstance(given, dict):
        raise bad("object expected as link preview options")
    for name in _PREVIEW_FLAGS:
        if not isinstance(given.get(name, False), bool):
            raise bad(f'field "{name}" must be of type Boolean')
    return {name: value for name, value in given.items() if value and name in (*_PREVIEW_FLAGS, "url")}


def name_mentioned(world: World, entities: list[Json]) -> list[Json]:
    """Mentions by id get the full user; those of unknown people are dropped."""
    if all(entity["type"] != "text_mention" for entity in entities):
        return entities
    kept = []
    for entity in entities:
        person = world.people.get(entity.get("user", {}).get("id", 0))
        if entity["type"] != "text_mention":
            kept.append(entity)
        elif person is not None:
            kept.append({**entity, "user": person.user})
    return kept


def send_chat_action(world: World, call: Call) -> bool:
    """Show what the bot is doing, for five seconds."""
    chat = open_chat(world, call)
    action = call.text("action").lower()
    if action not in ACTIONS:
        raise bad("wrong parameter action in request")
    chat.act("" if action == "cancel" else action)
    return True
