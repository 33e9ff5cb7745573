"""sendPhoto, sendDocument, editMessageMedia: by upload, by attach://, by file_id."""

from typing import Any

from sandbox.bot import Bot
from sandbox.call import Call
from sandbox.errors import Refusal, bad
from sandbox.files import PHOTO_LIMIT, FileStore, StoredFile, Upload
from sandbox.group import Group
from sandbox.keyboards import read_markup
from sandbox.methods.chats import open_chat
from sandbox.methods.editing import captioned, change, find_own
from sandbox.methods.posting import post
from sandbox.pictures import NotAPhotoError, store_photo
from sandbox.text.formatted import caption_text
from sandbox.wire import Json

ATTACH = "attach://"
DIMENSION_SUM = 10_000
RATIO = 20


async def send_photo(bot: Bot, call: Call) -> Json:
    """A photo in the sizes that apply."""
    return await _send(bot, call, "photo")


async def send_document(bot: Bot, call: Call) -> Json:
    """A file as it is."""
    return await _send(bot, call, "document")


async def _send(bot: Bot, call: Call, kind: str) -> Json:
    source = call.uploads.get(kind) or _named(call, call.text(kind))
    if source is None:
        raise bad(f"there is no {kind} in the request")
    params = call.params
    caption, entities = caption_text(call.text("caption"), call.text("parse_mode"), params.get("caption_entities"))
    chat = open_chat(bot, call)
    markup = read_markup(params.get("reply_markup"), private=not isinstance(chat, Group))
    content: Json = {kind: await _made(bot, kind, source), **captioned(bot, caption, entities)}
    return post(bot, call, chat, (content, markup))


def _named(call: Call, value: str) -> Upload | str | None:
    """An upload for attach://name, the string itself otherwise."""
    if value.startswith(ATTACH):
        return call.uploads.get(value.removeprefix(ATTACH))
    return value or None


async def _made(bot: Bot, kind: str, source: Upload | str) -> Any:
    if isinstance(source, str):
        return _known(bot, kind, source)
    if not source.content:
        raise bad("file must be non-empty")
    if kind == "document":
        return await store_document(bot.world.files, source)
    if len(source.content) > PHOTO_LIMIT:
        raise Refusal(413, "Request Entity Too Large")
    try:
        sizes = await store_photo(bot.world.files, source)
    except NotAPhotoError:
        raise bad("IMAGE_PROCESS_FAILED") from None
    width, height = sizes[-1]["width"], sizes[-1]["height"]
    if width + height > DIMENSION_SUM or max(width, height) > RATIO * min(width, height):
        raise bad("PHOTO_INVALID_DIMENSIONS")
    return sizes


async def store_document(files: FileStore, upload: Upload) -> Json:
    """Store a file; its Document object."""
    stored = await files.add("document", upload)
    return _document(stored)


def _document(stored: StoredFile) -> Json:
    return {"file_name": stored.name, "mime_type": stored.mime, **stored.ids()}


def _known(bot: Bot, kind: str, file_id: str) -> Any:
    if file_id.startswith(("http://", "https://")):
        raise bad("wrong file identifier/HTTP URL specified")
    stored = bot.world.files.by_id(bot.knows(file_id))
    if stored is None:
        raise bad("wrong remote file identifier specified: Wrong string length")
    if stored.kind != kind:
        raise bad(f"can't use file of type {stored.kind.title()} as {kind.title()}")
    return stored.details["sizes"] if kind == "photo" else _document(stored)


async def edit_media(bot: Bot, call: Call) -> Json:
    """Another file in place of the old, with its caption."""
    given = call.given("media", "input media")
    if given is None:
        raise bad('parameter "media" is required')
    if not isinstance(given, dict):
        raise bad("can't parse InputMedia: expected an Object")
    source = _named(call, str(given.get("media", "")))
    if source is None:
        raise bad("can't parse InputMedia: media not found")
    kind = given.get("type")
    if kind not in ("photo", "document"):
        raise bad(f'can\'t parse InputMedia: type "{kind}" is unsupported')
    parse_mode, listed = str(given.get("parse_mode", "")), given.get("caption_entities")
    caption, entities = caption_text(str(given.get("caption", "")), parse_mode, listed)
    target = find_own(bot, call)
    content: Json = {kind: await _made(bot, kind, source), **captioned(bot, caption, entities)}
    return change(bot, call, target, content)


METHODS = {
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "editMessageMedia": edit_media,
}
