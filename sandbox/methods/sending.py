"""sendMessage and sendChatAction."""

from sandbox.chats.group import Group
from sandbox.methods.call import Call
from sandbox.methods.chats import open_chat
from sandbox.methods.posting import post
from sandbox.rules.keyboards import read_markup
from sandbox.text.formatted import message_text
from sandbox.text.links import fixed_url
from sandbox.wire import Json
from sandbox.wire.errors import bad

ACTIONS = frozenset({
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "record_audio",
    "upload_audio", "upload_document", "choose_sticker", "find_location", "record_video_note", "upload_video_note",
    "cancel", "pick_up_location",
})  # fmt: skip
_PREVIEW_FLAGS = ("is_disabled", "prefer_small_media", "prefer_large_media", "show_above_text")


def send_message(call: Call) -> Json:
    """A text message; the Message as sent."""
    params = call.params
    # The text before the chat: who makes both mistakes is told of the text, as the real server reads it first.
    text, entities = message_text(call.text("text"), call.text("parse_mode"), params.get("entities"))
    preview = read_preview(call)
    chat = open_chat(call)
    markup = read_markup(params.get("reply_markup"), private=not isinstance(chat, Group))
    content: Json = {"text": text}
    if entities:
        content["entities"] = name_mentioned(call, entities)
    if preview:
        content["link_preview_options"] = preview
    return post(call, chat, (content, markup))


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
    if given.get("url") and not fixed_url(str(given["url"])):
        raise bad("WEBPAGE_URL_INVALID")
    return {name: value for name, value in given.items() if value and name in (*_PREVIEW_FLAGS, "url")}


def name_mentioned(call: Call, entities: list[Json]) -> list[Json]:
    """Mentions by id get the full user; those of unknown people are dropped."""
    if all(entity["type"] != "text_mention" for entity in entities):
        return entities
    kept = []
    for entity in entities:
        person = call.world.people.get(entity.get("user", {}).get("id", 0))
        if entity["type"] != "text_mention":
            kept.append(entity)
        elif person is not None:
            kept.append({**entity, "user": person.user})
    return kept


def send_chat_action(call: Call) -> bool:
    """Show what the bot is doing, for five seconds."""
    action = call.text("action").lower()
    if action not in ACTIONS:
        raise bad("wrong parameter action in request")
    chat = open_chat(call)
    for screen in chat.screens.values():
        screen.act("" if action == "cancel" else action)
    return True


METHODS = {
    "sendMessage": send_message,
    "sendChatAction": send_chat_action,
}
