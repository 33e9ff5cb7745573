"""Places and dice: a point on the map, also one that moves, a venue, a throw."""

from typing import Any

from sandbox.chats.chat import Screen
from sandbox.deeds.posting import message_of, post, quoted
from sandbox.rules import dice as throwing
from sandbox.rules.places import is_live, on_the_map
from sandbox.state.world import World
from sandbox.wire import Json
from sandbox.wire.bounds import LIVE_FOREVER, LIVE_SECONDS
from sandbox.wire.errors import Misstep

_OF_LIVE = ("live_period", "heading")


def location(world: World, screen: Screen, given: Json) -> Json:
    """{"latitude"?, "longitude"?, "live_period"?}: a place; seconds make it one that moves."""
    period = given.get("live_period")
    if period is not None and period != LIVE_FOREVER and period not in LIVE_SECONDS:
        raise Misstep("live_period is 60 to 86400 seconds")
    live = {"live_period": period} if period else {}
    return post(world, screen, {"location": {**_point(given), **live}, **quoted(screen, given.get("reply_to"))})


def move(world: World, screen: Screen, given: Json) -> Json:
    """{"message_id", "latitude"?, "longitude"?, "heading"?, "stop"?}: the own live location moves, or stops."""
    shown = message_of(screen, given.get("message_id"))
    old = shown.message
    if not screen.mine(shown) or not is_live(old, world.clock.stamp()):
        raise Misstep("only an own live location can be moved, as long as it lives")
    heading = {"heading": _number(given, "heading", 0)} if given.get("heading") else {}
    place = {**old["location"], **_point({**old["location"], **given}), **heading}
    if given.get("stop"):
        place = {name: value for name, value in place.items() if name not in _OF_LIVE}
    message = {**old, "location": place, "edit_date": world.clock.stamp()}
    world.replace(screen.chat, shown, message)
    return {"message_id": message["message_id"], "update_id": world.announce("edited_message", screen.chat, message)}


def venue(world: World, screen: Screen, given: Json) -> Json:
    """{"title", "address", "latitude"?, "longitude"?}: a place with its name."""
    names = {name: given.get(name) for name in ("title", "address")}
    if not all(isinstance(name, str) and name for name in names.values()):
        raise Misstep("a venue has a title and an address")
    point = _point(given)
    content = {"location": point, "venue": {"location": point, **names}}
    return post(world, screen, {**content, **quoted(screen, given.get("reply_to"))})


def dice(world: World, screen: Screen, given: Json) -> Json:
    """{"emoji"?, "value"?}: thrown, or as wanted."""
    emoji = throwing.named(str(given.get("emoji") or ""))
    if emoji is None:
        raise Misstep(f"dice are {' '.join(throwing.FACES)}")
    value = _number(given, "value", throwing.throw(emoji))
    if value not in range(1, throwing.FACES[emoji] + 1):
        raise Misstep(f"{emoji} shows 1 to {throwing.FACES[emoji]}")
    return post(world, screen, {"dice": {"emoji": emoji, "value": value}, **quoted(screen, given.get("reply_to"))})


def _point(given: Json) -> Json:
    point = {name: float(_number(given, name, 0)) for name in ("latitude", "longitude")}
    if not on_the_map(point):
        raise Misstep("latitude is -90 to 90, longitude -180 to 180")
    return point


def _number(given: Json, name: str, default: float) -> Any:
    value = given.get(name, default)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Misstep(f"{name} must be a number")
    return value


DEEDS = {
    "location": location,
    "move": move,
    "venue": venue,
    "dice": dice,
}
