"""Albums of the bot: several files as one group, in order, all of them or none."""

import json
from typing import Any

import pytest

from tests.sandbox.rig import ANN, Rig
from tests.sandbox.samples import SAMPLES, picture


async def album(rig: Rig, *kinds: str, **more: Any) -> Any:
    """sendMediaGroup of these kinds, each attached by a name of its own, with its number as caption."""
    media = [{"type": kind, "media": f"attach://f{n}", "caption": str(n)} for n, kind in enumerate(kinds)]
    files = {f"f{n}": SAMPLES[kind] for n, kind in enumerate(kinds)}
    return await rig.bot("sendMediaGroup", files, chat_id=ANN, media=json.dumps(media), **more)


async def messages(rig: Rig) -> list[Any]:
    return list((await rig.see(f"/people/{ANN}/screen"))["messages"])


@pytest.mark.parametrize("kinds", [["photo", "video", "photo"], ["audio", "audio"], ["document"] * 10])
async def test_an_album_comes_in_order(chat: Rig, kinds: list[str]) -> None:
    sent = (await album(chat, *kinds))["result"]
    assert [next(kind for kind in SAMPLES if kind in one) for one in sent] == kinds
    assert [one["caption"] for one in sent] == [str(n) for n in range(len(kinds))]
    assert len({one["media_group_id"] for one in sent}) == 1
    assert [one["message_id"] for one in (await messages(chat))[1:]] == [one["message_id"] for one in sent]


async def test_two_albums_are_two_groups(chat: Rig) -> None:
    one, other = (await album(chat, "photo", "photo"))["result"], (await album(chat, "photo", "photo"))["result"]
    assert one[0]["media_group_id"] != other[0]["media_group_id"]


async def test_one_file_alone_is_no_album(chat: Rig) -> None:
    sent = (await album(chat, "photo"))["result"]
    assert (len(sent), "media_group_id" in sent[0]) == (1, False)


@pytest.mark.parametrize(
    ("kinds", "why"),
    [
        ([], "there are no messages to send"),
        (["photo"] * 11, "too many messages to send as an album"),
        (["photo", "document"], "document can't be mixed with other media types"),
        (["audio", "video"], "audio can't be mixed with other media types"),
        (["photo", "animation"], "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup"),
        (["photo", "voice"], 'can\'t parse InputMedia: type "voice" is unsupported'),
    ],
)
async def test_what_makes_no_album_is_refused(chat: Rig, kinds: list[str], why: str) -> None:
    assert (await album(chat, *kinds))["description"] == f"Bad Request: {why}"
    assert len(await messages(chat)) == 1


@pytest.mark.parametrize(
    ("media", "why"),
    [
        (None, 'parameter "media" is required'),
        ("[", "can't parse media JSON object"),
        ("{}", "expected an Array of InputMedia"),
        ('["x"]', "can't parse InputMedia: expected an Object"),
        ('[{"type": "photo"}]', "can't parse InputMedia: media not found"),
        ('[{"type": "photo", "media": "attach://gone"}]', "can't parse InputMedia: media not found"),
    ],
)
async def test_a_broken_list_is_refused(chat: Rig, media: str | None, why: str) -> None:
    given = {} if media is None else {"media": media}
    assert await chat.error("sendMediaGroup", chat_id=ANN, **given) == f"Bad Request: {why}"


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"no picture", 'failed to send message #2 with the error message "IMAGE_PROCESS_FAILED"'),
        (picture(2100, 100), 'failed to send message #2 with the error message "PHOTO_INVALID_DIMENSIONS"'),
        (b"", "file must be non-empty"),
    ],
)
async def test_one_bad_file_keeps_back_the_whole_album(chat: Rig, content: bytes, why: str) -> None:
    media = json.dumps([{"type": "photo", "media": "attach://a"}, {"type": "photo", "media": "attach://b"}])
    files = {"a": SAMPLES["photo"], "b": ("b.jpg", content)}
    answer = await chat.bot("sendMediaGroup", files, chat_id=ANN, media=media)
    assert answer["description"] == f"Bad Request: {why}"
    assert len(await messages(chat)) == 1


async def test_each_file_of_an_album_has_its_own_words(chat: Rig) -> None:
    photo = (await album(chat, "photo"))["result"][0]["photo"][-1]["file_id"]
    one = {"type": "photo", "media": photo, "caption": "<b>1</b>", "parse_mode": "HTML", "has_spoiler": True}
    sent = await chat.ok("sendMediaGroup", chat_id=ANN, media=[one, {"type": "photo", "media": photo}])
    assert (sent[0]["caption"], sent[0]["caption_entities"][0]["type"], sent[0]["has_media_spoiler"]) == (
        "1",
        "bold",
        True,
    )
    assert ("caption" in sent[1], "has_media_spoiler" in sent[1]) == (False, False)


async def test_an_album_answers_and_is_protected(chat: Rig) -> None:
    sent = (await album(chat, "photo", "video", reply_parameters='{"message_id":1}', protect_content=True))["result"]
    assert [one["reply_to_message"]["message_id"] for one in sent] == [1, 1]
    assert [one["has_protected_content"] for one in sent] == [True, True]
    refused = (await album(chat, "photo", "video", reply_parameters='{"message_id":99}'))["description"]
    assert refused == "Bad Request: message to be replied not found"


@pytest.mark.parametrize(
    ("first", "other", "fits"),
    [("photo", "video", True), ("video", "animation", False), ("photo", "document", False), ("audio", "audio", True),
     ("audio", "document", False)],
)  # fmt: skip
async def test_a_file_of_an_album_is_replaced_by_its_like(chat: Rig, first: str, other: str, fits: bool) -> None:
    sent = (await album(chat, first, first))["result"][0]
    media = json.dumps({"type": other, "media": "attach://f"})
    place = {"chat_id": ANN, "message_id": sent["message_id"], "media": media}
    answer = await chat.bot("editMessageMedia", {"f": ("new" + SAMPLES[other][0], SAMPLES[other][1])}, **place)
    if fits:
        assert answer["result"]["media_group_id"] == sent["media_group_id"]
    else:
        assert answer["description"] == "Bad Request: can't use the media of the specified type in the album"


async def test_a_caption_of_an_album_is_edited(chat: Rig) -> None:
    sent = (await album(chat, "photo", "photo"))["result"]
    edited = await chat.ok("editMessageCaption", chat_id=ANN, message_id=sent[1]["message_id"], caption="new")
    assert (edited["caption"], edited["media_group_id"]) == ("new", sent[0]["media_group_id"])
