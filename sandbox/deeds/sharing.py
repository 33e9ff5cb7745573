"""Sending what is neither typed nor a file of one's own: contacts, stickers, places, dice, forwards."""

from collections.abc import Callable
from inspect import isawaitable
from typing import Any

from sandbox.chats.chat import Screen
from sandbox.chats.contents import can_move, content_of, origin_of
from sandbox.chats.private import Private
from sandbox.deeds.media import voice
from sandbox.deeds.places import dice, location, venue
from sandbox.deeds.polling import poll
from sandbox.deeds.posting import message_of, post, put_away, quoted
from sandbox.media.samples import STICKER_SIDE, make_sticker
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.errors import Misstep
from sandbox.wire.uploads import Upload


def contact(world: World, screen: Screen, given: Json) -> Json:
    """{"of"?}: the own contact, that of another person, or any fields."""
    of = given.get("of")
    card = of if isinstance(of, dict) else _contact_of(world, screen.person.id if of is None else of)
    if not isinstance(card.get("phone_number"), str) or not isinstance(card.get("first_name"), str):
        raise Misstep("a contact has a phone_number and a first_name")
    posted = post(world, screen, {"contact": card, **quoted(screen, given.get("reply_to"))})
    put_away(world, screen)
    return posted


def _contact_of(world: World, person_id: Any) -> Json:
    person = world.person(person_id)
    names = {"first_name": person.first_name, **({"last_name": person.last_name} if person.last_name else {})}
    return {"phone_number": person.phone, **names, "user_id": person.id}


def forward(world: World, screen: Screen, given: Json) -> Json:
    """{"message_id", "from_chat"?}: a message of this chat or of another, or one that somebody passed on."""
    source = _source(world, screen, given.get("from_chat"))
    original = message_of(source, given.get("message_id")).message
    if not can_move(original):
        raise Misstep("this message cannot be forwarded: it is protected, or tells of the chat")
    return post(world, screen, {"forward_origin": origin_of(original), **content_of(original)})


def _source(world: World, screen: Screen, named: object) -> Screen:
    """Where a forwarded message comes from; a person's id stands for that person's chat with the same bot."""
    if named is None:
        return screen
    if isinstance(named, int) and named in world.people:
        bot = screen.chat.bot if isinstance(screen.chat, Private) else world.first_bot
        return world.private(bot, world.person(named)).screen
    return world.screen(screen.person, named)


async def sticker(world: World, screen: Screen, given: Json) -> Json:
    """{"emoji"?}: one sticker, drawn here."""
    held = await _sticker(world, str(given.get("emoji", "👍")))
    return post(world, screen, {"sticker": held, **quoted(screen, given.get("reply_to"))})


async def _sticker(world: World, emoji: str) -> Json:
    shape = {"type": "regular", "width": STICKER_SIDE, "height": STICKER_SIDE, "is_animated": False, "is_video": False}
    drawn = Upload("sticker.webp", "image/webp", make_sticker())
    stored = await world.files.add("sticker", drawn, {**shape, "emoji": emoji})
    return {**stored.ids(), **stored.details}


SMALL: dict[str, Callable[[World, Screen, Json], Any]] = {
    "sticker": sticker,
    "voice": voice,
    "location": location,
    "venue": venue,
    "dice": dice,
    "poll": poll,
}


async def send(world: World, screen: Screen, given: Json) -> Json:
    """{"kind": sticker | voice | location | venue | dice | poll, ...}: the small things by one name."""
    small = SMALL.get(str(given.get("kind")))
    if small is None:
        raise Misstep(f"kind must be one of {', '.join(SMALL)}")
    done = small(world, screen, given)
    posted: Json = await done if isawaitable(done) else done
    return posted


DEEDS = {
    "contact": contact,
    "forward": forward,
    "send": send,
    "sticker": sticker,
}
