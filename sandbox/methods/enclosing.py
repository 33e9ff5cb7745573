"""What a call encloses: files by upload, attach://, file_id or address, what is told of them, and their captions."""

import re
from dataclasses import dataclass
from typing import Any

from sandbox.keeping.files import StoredFile
from sandbox.keeping.kinds import COVER, KINDS, NUMBERS, POSTER, Kind
from sandbox.media import storing
from sandbox.media.pictures import NotAPhotoError
from sandbox.media.web import fetch
from sandbox.methods.call import Call
from sandbox.methods.editing import above, captioned
from sandbox.text.formatted import caption_text
from sandbox.wire import Json
from sandbox.wire.bounds import PHOTO_BYTES, PHOTO_SIDES_RATIO, PHOTO_SIDES_SUM, THUMBNAIL_BYTES
from sandbox.wire.errors import Refusal, bad
from sandbox.wire.uploads import Upload

ATTACH = "attach://"
_BASE64 = re.compile(r"[A-Za-z0-9_-]*")


@dataclass(frozen=True, slots=True)
class Enclosed:
    """One file of a call. `told`: what the call says of it; `words`: caption, spoiler and such."""

    kind: Kind
    source: Upload | str
    told: Json
    words: Json


def of_call(kind: Kind, call: Call) -> Enclosed:
    """The file that the parameter of its kind names."""
    source = call.uploads.get(kind.name) or named(call, call.text(kind.name))
    if source is None:
        raise bad(f"there is no {kind.noun} in the request")
    words = read_words(call) | _cover(kind, call) if kind.captioned else {}
    return Enclosed(kind, source, _told(kind, call, call), words)


def of_media(call: Call, given: Any, *, album: bool = False) -> Enclosed:
    """The file of an InputMedia object."""
    if not isinstance(given, dict):
        raise _unreadable("expected an Object")
    inner = call.within(given)
    words = _read_caption(inner)
    source = named(call, inner.text("media"))
    if source is None:
        raise _unreadable("media not found")
    if "type" not in given:
        raise _unreadable('Can\'t find field "type"')
    kind = KINDS.get(inner.text("type"))
    if kind is None or not (kind.album or kind.name == "animation"):
        raise _unreadable(f'type "{inner.text("type")}" is unsupported')
    if album and not kind.album:
        raise _unreadable(f'type "{kind.name}" can\'t be used in sendMediaGroup')
    return Enclosed(kind, source, _told(kind, inner, call), words | _cover(kind, inner))


def named(call: Call, value: str) -> Upload | str | None:
    """An upload for attach://name, the string itself otherwise."""
    if value.startswith(ATTACH):
        return call.uploads.get(value.removeprefix(ATTACH))
    return value.strip() or None


def read_words(call: Call) -> Json:
    """The caption that stands with a file."""
    given = call.params.get("caption_entities")
    return captioned(call, *caption_text(call.text("caption"), call.text("parse_mode"), given))


def _read_caption(call: Call) -> Json:
    try:
        return read_words(call)
    except Refusal as refusal:
        # Found by Telegram's library when the message is made, not while InputMedia is read: it keeps its own words.
        if refusal.description.endswith("caption is too long"):
            raise
        raise _unreadable(raw_text(refusal)) from None


def raw_text(refusal: Refusal) -> str:
    """The text of a refusal before it was made part of a sentence."""
    text = refusal.description.removeprefix("Bad Request: ")
    return text[:1].upper() + text[1:]


def _unreadable(why: str) -> Refusal:
    return bad(f"can't parse InputMedia: {why}")


def _cover(kind: Kind, call: Call) -> Json:
    """Whether the caption stands above the file, and whether the file is hidden until it is touched."""
    hidden = COVER in kind.traits and call.flag("has_spoiler")
    return above(kind, call) | ({"has_media_spoiler": True} if hidden else {})


def _told(kind: Kind, call: Call, whole: Call) -> Json:
    """What the call tells of the file; a thumbnail counts only as an upload."""
    found: Json = {
        name: call.integer(name, bounds=(0, NUMBERS[name])) if name in NUMBERS else call.text(name)
        for name in kind.facts
    }
    if POSTER not in kind.traits:
        return found
    # "thumb" until Bot API 6.6; older clients still send it.
    for name in ("thumbnail", "thumb"):
        value = call.text(name)
        poster = named(whole, value) if value.startswith(ATTACH) else whole.uploads.get(name)
        if isinstance(poster, Upload):
            _check_size(poster, "thumbnail", THUMBNAIL_BYTES)
            return {**found, "thumbnail": poster}
    return found


async def made(call: Call, enclosed: Enclosed) -> Json:
    """The fields of a Message that holds it; Refusal when it cannot be sent."""
    kind, source = enclosed.kind, enclosed.source
    # A file_id holds neither; an address does.
    if isinstance(source, str) and not ("." in source or "://" in source):
        stored = known(call, kind, source)
        return storing.shown(stored) | (enclosed.words if KINDS[stored.kind].captioned else {})
    upload = await fetch(source, kind) if isinstance(source, str) else source
    if not upload.content:
        raise bad("file must be non-empty")
    if kind.name == "photo":
        _check_size(upload, "photo", PHOTO_BYTES)
    try:
        content = await storing.store(call.world.files, kind, upload, enclosed.told)
    except NotAPhotoError:
        raise bad("IMAGE_PROCESS_FAILED") from None
    if kind.name == "photo":
        _check_sides(content["photo"][-1])
    return content | enclosed.words


def _check_size(upload: Upload, what: str, limit: int) -> None:
    if (size := len(upload.content)) > limit:
        raise bad(f"file of size {size} bytes is too big for a {what}; the maximum size is {limit} bytes")


def _check_sides(size: Json) -> None:
    width, height = size["width"], size["height"]
    if width + height > PHOTO_SIDES_SUM or max(width, height) > PHOTO_SIDES_RATIO * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")


def known(call: Call, kind: Kind, file_id: str) -> StoredFile:
    """The file with this id; one that is no picture can be sent as any kind but stays what it is."""
    stored = call.world.files.by_id(call.bot.knows(file_id))
    if stored is None:
        raise bad(_strange(call, file_id))
    if stored.kind != kind.name and {stored.kind, kind.name} & {"photo", "thumbnail", "profile_photo"}:
        raise bad(f"can't use file of type {KINDS[stored.kind].type} as {kind.type}")
    return stored


def _strange(call: Call, file_id: str) -> str:
    # Well formed, but another bot's: ids are worth something only to the bot that got them.
    if any(other.knows(file_id) for other in call.world.bots.values()):
        return "wrong file identifier/HTTP URL specified"
    if len(file_id.rstrip("=")) % 4 == 1:
        why = "Wrong string length"
    elif not _BASE64.fullmatch(file_id.rstrip("=")):
        why = "Wrong character in the string"
    else:
        why = "can't unserialize it. Wrong last symbol"
    return f"wrong remote file identifier specified: {why}"
