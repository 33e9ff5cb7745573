"""Sending what is not typed: contacts, pictures, files, stickers, voice, places, dice, forwards."""

from collections.abc import Callable
from inspect import isawaitable
from typing import Any

from sandbox.contents import content_of
from sandbox.deeds.places import dice, location, venue
from sandbox.deeds.polling import poll
from sandbox.deeds.posting import message_of, post, quoted
from sandbox.errors import Misstep
from sandbox.files import Upload
from sandbox.methods.media import store_document
from sandbox.pictures import NotAPhotoError, store_photo
from sandbox.private import Private
from sandbox.samples import STICKER_SIDE, make_sticker, make_voice
from sandbox.seat import Seat
from sandbox.text.find import find_entities
from sandbox.text.formatted import CAPTION_LIMIT
from sandbox.wire import Json
from sandbox.world import World

LONGEST_VOICE = 60


def contact(world: World, seat: Seat, given: Json) -> Json:
    """{"of"?}: the own contact, that of another person, or any fields."""
    of = given.get("of")
    card = of if isinstance(of, dict) else _contact_of(world, seat.person.id if of is None else of)
    if not isinstance(card.get("phone_number"), str) or not isinstance(card.get("first_name"), str):
        raise Misstep("a contact has a phone_number and a first_name")
    posted = post(world, seat, {"contact": card, **quoted(seat, given.get("reply_to"))})
    keyboard = seat.reply_keyboard
    if keyboard and keyboard.get("one_time_keyboard"):
        world.set_keyboard(seat, None)
    return posted


def _contact_of(world: World, person_id: Any) -> Json:
    person = world.person(person_id)
    names = {"first_name": person.first_name, **({"last_name": person.last_name} if person.last_name else {})}
    return {"phone_number": person.phone, **names, "user_id": person.id}


async def photo(world: World, seat: Seat, given: Json) -> Json:
    """Multipart {file, "caption"?, "reply_to"?}: a picture, compressed as Telegram's apps do."""
    try:
        sizes = await store_photo(world.files, one_file(given))
    except NotAPhotoError as error:
        raise Misstep(str(error)) from error
    return post(world, seat, {"photo": sizes, **accompanied(seat, given)})


async def document(world: World, seat: Seat, given: Json) -> Json:
    """Multipart {file, "caption"?, "reply_to"?}: a file as it is."""
    return post(
        world, seat, {"document": await store_document(world.files, one_file(given)), **accompanied(seat, given)}
    )


def one_file(given: Json) -> Upload:
    """The file of a form; Misstep when there is none or it is empty."""
    files: list[Upload] = given.get("files", [])
    if len(files) != 1:
        raise Misstep("send the file as the multipart field `file`")
    if not files[0].content:
        raise Misstep("the file is empty")
    return files[0]


def accompanied(seat: Seat, given: Json) -> Json:
    """What goes with a file: its caption and the message that it answers."""
    reply_to = given.get("reply_to")
    number = int(reply_to) if isinstance(reply_to, str) and reply_to.isdigit() else reply_to
    return {**_captioned(str(given.get("caption", ""))), **quoted(seat, number)}


def _captioned(caption: str) -> Json:
    text = caption.strip()
    if len(text) > CAPTION_LIMIT:
        raise Misstep("a caption has at most 1024 characters")
    if not text:
        return {}
    entities = find_entities(text)
    return {"caption": text, **({"caption_entities": entities} if entities else {})}


def forward(world: World, seat: Seat, given: Json) -> Json:
    """{"message_id", "from_chat"?}: a message of this chat or of another, or one that somebody passed on."""
    source = _source(world, seat, given.get("from_chat"))
    original = message_of(source, given.get("message_id")).message
    origin = original.get("forward_origin") or {
        "type": "user",
        "sender_user": original["from"],
        "date": original["date"],
    }
    return post(world, seat, {"forward_origin": origin, **content_of(original)})


def _source(world: World, seat: Seat, named: object) -> Seat:
    """Where a forwarded message comes from; a person's id stands for that person's chat with the same bot."""
    if named is None:
        return seat
    if named in world.people:
        bot = seat.chat.bot if isinstance(seat.chat, Private) else world.first_bot
        return world.private(bot, world.person(named)).seat
    return world.seat(seat.person, named)


async def sticker(world: World, seat: Seat, given: Json) -> Json:
    """{"emoji"?}: one sticker, drawn here."""
    return post(world, seat, {"sticker": await _sticker(world, str(given.get("emoji", "👍")))})


async def voice(world: World, seat: Seat, given: Json) -> Json:
    """{"duration"?}: a voice message, made here; seconds."""
    return post(world, seat, {"voice": await _voice(world, int(_number(given, "duration", 3)))})


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


SMALL: dict[str, Callable[[World, Seat, Json], Any]] = {
    "sticker": sticker,
    "voice": voice,
    "location": location,
    "venue": venue,
    "dice": dice,
    "poll": poll,
}


async def send(world: World, seat: Seat, given: Json) -> Json:
    """{"kind": sticker | voice | location | venue | dice | poll, ...}: the small things by one name."""
    small = SMALL.get(str(given.get("kind")))
    if small is None:
        raise Misstep(f"kind must be one of {', '.join(SMALL)}")
    done = small(world, seat, given)
    posted: Json = await done if isawaitable(done) else done
    return posted


DEEDS = {
    "contact": contact,
    "forward": forward,
    "send": send,
    "photo": photo,
    "document": document,
    "sticker": sticker,
    "voice": voice,
}
