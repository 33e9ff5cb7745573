"""What illustrates a poll: pictures, films, files, stickers and places beside its description, answers and solution."""

from typing import Any

from sandbox.keeping.kinds import KINDS
from sandbox.methods.call import Call
from sandbox.methods.enclosing import Enclosed, made, named, of_media
from sandbox.methods.places import point_of, venue_of
from sandbox.rules.places import on_the_map
from sandbox.wire import Json
from sandbox.wire.errors import bad
from sandbox.wire.params import Params

BESIDE = frozenset({"animation", "audio", "document", "location", "photo", "venue", "video"})
BESIDE_OPTIONS = frozenset({"animation", "location", "photo", "sticker", "venue", "video"})


async def illustrated(call: Call, facts: Json) -> Json:
    """The fields of a poll with what illustrates it."""
    found = dict(facts)
    for name in ("media", "explanation_media"):
        given = call.given(name, "poll media")
        if given and (name == "media" or facts["type"] == "quiz"):
            found[name] = await _made(call, given, BESIDE)
    found["options"] = [await _option(call, option) for option in facts["options"]]
    return found


async def _option(call: Call, option: Json) -> Json:
    given = option.get("media")
    if not given:
        return {name: value for name, value in option.items() if name != "media"}
    return {**option, "media": await _made(call, given, BESIDE_OPTIONS)}


async def _made(call: Call, given: Any, allowed: frozenset[str]) -> Json:
    kind = given.get("type") if isinstance(given, dict) else None
    if isinstance(kind, str) and kind not in allowed:
        raise bad("invalid media content specified")
    if kind in ("location", "venue"):
        return _place(Params(given), kind)
    # Read apart: no InputMedia is a sticker, only a poll's option may be illustrated by one.
    if kind == "sticker":
        return await made(call, _sticker(call, given))
    content = await made(call, of_media(call, given))
    if content.get("caption"):
        raise bad("media caption must be empty")
    return {str(kind): content[str(kind)]}


def _place(given: Params, kind: str) -> Json:
    place = point_of(given) if kind == "location" else venue_of(given)
    if not on_the_map(place if kind == "location" else place["location"]):
        raise bad("invalid location specified" if kind == "location" else "wrong venue location specified")
    return {kind: place}


def _sticker(call: Call, given: Json) -> Enclosed:
    source = named(call, str(given.get("media") or ""))
    if source is None:
        raise bad("can't parse InputMedia: media not found")
    return Enclosed(KINDS["sticker"], source, {}, {})
