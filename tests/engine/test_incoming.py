"""What is read of an update: who acts, where, and the one thing that was done; odd fields do not matter."""

from __future__ import annotations

from typing import Any

import pytest

from bot.engine.incoming import Attachment, Card, Contact, Incoming, Pressed, Said, Sender, read_update

USER = {"id": 5, "first_name": "Na", "last_name": "Li", "is_bot": False}
WHO = Sender(5, "Na Li")
CHAT = {"id": 5, "type": "private"}
DATE = 1_790_000_000


def message(**fields: Any) -> dict[str, Any]:
    return {"update_id": 1, "message": {"message_id": 7, "from": USER, "chat": CHAT, "date": DATE, **fields}}


def press(card: dict[str, Any] | None, **fields: Any) -> dict[str, Any]:
    query = {"id": "9", "from": {"id": 5, "first_name": "Na"}, **({"message": card} if card else {}), **fields}
    return {"update_id": 1, "callback_query": query}


@pytest.mark.parametrize(
    ("raw", "read"),
    [
        (message(text="hi"), Said(7, "hi", date=DATE)),
        (message(text="hi", entities=5, forward_origin={}), Said(7, "hi", forwarded=True, date=DATE)),
        (message(sticker={}), Said(7, date=DATE)),
        (message(contact={"phone_number": "86", "user_id": 5}), Said(7, contact=Contact("86", 5), date=DATE)),
        (message(contact={"phone_number": "86"}), Said(7, contact=Contact("86", None), date=DATE)),
        (
            message(photo=[{"file_id": "s", "file_size": 1}, {"file_id": "l", "file_size": 2}]),
            Said(7, photo=Attachment("l", 2), date=DATE),
        ),
        (message(document={"file_id": "d"}), Said(7, document=Attachment("d", 0), date=DATE)),
        (message(sticker={}, media_group_id="a"), Said(7, date=DATE, album="a")),
    ],
)
def test_a_message_is_read(raw: dict[str, Any], read: Said) -> None:
    """Text, contact, the largest photo, a document, or none of them."""
    assert read_update(raw) == Incoming(WHO, "private", message=read)


@pytest.mark.parametrize(
    ("card", "place", "read"),
    [
        (
            {"message_id": 7, "date": DATE, "chat": CHAT},
            "private",
            Card(7, has_photo=False, has_document=False, editable=True),
        ),
        (
            {"message_id": 7, "date": 0, "chat": CHAT},
            "private",
            Card(7, has_photo=False, has_document=False, editable=False),
        ),
        (
            {"message_id": 7, "date": DATE, "chat": {"id": -1, "type": "group"}, "photo": [{}]},
            "group",
            Card(7, has_photo=True, has_document=False, editable=True),
        ),
        (
            {"message_id": 7, "date": DATE, "chat": CHAT, "document": {"file_id": "x"}},
            "private",
            Card(7, has_photo=False, has_document=True, editable=True),
        ),
        (None, "", None),
    ],
)
def test_a_press_is_read(card: dict[str, Any], place: str, read: Card | None) -> None:
    """With its card, also one that Telegram knows no more, or without: it was pressed in a foreign chat."""
    assert read_update(press(card, data="home")) == Incoming(Sender(5, "Na"), place, Pressed("9", "home", read))


def test_what_is_not_answered_has_nobody_and_no_place() -> None:
    """A poll; and a change of membership is told by its status."""
    assert read_update({"update_id": 1, "poll": {}}) == Incoming(None, "")
    change = {"chat": CHAT, "from": USER, "new_chat_member": {"status": "kicked"}}
    assert read_update({"update_id": 1, "my_chat_member": change}) == Incoming(WHO, "private", membership="kicked")


def test_an_edit_is_read_as_a_message_that_says_when() -> None:
    edited = message(text="hi", edit_date=DATE + 5)["message"]
    read = Said(7, "hi", date=DATE, edited_at=DATE + 5)
    assert read_update({"update_id": 1, "edited_message": edited}) == Incoming(WHO, "private", message=read)
