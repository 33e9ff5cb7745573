"""An update as a turn needs it, read from Telegram's JSON.

PTB's object of a message has a hundred fields; building it cost a tenth of a turn (docs/decisions/0010).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

Json: TypeAlias = Mapping[str, Any]


class Sender(NamedTuple):
    """Who acts: Telegram's id and the full name."""

    id: int
    name: str


class Card(NamedTuple):
    """The card whose button was pressed: its message, what it shows, and whether it may be edited still."""

    message_id: int
    has_photo: bool
    has_document: bool
    editable: bool


class Pressed(NamedTuple):
    """A button that was pressed: the query to answer, the button's data, and its card where Telegram names it."""

    id: str
    data: str
    card: Card | None = None


class Contact(NamedTuple):
    """A phone number, and whose it is where Telegram knows."""

    phone_number: str
    user_id: int | None


class Attachment(NamedTuple):
    """A file that lies at Telegram; `size` in bytes, 0 where it is not said."""

    file_id: str
    size: int


class Said(NamedTuple):
    """A message: its text, the contact, the photo (at its largest) or the document that it brings.

    `date` and `edited_at` are epoch seconds, `edited_at` None for what is said and not edited; the messages of one
    `album` bear one name.
    """

    id: int
    text: str | None = None
    contact: Contact | None = None
    photo: Attachment | None = None
    document: Attachment | None = None
    forwarded: bool = False
    date: int = 0
    album: str = ""
    edited_at: int | None = None


class Incoming(NamedTuple):
    """An update: who acts in what type of chat (empty where there is none), and the one thing that was done.

    `membership` is what a person, or a group, has made of the bot: Telegram's status of a member.
    """

    sender: Sender | None
    place: str
    press: Pressed | None = None
    message: Said | None = None
    membership: str | None = None


def read_update(update: Json) -> Incoming:
    """Read an update. Raises KeyError, TypeError or AttributeError for what is none."""
    if query := update.get("callback_query"):
        card = query.get("message") or {}
        return Incoming(_sender(query), _place(card), _press(query, card))
    if message := update.get("message"):
        return Incoming(_sender(message), _place(message), message=_said(message))
    if message := update.get("edited_message"):
        edited_at = message.get("edit_date") or message.get("date") or 0
        return Incoming(_sender(message), _place(message), message=_said(message)._replace(edited_at=edited_at))
    if change := update.get("my_chat_member"):
        return Incoming(_sender(change), _place(change), membership=change["new_chat_member"]["status"])
    # Kinds that are not asked for may still wait in Telegram's queue; they are done without an effect.
    return Incoming(None, "")


def _sender(body: Json) -> Sender | None:
    user = body.get("from")
    if user is None:
        return None
    last = user.get("last_name")
    return Sender(user["id"], f"{user['first_name']} {last}" if last else user["first_name"])


def _place(body: Json) -> str:
    chat = body.get("chat")
    return str(chat["type"]) if chat else ""


def _press(query: Json, card: Json) -> Pressed:
    return Pressed(query["id"], query.get("data") or "", _card(card) if card else None)


def _card(message: Json) -> Card:
    has_photo, has_document = bool(message.get("photo")), bool(message.get("document"))
    return Card(message["message_id"], has_photo, has_document, editable=bool(message.get("date")))


def _said(message: Json) -> Said:
    forwarded, date = "forward_origin" in message, message.get("date") or 0
    if "text" in message:
        return Said(message["message_id"], message["text"], forwarded=forwarded, date=date)
    return Said(
        message["message_id"],
        None,
        _contact(message.get("contact")),
        _largest(message.get("photo") or ()),
        _attachment(message.get("document")),
        forwarded,
        date,
        message.get("media_group_id") or "",
    )


def _contact(given: Json | None) -> Contact | None:
    return Contact(given["phone_number"], given.get("user_id")) if given else None


def _largest(sizes: Sequence[Json]) -> Attachment | None:
    return _attachment(sizes[-1]) if sizes else None


def _attachment(file: Json | None) -> Attachment | None:
    return Attachment(file["file_id"], file.get("file_size") or 0) if file else None
