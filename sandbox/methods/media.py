"""sendPhoto, sendVideo and the other files, one row each in the table of kinds; editMessageMedia."""

from functools import partial

from sandbox.chats.group import Group
from sandbox.keeping.kinds import EDITABLE, FILES, KINDS, Kind
from sandbox.methods.call import Call
from sandbox.methods.chats import open_chat
from sandbox.methods.editing import change, find_own
from sandbox.methods.enclosing import made, of_call, of_media
from sandbox.methods.posting import post
from sandbox.rules.keyboards import read_markup
from sandbox.wire import Json
from sandbox.wire.errors import bad


async def send(kind: Kind, call: Call) -> Json:
    """One file with its caption; the Message as sent."""
    enclosed = of_call(kind, call)
    chat = open_chat(call)
    markup = read_markup(call.params.get("reply_markup"), private=not isinstance(chat, Group))
    return post(call, chat, (await made(call, enclosed), markup))


async def edit_media(call: Call) -> Json:
    """Another file in place of the old one or of a text, with its caption."""
    call.required("media")
    enclosed = of_media(call, call.given("media", "input media"))
    chat, shown = find_own(call)
    old = next((kind for kind in FILES if kind in shown.message), "text")
    if old not in (*EDITABLE, "text") or (old == "text" and "text" not in shown.message):
        raise bad("there is no media in the message to edit")
    if "media_group_id" in shown.message and enclosed.kind.album != KINDS[old].album:
        raise bad("can't use the media of the specified type in the album")
    content = await made(call, enclosed)
    # While the file was fetched the message may have been deleted or edited.
    now = chat.messages.get(shown.message["message_id"])
    if now is None:
        raise bad("message to edit not found")
    return change(call, (chat, now), content)


def _name(kind: str) -> str:
    return "send" + "".join(word.title() for word in kind.split("_"))


METHODS = {
    **{_name(kind): partial(send, KINDS[kind]) for kind in FILES},
    "editMessageMedia": edit_media,
}
