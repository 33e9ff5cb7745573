"""Photos and documents, up and down, both ways."""

import io
import json

import pytest
from PIL import Image

from tests.sandbox.rig import ANN, Rig, form_of
from tests.sandbox.samples import picture


async def upload(rig: Rig, deed: str, name: str, content: bytes, caption: str = "") -> tuple[int, dict[str, object]]:
    form = form_of({"caption": caption}, {"file": (name, content)})
    return await rig.request("POST", f"/people/{ANN}/{deed}", data=form)


async def download(rig: Rig, file_id: str) -> bytes:
    path = (await rig.ok("getFile", file_id=file_id))["file_path"]
    async with rig.http.get(f"{rig.base}/file/bot{rig.sandbox.token}/{path}") as response:
        assert response.status == 200
        return await response.read()


@pytest.mark.parametrize(
    ("size", "sides"),
    [
        ((60, 40), [60]),
        ((320, 200), [90, 320]),
        ((1000, 500), [90, 320, 800, 1000]),
        ((400, 3000), [90, 320, 800, 1280, 2560]),
    ],
)
async def test_a_photo_comes_in_the_sizes_that_apply(chat: Rig, size: tuple[int, int], sides: list[int]) -> None:
    status, _ = await upload(chat, "photo", "me.png", picture(*size), caption="我 #photo")
    assert status == 200
    message = (await chat.updates())[0]["message"]
    assert [max(one["width"], one["height"]) for one in message["photo"]] == sides
    assert (message["caption"], message["caption_entities"][0]["type"]) == ("我 #photo", "hashtag")
    for one in message["photo"]:
        content = await download(chat, one["file_id"])
        assert len(content) == one["file_size"]
        assert Image.open(io.BytesIO(content)).size == (one["width"], one["height"])


async def test_the_person_sees_what_was_sent(chat: Rig) -> None:
    await upload(chat, "photo", "me.png", picture(100, 100))
    shown = (await chat.see(f"/people/{ANN}/screen"))["messages"][-1]
    async with chat.http.get(chat.base + shown["url"]) as response:
        assert response.content_type == "image/jpeg"
        assert Image.open(io.BytesIO(await response.read())).size == (100, 100)


async def test_exif_is_gone_and_the_photo_upright(chat: Rig) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # taken sideways
    exif[0x010F] = "Camera"
    out = io.BytesIO()
    Image.new("RGB", (80, 40), "teal").save(out, "JPEG", exif=exif)
    await upload(chat, "photo", "me.jpg", out.getvalue())
    largest = (await chat.updates())[0]["message"]["photo"][-1]
    stored = Image.open(io.BytesIO(await download(chat, largest["file_id"])))
    assert (stored.size, dict(stored.getexif())) == ((40, 80), {})


async def test_what_is_no_photo_is_refused(chat: Rig) -> None:
    bomb = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(bomb, "PNG")
    assert await upload(chat, "photo", "x.png", b"no picture") == (
        400, {"error": "not a picture that can be sent as a photo"},
    )  # fmt: skip
    assert (await upload(chat, "photo", "x.png", picture(500, 500)[:200]))[1] == {"error": "the picture is damaged"}
    assert (await upload(chat, "document", "x.txt", b""))[1] == {"error": "the file is empty"}
    status, answer = await upload(chat, "photo", "x.png", bomb.getvalue())
    assert (status, list(answer)) == (400, ["error"])


async def test_a_document_keeps_its_bytes_and_name(chat: Rig) -> None:
    content = bytes(range(256)) * 10
    await upload(chat, "document", "证明.pdf", content)
    document = (await chat.updates())[0]["message"]["document"]
    assert (document["file_name"], document["file_size"]) == ("证明.pdf", len(content))
    assert await download(chat, document["file_id"]) == content


async def test_a_file_above_20_mb_cannot_be_fetched(chat: Rig) -> None:
    await upload(chat, "document", "big.bin", bytes(20 * 1024 * 1024 + 1))
    document = (await chat.updates())[0]["message"]["document"]
    assert await chat.error("getFile", file_id=document["file_id"]) == "Bad Request: file is too big"


async def test_a_body_above_50_mb_is_too_large(chat: Rig) -> None:
    big = {"document": ("big.bin", bytes(51 * 1024 * 1024))}
    answer = await chat.bot("sendDocument", big, chat_id=ANN)
    assert answer == {"ok": False, "error_code": 413, "description": "Request Entity Too Large"}


async def test_the_bot_sends_a_photo_and_sends_it_again(chat: Rig) -> None:
    sent = (await chat.bot("sendPhoto", {"photo": ("p.jpg", picture(500, 400, "JPEG"))}, chat_id=ANN))["result"]
    again = await chat.ok("sendPhoto", chat_id=ANN, photo=sent["photo"][-1]["file_id"], caption="<b>again</b>")
    assert again["photo"] == sent["photo"]
    assert again["caption"] == "<b>again</b>"
    refused = "Bad Request: can't use file of type Photo as Document"
    assert await chat.error("sendDocument", chat_id=ANN, document=sent["photo"][0]["file_id"]) == refused


async def test_the_bot_sends_a_document_by_attach(chat: Rig) -> None:
    attached = {"one": ("ticket.pdf", b"%PDF-1.7")}
    params = {"chat_id": ANN, "document": "attach://one", "caption": "票 <b>1</b>", "parse_mode": "HTML"}
    sent = (await chat.bot("sendDocument", attached, **params))["result"]
    assert (sent["document"]["file_name"], sent["caption"]) == ("ticket.pdf", "票 1")
    assert await download(chat, sent["document"]["file_id"]) == b"%PDF-1.7"
    assert await chat.error("sendDocument", chat_id=ANN, document="attach://two") == (
        "Bad Request: there is no document in the request"
    )


async def test_a_caption_is_edited_and_media_replaced(chat: Rig) -> None:
    sent = (await chat.bot("sendPhoto", {"photo": ("p.png", picture(100, 100))}, chat_id=ANN))["result"]
    place = {"chat_id": ANN, "message_id": sent["message_id"]}
    edited = await chat.ok("editMessageCaption", **place, caption="new")
    assert (edited["caption"], edited["photo"]) == ("new", sent["photo"])
    assert await chat.error("editMessageText", **place, text="x") == (
        "Bad Request: there is no text in the message to edit"
    )
    media = json.dumps({"type": "document", "media": "attach://f", "caption": "file"})
    replaced = (await chat.bot("editMessageMedia", {"f": ("a.txt", b"a")}, **place, media=media))["result"]
    assert (replaced["caption"], "photo" in replaced) == ("file", False)


@pytest.mark.parametrize(
    ("size", "description"),
    [((2100, 100), "Bad Request: PHOTO_INVALID_DIMENSIONS"), (None, "Bad Request: IMAGE_PROCESS_FAILED")],
)
async def test_bad_photos_of_the_bot_are_refused(chat: Rig, size: tuple[int, int] | None, description: str) -> None:
    content = picture(*size) if size else b"no picture"
    answer = await chat.bot("sendPhoto", {"photo": ("p.png", content)}, chat_id=ANN)
    assert answer["description"] == description


async def test_an_unknown_file_path_is_not_found(chat: Rig) -> None:
    for token in (chat.sandbox.token, "1:other"):
        async with chat.http.get(f"{chat.base}/file/bot{token}/photos/file_9.jpg") as response:
            assert response.status == 404
