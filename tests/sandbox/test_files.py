"""The bot's files of every kind: by upload, by attach://, by file_id, with all that can be told of them."""

import json
from typing import Any

import pytest

from tests.sandbox.rig import ANN, Rig
from tests.sandbox.samples import SAMPLES, gif, picture
from tests.sandbox.sending import CAPTIONED, COVERED, TOLD, held, method, send

FOLDERS = {
    "photo": "photos", "video": "videos", "animation": "animations", "audio": "music", "document": "documents",
    "voice": "voice", "video_note": "video_notes", "sticker": "stickers",
}  # fmt: skip


@pytest.mark.parametrize("kind", SAMPLES)
async def test_a_file_is_sent_with_what_its_bytes_tell(chat: Rig, kind: str) -> None:
    sent = held(await send(chat, kind), kind)
    assert {name: sent.get(name) for name in TOLD[kind]} == TOLD[kind]
    shown = (await chat.see(f"/people/{ANN}/screen"))["messages"][-1]
    assert shown["url"] == f"/files/{sent['file_unique_id']}"


@pytest.mark.parametrize("kind", SAMPLES)
async def test_a_file_is_fetched_again(chat: Rig, kind: str) -> None:
    sent = held(await send(chat, kind), kind)
    found = await chat.ok("getFile", file_id=sent["file_id"])
    assert found["file_path"].startswith(FOLDERS[kind] + "/file_")
    assert (found["file_unique_id"], found["file_size"]) == (sent["file_unique_id"], sent["file_size"])
    async with chat.http.get(f"{chat.base}/file/bot{chat.sandbox.token}/{found['file_path']}") as response:
        content = await response.read()
    assert len(content) == found["file_size"]
    assert kind == "photo" or content == SAMPLES[kind][1]


@pytest.mark.parametrize("kind", SAMPLES)
async def test_a_file_is_sent_again_by_its_id(chat: Rig, kind: str) -> None:
    first = await send(chat, kind)
    again = await chat.ok(method(kind), chat_id=ANN, **{kind: held(first, kind)["file_id"]})
    assert again[kind] == first[kind]


@pytest.mark.parametrize("kind", SAMPLES)
async def test_a_file_comes_by_attach(chat: Rig, kind: str) -> None:
    answer = await chat.bot(method(kind), {"one": SAMPLES[kind]}, chat_id=ANN, **{kind: "attach://one"})
    assert kind in answer["result"]


@pytest.mark.parametrize("kind", SAMPLES)
async def test_without_a_file_the_request_is_refused(chat: Rig, kind: str) -> None:
    missing = f"Bad Request: there is no {kind.replace('_', ' ')} in the request"
    assert await chat.error(method(kind), chat_id=ANN) == missing
    assert await chat.error(method(kind), chat_id=ANN, **{kind: "attach://nowhere"}) == missing


@pytest.mark.parametrize("kind", SAMPLES)
async def test_an_empty_file_is_refused(chat: Rig, kind: str) -> None:
    answer = await chat.bot(method(kind), {kind: ("name.bin", b"")}, chat_id=ANN)
    assert answer["description"] == "Bad Request: file must be non-empty"


@pytest.mark.parametrize("kind", SAMPLES)
async def test_a_caption_stands_where_there_can_be_one(chat: Rig, kind: str) -> None:
    sent = await send(chat, kind, caption="<b>票</b>", parse_mode="HTML")
    expected = ("票", [{"type": "bold", "offset": 0, "length": 1}]) if kind in CAPTIONED else (None, None)
    assert (sent.get("caption"), sent.get("caption_entities")) == expected


@pytest.mark.parametrize("kind", SAMPLES)
async def test_only_pictures_and_films_are_covered(chat: Rig, kind: str) -> None:
    sent = await send(chat, kind, caption="x", has_spoiler=True, show_caption_above_media=True)
    expected = True if kind in COVERED else None
    assert (sent.get("has_media_spoiler"), sent.get("show_caption_above_media")) == (expected, expected)


async def test_a_caption_is_cut_by_nobody(chat: Rig) -> None:
    answer = await chat.bot("sendVoice", {"voice": SAMPLES["voice"]}, chat_id=ANN, caption="x" * 1025)
    assert answer["description"] == "Bad Request: message caption is too long"


