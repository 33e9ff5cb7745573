"""A file in parts, as players ask for it."""

import pytest

from tests.sandbox.rig import ANN, Rig

TEXT = b"0123456789"


async def address(chat: Rig) -> str:
    sent = await chat.bot("sendDocument", files={"document": ("a.txt", TEXT)}, chat_id=str(ANN))
    return f"{chat.base}/files/{sent['result']['document']['file_unique_id']}"


@pytest.mark.parametrize(
    ("asked", "part", "place"),
    [
        ("bytes=2-4", b"234", "bytes 2-4/10"),
        ("bytes=7-", b"789", "bytes 7-9/10"),
        ("bytes=-2", b"89", "bytes 8-9/10"),
        ("bytes=0-99", TEXT, "bytes 0-9/10"),
    ],
)
async def test_a_part_is_given(chat: Rig, asked: str, part: bytes, place: str) -> None:
    async with chat.http.get(await address(chat), headers={"Range": asked}) as answer:
        assert (answer.status, answer.headers["Content-Range"], await answer.read()) == (206, place, part)


async def test_beyond_the_end_there_is_nothing(chat: Rig) -> None:
    async with chat.http.get(await address(chat), headers={"Range": "bytes=10-"}) as answer:
        assert (answer.status, answer.headers["Content-Range"]) == (416, "bytes */10")


@pytest.mark.parametrize("asked", ["", "bytes=-", "lines=1-2", "bytes=1-2,4-5"])
async def test_anything_else_gets_the_whole(chat: Rig, asked: str) -> None:
    async with chat.http.get(await address(chat), headers={"Range": asked}) as answer:
        assert (answer.status, await answer.read()) == (200, TEXT)
