"""Editing files: other media and captions in place of the old."""

import json

import pytest

from tests.sandbox.rig import ANN, Rig
from tests.sandbox.samples import SAMPLES, picture
from tests.sandbox.sending import CAPTIONED, COVERED, TOLD, held, send

EDITS = ["photo", "video", "animation", "audio", "document"]


@pytest.mark.parametrize("kind", EDITS)
async def test_any_file_takes_the_place_of_another(chat: Rig, kind: str) -> None:
    sent = await send(chat, "photo" if kind != "photo" else "video", caption="old", has_spoiler=True)
    media = json.dumps({"type": kind, "media": "attach://f", "caption": "<i>new</i>", "parse_mode": "HTML"})
    place = {"chat_id": ANN, "message_id": sent["message_id"]}
    edited = (await chat.bot("editMessageMedia", {"f": SAMPLES[kind]}, **place, media=media))["result"]
    assert {name: held(edited, kind).get(name) for name in TOLD[kind]} == TOLD[kind]
    assert (edited["caption"], "has_media_spoiler" in edited, "edit_date" in edited) == ("new", False, True)
    assert [name for name in EDITS if name in edited and name != kind] == (["document"] if kind == "animation" else [])


async def test_a_file_takes_the_place_by_its_id_with_its_own_words(chat: Rig) -> None:
    video, photo = await send(chat, "video"), await send(chat, "photo")
    place = {"chat_id": ANN, "message_id": photo["message_id"]}
    media = {"type": "video", "media": video["video"]["file_id"], "has_spoiler": True, "caption": "c"}
    edited = await chat.ok("editMessageMedia", **place, media={**media, "show_caption_above_media": True})
    assert (edited["video"], edited["has_media_spoiler"], edited["show_caption_above_media"]) == (
        video["video"],
        True,
        True,
    )
    assert "message is not modified" in await chat.error(
        "editMessageMedia", **place, media={**media, "show_caption_above_media": True}
    )


async def test_an_edit_tells_of_the_file_and_brings_a_thumbnail(chat: Rig) -> None:
    sent = await send(chat, "photo")
    media = json.dumps(
        {"type": "audio", "media": "attach://f", "thumbnail": "attach://t", "title": "歌", "duration": 3}
    )
    files = {"f": SAMPLES["audio"], "t": ("t.jpg", picture(90, 90))}
    place = {"chat_id": ANN, "message_id": sent["message_id"]}
    audio = (await chat.bot("editMessageMedia", files, **place, media=media))["result"]["audio"]
    assert (audio["title"], audio["duration"], audio["thumbnail"]["width"]) == ("歌", 3, 90)


async def test_a_text_becomes_a_picture(chat: Rig) -> None:
    sent = await chat.ok("sendMessage", chat_id=ANN, text="text")
    photo = (await send(chat, "photo"))["photo"][-1]["file_id"]
    media = {"type": "photo", "media": photo}
    edited = await chat.ok("editMessageMedia", chat_id=ANN, message_id=sent["message_id"], media=media)
    assert ("text" in edited, "photo" in edited) == (False, True)


@pytest.mark.parametrize("kind", ["voice", "video_note", "sticker"])
async def test_what_can_be_no_other_is_not_edited(chat: Rig, kind: str) -> None:
    sent = await send(chat, kind)
    media = {"type": "document", "media": (await send(chat, "document"))["document"]["file_id"]}
    assert await chat.error("editMessageMedia", chat_id=ANN, message_id=sent["message_id"], media=media) == (
        "Bad Request: there is no media in the message to edit"
    )


@pytest.mark.parametrize(
    ("media", "why"),
    [
        (None, 'parameter "media" is required'),
        ("{", "can't parse input media JSON object"),
        ("[]", "can't parse InputMedia: expected an Object"),
        ("{}", "can't parse InputMedia: media not found"),
        ({"media": "x"}, "can't parse InputMedia: Can't find field \"type\""),
        ({"type": "photo", "media": "attach://gone"}, "can't parse InputMedia: media not found"),
        ({"type": "voice", "media": "x"}, 'can\'t parse InputMedia: type "voice" is unsupported'),
        (
            {"type": "photo", "media": "x", "caption": "<b>", "parse_mode": "HTML"},
            "can't parse InputMedia: Can't parse entities: Can't find end tag corresponding to start tag \"b\"",
        ),
        ({"type": "photo", "media": "x", "caption": "x" * 1025}, "message caption is too long"),
        ({"type": "photo", "media": "x"}, "wrong remote file identifier specified: Wrong string length"),
    ],
)
async def test_wrong_media_are_refused(chat: Rig, media: object, why: str) -> None:
    sent = await send(chat, "photo")
    given = {} if media is None else {"media": media}
    refused = await chat.error("editMessageMedia", chat_id=ANN, message_id=sent["message_id"], **given)
    assert refused == f"Bad Request: {why}"


@pytest.mark.parametrize("kind", CAPTIONED)
async def test_a_caption_is_edited(chat: Rig, kind: str) -> None:
    sent = await send(chat, kind, caption="old", has_spoiler=True)
    place = {"chat_id": ANN, "message_id": sent["message_id"], "show_caption_above_media": True}
    edited = await chat.ok("editMessageCaption", **place, caption="new")
    expected = True if kind in COVERED else None
    assert (edited["caption"], edited[kind]) == ("new", sent[kind])
    assert (edited.get("show_caption_above_media"), edited.get("has_media_spoiler")) == (expected, expected)
    assert "caption" not in await chat.ok("editMessageCaption", chat_id=ANN, message_id=sent["message_id"])


@pytest.mark.parametrize("kind", ["sticker", "video_note"])
async def test_where_no_caption_is_none_is_edited(chat: Rig, kind: str) -> None:
    sent = await send(chat, kind)
    refused = await chat.error("editMessageCaption", chat_id=ANN, message_id=sent["message_id"], caption="x")
    assert refused == "Bad Request: there is no caption in the message to edit"
