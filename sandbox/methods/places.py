"""sendLocation, sendVenue, editMessageLiveLocation, stopMessageLiveLocation."""

import math

from sandbox.chats.chat import Chat
from sandbox.chats.contents import kind_of
from sandbox.chats.group import Group
from sandbox.chats.message import Shown
from sandbox.methods.call import Call
from sandbox.methods.chats import open_chat
from sandbox.methods.editing import change, find_own
from sandbox.methods.posting import post
from sandbox.rules.keyboards import read_markup
from sandbox.rules.places import accuracy, is_live, on_the_map
from sandbox.wire import Json
from sandbox.wire.bounds import ALERT_METERS, HEADINGS, LIVE_FOREVER, LIVE_SECONDS
from sandbox.wire.errors import bad
from sandbox.wire.params import Params

_VENUE = ("foursquare_id", "foursquare_type", "google_place_id", "google_place_type")
_OF_LIVE = ("live_period", "heading", "proximity_alert_radius")


def send_location(call: Call) -> Json:
    """A point on the map; live when it has a live_period."""
    point = point_of(call)
    chat = open_chat(call)
    markup = read_markup(call.params.get("reply_markup"), private=not isinstance(chat, Group))
    period = call.integer("live_period")
    live = _live(call, period) if period else {}
    if not on_the_map(point):
        raise bad(f"invalid {'live ' if period else ''}location specified")
    return post(call, chat, ({"location": {**point, **live}}, markup))


def send_venue(call: Call) -> Json:
    """A place with its name and address."""
    venue = venue_of(call)
    chat = open_chat(call)
    markup = read_markup(call.params.get("reply_markup"), private=not isinstance(chat, Group))
    if not on_the_map(venue["location"]):
        raise bad("wrong venue location specified")
    return post(call, chat, ({"location": venue["location"], "venue": venue}, markup))


def venue_of(call: Params) -> Json:
    """The Venue that a call names."""
    point = point_of(call)
    names = {name: call.required(name) for name in ("title", "address")}
    more = {name: value for name in _VENUE if (value := call.text(name))}
    return {"location": point, **names, **more}


def edit_live_location(call: Call) -> Json:
    """A live location at another place."""
    point = point_of(call)
    target = _find_live(call)
    if not on_the_map(point):
        raise bad("invalid location specified")
    period = call.integer("live_period") or target[1].message["location"]["live_period"]
    return change(call, target, {"location": {**point, **_live(call, period)}})


def stop_live_location(call: Call) -> Json:
    """A live location that moves no more."""
    target = _find_live(call)
    place = target[1].message["location"]
    return change(call, target, {"location": {key: place[key] for key in place if key not in _OF_LIVE}})


def _find_live(call: Call) -> tuple[Chat, Shown]:
    chat, shown = find_own(call)
    message = shown.message
    kind = kind_of(message)
    if "text" in message or (kind is not None and kind.captioned):
        raise bad("there is no live location in the message to edit")
    if not is_live(message, call.world.clock.stamp()):
        raise bad("message can't be edited")
    return chat, shown


def point_of(call: Params) -> Json:
    """The point that a call names, on the map or not."""
    point: Json = {name: _degrees(call, name) for name in ("latitude", "longitude")}
    exact = accuracy(_number(call.text("horizontal_accuracy")))
    return {**point, **({"horizontal_accuracy": exact} if exact else {})}


def _degrees(call: Params, name: str) -> float:
    given = call.text(name).strip()
    if not given:
        raise bad(f"{name} is empty")
    return _number(given)


def _number(text: str) -> float:
    try:
        number = float(text)
    except ValueError:
        return 0.0
    # To Python nan and inf are numbers; this way both are off the map.
    return number if math.isfinite(number) else math.inf


def _live(call: Params, period: int) -> Json:
    """What a live location has besides its place."""
    heading, radius = call.integer("heading"), call.integer("proximity_alert_radius")
    if period not in LIVE_SECONDS and period != LIVE_FOREVER:
        raise bad("wrong live location period specified")
    if heading and heading not in HEADINGS:
        raise bad("wrong live location heading specified")
    if radius and radius not in ALERT_METERS:
        raise bad("wrong live location proximity alert radius specified")
    live = {"live_period": period, "heading": heading, "proximity_alert_radius": radius}
    return {name: value for name, value in live.items() if value}


METHODS = {
    "sendLocation": send_location,
    "sendVenue": send_venue,
    "editMessageLiveLocation": edit_live_location,
    "stopMessageLiveLocation": stop_live_location,
}
