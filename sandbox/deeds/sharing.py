"""Sending what is not typed: contacts, pictures, files, stickers, voice, places, dice, forwards."""

import secrets
from typing import Any

from sandbox.chat import Chat
from sandbox.deeds.posting import own_message, post, quoted
from sandbox.errors import Misstep
from sandbox.files import Upload
from sandbox.methods.media import store_document
from sandbox.pictures import NotAPhotoError, store_photo
from sandbox.samples import STICKER_SIDE, make_sticker, make_voice
from sandbox.text.find import find_entities
from sandbox.text.formatted import CAPTION_LIMIT
from sandbox.wire import Json
from sandbox.world import World

FACES = 6
LONGEST_VOICE = 60
_KEPT = ("text", "entities", "photo", "document", "caption", "caption_entities", "contact", "sticker", "voice")
_KEPT_TOO = ("location", "dice")


def contact(world: World, chat: Chat, given: Json) -> Json:
    """{"of"?}: the own contact, that of another person, or any fields."""
    of = given.get("of")
    card = of if isinstance(of, dict) else _contact_of(world, chat.person.id if of is None else of)
    if not isinstance(card.get("phone_number"), str) or not isinstance(card.get("first_name"), str):
        raise Misstep("a contact has a phone_number and a first_name")
    posted = post(world, chat, {"contact": card, **quoted(chat, given.get("reply_to"))})
    keyboard = chat.reply_keyboard
    if keyboard and keyboard.get("one_time_keyboard"):
        world.set_keyboard(chat, None)
    return posted


def _contact_of(world: World, person_id: Any) -> Json:
    person = world.people.get(person_id) if isinstance(person_id, int) else None
    if person is None:
        raise Misstep(f"there is no person {person_id}", 404)
    names = {"first_name": person.first_name, **({"last_name": person.last_name} if person.last_name else {})}
    return {"phone_number": person.phone, **names, "user_id": person.id}


async def photo(world: World, chat: Chat, upload: Upload, caption: str) -> Json:
    """A picture, compressed as Telegram's apps do."""
    try:
        sizes = await store_photo(world.files, upload)
    except NotAPhotoError as error:
        raise Misstep(str(error)) from error
    return post(world, chat, {"photo": sizes, **_captioned(caption)})


async def document(world: World, chat: Chat, upload: Upload, caption: str) -> Json:
    """A file as it is."""
    if not upload.content:
        raise Misstep("the file is empty")
    return post(world, chat, {"document": await store_document(world, upload), **_captioned(caption)})


def _captioned(caption: str) -> Json:
    text = caption.strip()
    if len(text) > CAPTION_LIMIT:
        raise Misstep("a caption has at most 1024 characters")
    if not text:
        return {}
    entities = find_entities(text)
    return {"caption": text, **({"caption_entities": entities} if entities else {})}


def forward(world: World, chat: Chat, given: Json) -> Json:
    """{"message_id", "from_chat"?}: a message of this or another person's chat."""
    source = world.chat_of(given["from_chat"]) if given.get("from_chat") is not None else chat
    original = own_message(source, given.get("message_id"))
    origin = original.get("forward_origin") or {
        "type": "user",
        "sender_user": original["from"],
        "date": original["date"],
    }
    kept = {key: value for key, value in original.items() if key in _KEPT or key in _KEPT_TOO}
    return post(world, chat, {"forward_origin": origin, **kept})


async def send(world: World, chat: Chat, given: Json) -> Json:
    """{"kind": sticker | voice | location | dice, ...}: the small things."""
    kind = given.get("kind")
    if kind == "sticker":
        return post(world, chat, {"sticker": await _sticker(world, str(given.get("emoji", "👍")))})
    if kind == "voice":
        return post(world, chat, {"voice": await _voice(world, int(_number(given, "duration", 3)))})
    if kind == "location":
        place = {name: float(_number(given, name, 0)) for name in ("latitude", "longitude")}
        return post(world, chat, {"location": place})
    if kind == "dice":
        value = _number(given, "value", 1 + secrets.randbelow(FACES))
        return post(world, chat, {"dice": {"emoji": "🎲", "value": value}})
    raise Misstep("kind must be sticker, voice, location or dice")


def _number(given: Json, name: str, default: float) -> Any:
    value = given.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Misstep(f"{name} must be a number")
    return value


async def _sticker(world: World, emoji: str) -> Json:
    stored = await world.files.add("sticker", Upload("sticker.webp", "image/webp", make_sticker()))
    shape = {"type": "regular", "width": STICKER_SIDE, "height": STICKER_SIDE, "is_animated": False, "is_video": False}
    return {**stored.ids(), **shape, "emoji": emoji}


async def _voice(world: World, duration: int) -> Json:
    stored = await world.files.add("voice", Upload("voice.oga", "audio/ogg", make_voice(min(duration, LONGEST_VOICE))))
    return {**stored.ids(), "duration": duration, "mime_type": "audio/ogg"}
