"""MessageEntity objects that the caller gives: read, and refused as Telegram refuses them."""

import json
from typing import Any

from sandbox.text.entities import QUOTES, STYLES, end_of
from sandbox.text.links import LONGEST_ID, NotALinkError, checked_link, date_format
from sandbox.text.units import utf16_length
from sandbox.wire import Json
from sandbox.wire.errors import Refusal, bad

FURTHEST = 1_000_000
_FOUND = frozenset({
    "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number",
})  # fmt: skip
_PLAIN = frozenset({*STYLES, *QUOTES, "code"})
_TITLES = {int: "Number", str: "String", dict: "Object"}


def read_entities(given: Any, text: str) -> list[Json]:
    """The entities of a text (JSON text or list); those that Telegram finds by itself are left out."""
    # A list that cannot be read is overlooked, the text goes without; one wrong entity in a list is refused.
    if isinstance(given, str):
        try:
            given = json.loads(given)
        except ValueError:
            return []
    if not isinstance(given, list):
        return []
    read = [entity for one in given if (entity := _entity(one)) is not None]
    _check_places(read, text)
    return [entity for entity in read if entity["length"] > 0]


def _broken(what: str) -> Refusal:
    return bad(f"can't parse MessageEntity: {what}")


def _field(one: Json, name: str, kind: type) -> Any:
    if name not in one:
        raise _broken(f'Can\'t find field "{name}"')
    if not isinstance(one[name], kind) or isinstance(one[name], bool):
        raise _broken(f'Field "{name}" must be of type {_TITLES[kind]}')
    return one[name]


def _entity(one: Any) -> Json | None:
    if not isinstance(one, dict):
        raise _broken("expected an Object")
    place = {"offset": _field(one, "offset", int), "length": _field(one, "length", int)}
    kind = _field(one, "type", str)
    if not kind:
        raise _broken("Type is not specified")
    if kind in _FOUND:
        return None
    if kind not in _PLAIN and kind not in _SPECIAL:
        raise _broken("Unsupported type specified")
    more = _SPECIAL[kind](one) if kind in _SPECIAL else {}
    return {**place, "type": kind, **more}


def _pre(one: Json) -> Json:
    language = one.get("language")
    return {"language": language} if isinstance(language, str) and language else {}


def _text_link(one: Json) -> Json:
    url = _field(one, "url", str)
    try:
        return {"url": checked_link(url)}
    except NotALinkError as error:
        raise bad(f"entity URL '{url}' is invalid: {error}") from None


def _text_mention(one: Json) -> Json:
    user_id = _field(_field(one, "user", dict), "id", int)
    if user_id <= 0:
        raise bad("user not found")
    return {"user": {"id": user_id}}


def _custom_emoji(one: Json) -> Json:
    if "custom_emoji_id" not in one:
        raise _broken('Can\'t find field "custom_emoji_id"')
    number = str(one["custom_emoji_id"])
    if not number.isdecimal() or int(number) >= LONGEST_ID:
        raise _broken('Field "custom_emoji_id" must be a valid Number')
    return {"custom_emoji_id": number}


def _date_time(one: Json) -> Json:
    unix = _field(one, "unix_time", int)
    form = one.get("date_time_format")
    shape = date_format(form if isinstance(form, str) else "")
    if shape is None:
        raise _broken("Invalid date-time format specified")
    if unix <= 0:
        raise bad("invalid date specified")
    return {"unix_time": unix, "date_time_format": shape}


_SPECIAL = {
    "pre": _pre,
    "text_link": _text_link,
    "text_mention": _text_mention,
    "custom_emoji": _custom_emoji,
    "date_time": _date_time,
}


def _check_places(entities: list[Json], text: str) -> None:
    starts = _starts(text)
    whole = utf16_length(text)
    for entity in entities:
        first, length = entity["offset"], entity["length"]
        for name, number in (("offset", first), ("length", length)):
            if not 0 <= number <= FURTHEST:
                raise bad(f"receive an entity with incorrect {name} {number}")
    for entity in sorted(entities, key=lambda one: (one["offset"], -one["length"])):
        first, end = entity["offset"], end_of(entity)
        if first not in starts:
            if first > whole:
                raise bad(f"entity begins after the end of the text at UTF-16 offset {first}")
            # Halfway through a surrogate pair: the next unit begins a character, and its byte is the one that is told.
            raise bad(f"entity begins in a middle of a UTF-16 symbol at byte offset {starts[first + 1]}")
        if end not in starts:
            begun = f"entity beginning at UTF-16 offset {first} ends"
            if end > whole:
                raise bad(f"{begun} after the end of the text at UTF-16 offset {end}")
            raise bad(f"{begun} in a middle of a UTF-16 symbol at byte offset {starts[end + 1]}")


def _starts(text: str) -> dict[int, int]:
    """Where characters begin: byte offsets by UTF-16 offsets, the end included."""
    found, units, size = {}, 0, 0
    for char in text:
        found[units] = size
        units += utf16_length(char)
        size += len(char.encode("utf-8", "surrogatepass"))
    found[units] = size
    return found
