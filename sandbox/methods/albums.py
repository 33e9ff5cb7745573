"""sendMediaGroup: 2 to 10 files as one album, all of them or none."""

from sandbox.media.storing import new_album
from sandbox.methods.call import Call
from sandbox.methods.chats import open_chat
from sandbox.methods.enclosing import Enclosed, made, of_media, raw_text
from sandbox.methods.posting import post_all
from sandbox.methods.replying import replied
from sandbox.wire import Json
from sandbox.wire.bounds import MOST_IN_ALBUM
from sandbox.wire.errors import Refusal, bad

_LATE = ("IMAGE_PROCESS_FAILED", "PHOTO_INVALID_DIMENSIONS", "wrong file identifier", "failed to get", "wrong type")


async def send_media_group(call: Call) -> list[Json]:
    """The Messages of the album, in order; one file alone makes no album."""
    call.required("media")
    given = call.given("media", "media")
    if not isinstance(given, list):
        raise bad("expected an Array of InputMedia")
    # Files, chat, reply, number: who makes two mistakes is told of the one that Telegram meets first.
    enclosed = [of_media(call, one, album=True) for one in given]
    chat = open_chat(call)
    answered = replied(call, chat)
    _check(enclosed)
    # Every file is there before the first message: an album comes whole or not at all.
    contents = [await _made(call, one, number) for number, one in enumerate(enclosed, 1)]
    shared = answered | ({"media_group_id": new_album()} if len(contents) > 1 else {})
    return post_all(call, chat, [{**shared, **content} for content in contents])


def _check(enclosed: list[Enclosed]) -> None:
    if len(enclosed) > MOST_IN_ALBUM:
        raise bad("too many messages to send as an album")
    if not enclosed:
        raise bad("there are no messages to send")
    if len({one.kind.album for one in enclosed}) > 1:
        alone = next(one.kind for one in enclosed if one.kind.album != "pictures")
        raise bad(f"{alone.type} can't be mixed with other media types")


async def _made(call: Call, enclosed: Enclosed, number: int) -> Json:
    try:
        return await made(call, enclosed)
    except Refusal as refusal:
        text = refusal.description.removeprefix("Bad Request: ")
        # What only shows when a file is fetched or drawn is told with its place in the album.
        if text.startswith(_LATE):
            raise bad(f'failed to send message #{number} with the error message "{raw_text(refusal)}"') from None
        raise


METHODS = {
    "sendMediaGroup": send_media_group,
}
