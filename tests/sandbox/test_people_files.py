"""Files of people: each kind by upload, albums, replies; and what both sides see of them."""

from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.sandbox.rig import ANN, Rig, form_of, running
from tests.sandbox.samples import SAMPLES, film, picture

KINDS = [kind for kind in SAMPLES if kind != "sticker"]


async def upload(rig: Rig, deed: str, *names: str, **fields: Any) -> tuple[int, Any]:
    form = form_of(fields, {})
    for name in names:
        form.add_field("file", SAMPLES[name][1], filename=SAMPLES[name][0])
    if not names:
        form.add_field("nothing", "")
    return await rig.request("POST", f"/people/{ANN}/{deed}", data=form)


@pytest.mark.parametrize("kind", KINDS)
async def test_a_file_of_a_person_is_heard_and_seen(chat: Rig, kind: str) -> None:
    status, answer = await upload(chat, kind, kind)
    heard = (await chat.updates())[0]
    assert (status, heard["update_id"]) == (200, answer["update_id"])
    held = heard["message"][kind][-1] if kind == "photo" else heard["message"][kind]
    if kind != "photo":
        assert held["file_size"] == len(SAMPLES[kind][1])
    shown = (await chat.see(f"/people/{ANN}/screen"))["messages"][-1]
    async with chat.http.get(chat.base + shown["url"]) as response:
        assert len(await response.read()) == held["file_size"]


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("video", {"duration": 12, "width": 640, "height": 480}),
        ("animation", {"duration": 3, "width": 60, "height": 40}),
        ("audio", {"duration": 7}),
        ("voice", {"duration": 4}),
        ("video_note", {"duration": 5, "length": 240}),
    ],
)
async def test_what_a_file_of_a_person_tells(chat: Rig, kind: str, facts: dict[str, int]) -> None:
    await upload(chat, kind, kind)
    held = (await chat.updates())[0]["message"][kind]
    assert {name: held[name] for name in facts} == facts


async def test_a_person_may_say_it_otherwise(chat: Rig) -> None:
    await upload(chat, "audio", "audio", duration=60, performer="某人", title="歌")
    audio = (await chat.updates())[0]["message"]["audio"]
    assert (audio["duration"], audio["performer"], audio["title"]) == (60, "某人", "歌")
    assert (await upload(chat, "audio", "audio", duration="long"))[0] == 400


@pytest.mark.parametrize("kind", KINDS)
async def test_a_file_of_a_person_answers_and_has_a_caption(chat: Rig, kind: str) -> None:
    words = {} if kind == "video_note" else {"caption": "看 @sandbox_bot"}
    await upload(chat, kind, kind, reply_to=1, **words)
    message = (await chat.updates())[0]["message"]
    assert message["reply_to_message"]["message_id"] == 1
    if words:
        assert (message["caption"], message["caption_entities"][0]["type"]) == ("看 @sandbox_bot", "mention")


async def test_a_voice_message_needs_no_file(chat: Rig) -> None:
    await chat.do(ANN, "voice", duration=2, reply_to=1)
    message = (await chat.updates())[0]["message"]
    assert (message["voice"]["duration"], message["reply_to_message"]["message_id"]) == (2, 1)


@pytest.mark.parametrize(
    ("names", "kinds"),
    [
        (["photo", "video", "photo"], ["photo", "video", "photo"]),
        (["audio", "audio"], ["audio", "audio"]),
        (["document", "photo"], ["document", "document"]),
        (["audio", "video"], ["document", "document"]),
    ],
)
async def test_an_album_of_a_person_comes_as_updates_of_one_group(
    chat: Rig, names: list[str], kinds: list[str]
) -> None:
    status, answer = await upload(chat, "album", *names, caption="票", reply_to=1)
    heard = [update["message"] for update in await chat.updates()]
    assert status == 200
    assert [next(kind for kind in KINDS if kind in one) for one in heard] == kinds
    assert [one["message_id"] for one in heard] == answer["message_ids"]
    assert len({one["media_group_id"] for one in heard}) == 1
    assert [one.get("caption") for one in heard] == ["票"] + [None] * (len(names) - 1)
    assert [one["reply_to_message"]["message_id"] for one in heard] == [1] * len(names)


@pytest.mark.parametrize(
    ("deed", "names", "fields"),
    [
        ("album", ["photo"], {}),
        ("album", ["photo"] * 11, {}),
        ("video", [], {}),
        ("video", ["video", "video"], {}),
        ("video_note", ["video_note"], {"caption": "none"}),
        ("audio", ["audio"], {"caption": "x" * 1025}),
        ("audio", ["audio"], {"reply_to": "nobody"}),
        ("audio", ["audio"], {"reply_to": 99}),
    ],
)
async def test_a_misstep_with_files_is_told(chat: Rig, deed: str, names: list[str], fields: dict[str, Any]) -> None:
    status, answer = await upload(chat, deed, *names, **fields)
    assert (status, list(answer)) == (404 if "reply_to" in fields else 400, ["error"])
    assert await chat.updates() == []


async def test_one_bad_picture_keeps_back_an_album(chat: Rig) -> None:
    form = aiohttp.FormData()
    form.add_field("file", picture(50, 50), filename="a.png")
    form.add_field("file", b"no picture", filename="b.png")
    assert (await chat.request("POST", f"/people/{ANN}/album", data=form))[0] == 400
    assert await chat.updates() == []


async def test_a_sticker_answers(chat: Rig) -> None:
    await chat.do(ANN, "sticker", reply_to=1)
    assert (await chat.updates())[0]["message"]["reply_to_message"]["message_id"] == 1


async def test_files_of_both_sides_survive_a_restart(tmp_path: Path) -> None:
    async with running(path=tmp_path) as rig:
        await rig.hello()
        await upload(rig, "video", "video")
        files = {"video": ("v.mp4", film(8, 6, 2)), "thumbnail": ("t.png", picture(90, 60))}
        sent = (await rig.bot("sendVideo", files, chat_id=ANN))["result"]["video"]
        heard = (await rig.updates())[0]["message"]["video"]
    async with running(path=tmp_path) as rig:
        for video in (sent, heard):
            assert (await rig.ok("sendVideo", chat_id=ANN, video=video["file_id"]))["video"] == video
        for name in ("url", "thumb_url"):
            shown = (await rig.see(f"/people/{ANN}/screen"))["messages"][-2]
            async with rig.http.get(rig.base + shown[name]) as response:
                assert response.status == 200