async def test_what_the_bot_tells_comes_before_what_the_bytes_tell(chat: Rig) -> None:
    video = (await send(chat, "video", duration=99, width=10, height=20_000))["video"]
    assert (video["duration"], video["width"], video["height"]) == (99, 10, 10_000)
    audio = (await send(chat, "audio", performer="某人", title="歌"))["audio"]
    assert (audio["performer"], audio["title"], audio["duration"]) == ("某人", "歌", 7)
    assert (await send(chat, "video_note", length=100))["video_note"]["length"] == 100
    assert (await send(chat, "sticker", emoji="👍"))["sticker"]["emoji"] == "👍"


async def test_where_nothing_is_known_it_is_zero(chat: Rig) -> None:
    answer = await chat.bot("sendVideo", {"video": ("x.bin", b"no film")}, chat_id=ANN)
    video = answer["result"]["video"]
    assert (video["duration"], video["width"], video["height"], video["mime_type"]) == (0, 0, 0, "video/mp4")


async def test_an_animation_is_a_document_too(chat: Rig) -> None:
    sent = await send(chat, "animation")
    same = ("file_id", "file_unique_id", "file_size", "file_name", "mime_type", "thumbnail")
    assert sent["document"] == {name: sent["animation"][name] for name in same}


@pytest.mark.parametrize(
    ("name", "content", "shape"),
    [
        ("a.tgs", b"\x1f\x8b\x08\x00", (True, False, 512)),
        ("a.webm", b"\x1a\x45\xdf\xa3", (False, True, 512)),
        ("a.webp", picture(300, 512, "WEBP"), (False, False, 300)),
    ],
)
async def test_a_sticker_is_still_or_moves(chat: Rig, name: str, content: bytes, shape: tuple[bool, bool, int]) -> None:
    sticker = (await chat.bot("sendSticker", {"sticker": (name, content)}, chat_id=ANN))["result"]["sticker"]
    assert (sticker["is_animated"], sticker["is_video"], sticker["width"]) == shape


@pytest.mark.parametrize("field", ["thumbnail", "thumb", "attach"])
async def test_a_thumbnail_is_uploaded_and_kept(chat: Rig, field: str) -> None:
    more = {"thumbnail": "attach://t"} if field == "attach" else {}
    files = {"t" if field == "attach" else field: ("t.jpg", picture(640, 320, "JPEG"))}
    sent = await send(chat, "video", files, **more)
    poster = sent["video"]["thumbnail"]
    assert (poster["width"], poster["height"]) == (320, 160)
    assert (await chat.ok("getFile", file_id=poster["file_id"]))["file_path"].startswith("thumbnails/")
    shown = (await chat.see(f"/people/{ANN}/screen"))["messages"][-1]
    assert shown["thumb_url"] == f"/files/{poster['file_unique_id']}"
    again = await chat.ok("sendVideo", chat_id=ANN, video=sent["video"]["file_id"])
    assert again["video"]["thumbnail"] == poster


async def test_a_thumbnail_cannot_be_used_again(chat: Rig) -> None:
    first = (await send(chat, "document", {"thumbnail": ("t.png", picture(50, 50))}))["document"]
    assert "thumbnail" not in (await send(chat, "document", thumbnail=first["thumbnail"]["file_id"]))["document"]
    refused = "Bad Request: can't use file of type Thumbnail as Photo"
    assert await chat.error("sendPhoto", chat_id=ANN, photo=first["thumbnail"]["file_id"]) == refused


async def test_what_is_no_picture_makes_no_thumbnail(chat: Rig) -> None:
    assert "thumbnail" not in (await send(chat, "audio", {"thumbnail": ("t.jpg", b"no picture")}))["audio"]


async def test_a_picture_sent_as_a_file_shows_itself(chat: Rig) -> None:
    sent = (await chat.bot("sendDocument", {"document": ("p.png", picture(640, 480))}, chat_id=ANN))["result"]
    assert sent["document"]["thumbnail"]["width"] == 320


