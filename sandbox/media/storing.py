"""Files as messages hold them: stored under ids, with what is told or can be read of them."""

import asyncio
import gzip
import secrets
from dataclasses import replace

from sandbox.keeping.files import FileStore, StoredFile
from sandbox.keeping.kinds import KINDS, MIME, NAME, NUMBERS, POSTER, Kind
from sandbox.media.measuring import measure
from sandbox.media.pictures import store_photo, store_thumbnail
from sandbox.media.samples import STICKER_SIDE
from sandbox.wire import Json
from sandbox.wire.uploads import Upload


def new_album() -> str:
    """A fresh media_group_id."""
    return str(secrets.randbits(53) | 1 << 53)


async def store(files: FileStore, kind: Kind, upload: Upload, told: Json) -> Json:
    """Store an upload: the fields of the message that shows it.

    `told`: what its sender says of it, with "thumbnail" an Upload. NotAPhotoError for a photo that is none.
    """
    if kind.name == "photo":
        return {"photo": await store_photo(files, upload)}
    measured = await asyncio.to_thread(measure, upload.content) if kind.facts else {}
    known = {**measured, **{name: value for name, value in told.items() if value}}
    details = {**_facts(kind, known), **await _poster(files, kind, upload, told.get("thumbnail"))}
    if kind.name == "sticker":
        details |= _shape(upload.content, measured)
    stored = await files.add(kind.name, replace(upload, mime=kind.mime_of(upload.mime)), details)
    return shown(stored)


def shown(stored: StoredFile) -> Json:
    """The fields of a message that shows a stored file; an animation is a document, too."""
    if stored.kind == "photo":
        return {"photo": stored.details["sizes"]}
    kind = KINDS[stored.kind]
    names = {"file_name": stored.name} if NAME in kind.traits and stored.name else {}
    mime = {"mime_type": stored.mime} if MIME in kind.traits and stored.mime else {}
    held = {**names, **mime, **stored.details, **stored.ids()}
    if stored.kind != "animation":
        return {stored.kind: held}
    return {"animation": held, "document": {name: value for name, value in held.items() if name not in kind.facts}}


def _facts(kind: Kind, known: Json) -> Json:
    found: Json = {}
    for name in kind.facts:
        if name == "length":
            found[name] = known.get("length") or min(known.get("width", 0), known.get("height", 0))
        elif name in NUMBERS:
            found[name] = known.get(name, 0)
        elif known.get(name):
            found[name] = known[name]
    return found


async def _poster(files: FileStore, kind: Kind, upload: Upload, given: Upload | None) -> Json:
    """A thumbnail: the given one, else that of the picture itself."""
    if POSTER not in kind.traits:
        return {}
    source = given or (upload if upload.mime.startswith("image/") else None)
    made = await store_thumbnail(files, source) if source else None
    return {"thumbnail": made} if made else {}


def _shape(content: bytes, measured: Json) -> Json:
    """What a sticker is: a still picture, an animation (gzipped JSON) or a film (WebM)."""
    sides = {name: measured.get(name, STICKER_SIDE) for name in ("width", "height")}
    moves = {
        "is_animated": content.startswith(gzip.compress(b"")[:2]),
        "is_video": content.startswith(b"\x1a\x45\xdf\xa3"),
    }
    return {"type": "regular", **sides, **moves}
