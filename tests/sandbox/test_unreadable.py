"""Files that no picture can be read from, or too much of it: each is told for what it is."""

import io

import aiohttp
import pytest
from PIL import Image

from tests.sandbox.crowd import Crowd, gather
from tests.sandbox.rig import ANN, Rig

LARGEST_SCAN = 20 * 1024 * 1024


def vast() -> bytes:
    """A picture of 121 million pixels in a few kilobytes."""
    out = io.BytesIO()
    Image.new("1", (11_000, 11_000)).save(out, "PNG")
    return out.getvalue()


def cut() -> bytes:
    """The first half of a picture."""
    out = io.BytesIO()
    Image.effect_noise((400, 400), 60).convert("RGB").save(out, "JPEG")
    return out.getvalue()[: out.tell() // 2]


async def scanned(rig: Rig, content: bytes | None) -> tuple[int, str]:
    form = aiohttp.FormData()
    if content is None:
        form.add_field("other", "x", filename="x")
    else:
        form.add_field("file", io.BytesIO(content), filename="x.png")
    status, told = await rig.request("POST", "/scan", data=form)
    return status, told["error"]


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        (None, "send the picture as the multipart field `file`"),
        (b"text", "this is no picture that can be read"),
        (b"x" * (LARGEST_SCAN + 1), "the picture is larger than 20 MB"),
    ],
)
async def test_what_cannot_be_scanned(rig: Rig, content: bytes | None, wrong: str) -> None:
    assert await scanned(rig, content) == (400, wrong)


@pytest.fixture
async def crowd(rig: Rig) -> Crowd:
    crowd = await gather(rig)
    await crowd.raise_bot("can_change_info")
    return crowd


@pytest.mark.parametrize(
    ("contents", "wrong"),
    [
        ([b"text"], "not a picture for a profile: IMAGE_PROCESS_FAILED"),
        ([cut()], "not a picture for a profile: IMAGE_PROCESS_FAILED"),
        ([b"one", b"two"], "send the picture as the multipart field `file`"),
    ],
)
async def test_what_is_no_picture_of_a_group(crowd: Crowd, contents: list[bytes], wrong: str) -> None:
    form = aiohttp.FormData()
    for content in contents:
        form.add_field("file", io.BytesIO(content), filename="x.jpg")
    path = f"/people/{ANN}/chats/{crowd.id}/group_photo"
    assert await crowd.rig.request("POST", path, data=form) == (400, {"error": wrong})


async def test_more_pixels_than_a_photo_may_have_are_a_file(chat: Rig) -> None:
    status, told = await chat.request("POST", f"/people/{ANN}/photo", data={"file": io.BytesIO(vast())})
    assert (status, "are too many for a photo: send it as a file" in told["error"]) == (400, True)


@pytest.mark.parametrize("token", ["letters:x", "07:x", "7000000001:x"])
async def test_a_bots_token_begins_with_a_number_of_its_own(rig: Rig, token: str) -> None:
    given = {"username": "other_bot", "first_name": "Other", "token": token}
    status, told = await rig.request("POST", "/bots", json=given)
    assert (status, told) == (400, {"error": "a token is <number>:<text>, its number no other bot's"})