async def test_photos_and_thumbnails_have_a_size_limit(chat: Rig) -> None:
    big = {"photo": ("p.jpg", bytes(10 * 1024 * 1024 + 1))}
    assert (await chat.bot("sendPhoto", big, chat_id=ANN))["description"] == (
        "Bad Request: file of size 10485761 bytes is too big for a photo; the maximum size is 10485760 bytes"
    )
    files = {"video": SAMPLES["video"], "thumbnail": ("t.jpg", bytes(204_801))}
    assert (await chat.bot("sendVideo", files, chat_id=ANN))["description"] == (
        "Bad Request: file of size 204801 bytes is too big for a thumbnail; the maximum size is 204800 bytes"
    )


@pytest.mark.parametrize("kind", [kind for kind in SAMPLES if kind != "photo"])
async def test_no_photo_becomes_another_kind_nor_another_kind_a_photo(chat: Rig, kind: str) -> None:
    names = {"voice": "VoiceNote", "video_note": "VideoNote"}
    name = names.get(kind, kind.title())
    photo = (await send(chat, "photo"))["photo"][-1]["file_id"]
    other = (await send(chat, kind))[kind]["file_id"]
    assert await chat.error(method(kind), chat_id=ANN, **{kind: photo}) == (
        f"Bad Request: can't use file of type Photo as {name}"
    )
    assert await chat.error("sendPhoto", chat_id=ANN, photo=other) == (
        f"Bad Request: can't use file of type {name} as Photo"
    )


async def test_a_file_sent_as_another_kind_stays_what_it_is(chat: Rig) -> None:
    video = (await send(chat, "video"))["video"]
    as_document = await chat.ok("sendDocument", chat_id=ANN, document=video["file_id"], caption="c")
    assert (as_document["video"], "document" in as_document, as_document["caption"]) == (video, False, "c")
    note = (await send(chat, "video_note"))["video_note"]
    as_video = await chat.ok("sendVideo", chat_id=ANN, video=note["file_id"], caption="c")
    assert (as_video["video_note"], "caption" in as_video) == (note, False)


@pytest.mark.parametrize(
    ("file_id", "why"),
    [
        ("x", "wrong remote file identifier specified: Wrong string length"),
        ("a!cd", "wrong remote file identifier specified: Wrong character in the string"),
        ("AgAC", "wrong remote file identifier specified: can't unserialize it. Wrong last symbol"),
    ],
)
async def test_a_file_id_that_is_none_is_refused(chat: Rig, file_id: str, why: str) -> None:
    assert await chat.error("sendVideo", chat_id=ANN, video=file_id) == f"Bad Request: {why}"


async def test_another_bots_file_id_is_worth_nothing(chat: Rig) -> None:
    other = (await chat.post("/bots", username="other_bot"))["token"]
    file_id = (await send(chat, "voice"))["voice"]["file_id"]
    await chat.post(f"/people/{ANN}/chats/other_bot/start")
    url = f"{chat.base}/bot{other}/sendVoice"
    async with chat.http.post(url, json={"chat_id": ANN, "voice": file_id}) as response:
        answer = await response.json()
    assert answer["description"] == "Bad Request: wrong file identifier/HTTP URL specified"


async def test_a_file_of_the_person_is_sent_by_its_id(chat: Rig) -> None:
    await chat.do(ANN, "voice", duration=2)
    heard = (await chat.updates())[0]["message"]["voice"]
    assert (await chat.ok("sendVoice", chat_id=ANN, voice=heard["file_id"]))["voice"] == heard


async def test_a_file_answers_and_brings_buttons(chat: Rig) -> None:
    rows = {"inline_keyboard": [[{"text": "是", "callback_data": "y"}]]}
    more: dict[str, Any] = {"reply_parameters": json.dumps({"message_id": 1}), "reply_markup": json.dumps(rows)}
    sent = await send(chat, "audio", protect_content=True, **more)
    assert (sent["reply_to_message"]["message_id"], sent["reply_markup"]) == (1, rows)
    assert sent["has_protected_content"] is True


async def test_a_gif_keeps_its_first_frame_as_a_poster(chat: Rig) -> None:
    sent = (await chat.bot("sendAnimation", {"animation": ("a.gif", gif(640, 320, 2))}, chat_id=ANN))["result"]
    assert sent["animation"]["thumbnail"]["width"] == 320
