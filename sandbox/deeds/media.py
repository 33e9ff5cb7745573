"""Sending files: pictures, films, sounds, documents, one by one or as an album."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

from sandbox.chats.chat import Screen
from sandbox.deeds.posting import all_told, post, quoted
from sandbox.keeping.kinds import KINDS, NUMBERS, Kind
from sandbox.media import storing
from sandbox.media.pictures import NotAPhotoError
from sandbox.media.samples import make_voice
from sandbox.state.world import World
from sandbox.text.find import find_entities
from sandbox.wire import Json
from sandbox.wire.bounds import LEAST_IN_ALBUM, MESSAGE_CAPTION, MOST_IN_ALBUM
from sandbox.wire.errors import Misstep
from sandbox.wire.uploads import Upload

LONGEST_VOICE = 60
SENT = ("photo", "document", "audio", "video", "animation", "video_note")


async def send_file(kind: Kind, world: World, screen: Screen, given: Json) -> Json:
    """Multipart {file, "caption"?, "reply_to"?, "duration"? ...}: a file; photos are compressed as in the apps."""
    upload = one_file(given)
    words = {**_captioned(kind, given), **_answered(screen, given)}
    return post(world, screen, {**await _held(world, kind, upload, given), **words})


def one_file(given: Json) -> Upload:
    """The file of a form; Misstep when there is none, or more than one."""
    files: list[Upload] = given.get("files", [])
    if len(files) != 1:
        raise Misstep("send the file as the multipart field `file`")
    return _filled(files[0])


def _filled(upload: Upload) -> Upload:
    if not upload.content:
        raise Misstep("the file is empty")
    return upload


async def voice(world: World, screen: Screen, given: Json) -> Json:
    """Multipart as above; without a file {"duration"?}: silence of so many seconds."""
    if not given.get("files"):
        seconds = _number(given, "duration", 3)
        given = {**given, "files": [Upload("voice.oga", "audio/ogg", make_voice(min(seconds, LONGEST_VOICE)))]}
    return await send_file(KINDS["voice"], world, screen, given)


async def album(world: World, screen: Screen, given: Json) -> Json:
    """Multipart {file, file ..., "caption"?, "reply_to"?}: pictures and films together; other files by themselves."""
    files: list[Upload] = given.get("files", [])
    if not LEAST_IN_ALBUM <= len(files) <= MOST_IN_ALBUM:
        raise Misstep(f"an album has {LEAST_IN_ALBUM} to {MOST_IN_ALBUM} files, each a multipart field `file`")
    kinds = _album_kinds(files)
    shared = {"media_group_id": storing.new_album(), **_answered(screen, given)}
    # All files before the first message: one that is no picture keeps back the whole album.
    contents = [await _held(world, kind, _filled(one), {}) for kind, one in zip(kinds, files, strict=True)]
    # Words of an album stand with its first file, where the apps show them below all of it.
    contents[0] |= _captioned(kinds[0], given)
    return all_told([post(world, screen, {**shared, **content}) for content in contents])


def _album_kinds(files: list[Upload]) -> list[Kind]:
    names = {"image": "photo", "video": "video", "audio": "audio"}
    kinds = [KINDS[names.get(one.mime.partition("/")[0], "document")] for one in files]
    together = len({kind.album for kind in kinds}) == 1
    return kinds if together else [KINDS["document"]] * len(files)


async def _held(world: World, kind: Kind, upload: Upload, given: Json) -> Json:
    told = {name: _number(given, name, 0) if name in NUMBERS else str(given.get(name, "")) for name in kind.facts}
    try:
        return await storing.store(world.files, kind, upload, told)
    except NotAPhotoError as error:
        raise Misstep(str(error)) from error


def _number(given: Json, name: str, default: int) -> int:
    """A whole number, from JSON or from a form."""
    try:
        return min(max(int(given.get(name, default)), 0), NUMBERS[name])
    except (TypeError, ValueError):
        raise Misstep(f"{name} must be a number") from None


def _answered(screen: Screen, given: Json) -> Json:
    """What the message answers; a form tells numbers as text."""
    answered: Any = given.get("reply_to")
    if isinstance(answered, str):
        answered = int(answered) if answered.isdigit() else answered or None
    return quoted(screen, answered)


def _captioned(kind: Kind, given: Json) -> Json:
    text = str(given.get("caption", "")).strip()
    if len(text) > MESSAGE_CAPTION:
        raise Misstep("a caption has at most 1024 characters")
    if not text:
        return {}
    if not kind.captioned:
        raise Misstep(f"there can be no caption below a {kind.noun}")
    entities = find_entities(text)
    return {"caption": text, **({"caption_entities": entities} if entities else {})}


DEEDS: dict[str, Callable[[World, Screen, Json], Awaitable[Json]]] = {
    **{name: partial(send_file, KINDS[name]) for name in SENT},
    "voice": voice,
    "album": album,
}
