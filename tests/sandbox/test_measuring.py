"""How long and how large files are, read from their bytes."""

import struct

import pytest

from sandbox.media.measuring import measure
from sandbox.media.samples import make_voice
from tests.sandbox.samples import box, counted_sound, film, gif, picture, sound, waves

VORBIS = (
    b"OggS" + bytes(2) + struct.pack("<q", 0) + bytes(12) + b"\x01\x1e" + b"\x01vorbis" + bytes(5)
    + struct.pack("<I", 22_050) + b"OggS" + bytes(2) + struct.pack("<q", 66_150) + bytes(12)
)  # fmt: skip
LONG = box(b"ftyp", bytes(8)) + box(b"moov", box(b"mvhd", struct.pack(">BxxxQQIQ", 1, 0, 0, 1000, 4000)))


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (make_voice(3), {"duration": 3}),
        (VORBIS, {"duration": 3}),
        (waves(2), {"duration": 2}),
        (sound(7), {"duration": 7}),
        (counted_sound(30), {"duration": 30}),
        (film(640, 480, 12), {"duration": 12, "width": 640, "height": 480}),
        (LONG, {"duration": 4}),
        (gif(60, 40, 3), {"width": 60, "height": 40, "duration": 3}),
        (picture(30, 20), {"width": 30, "height": 20}),
    ],
    ids=["opus", "vorbis", "wav", "mp3", "mp3 counted", "mp4", "mp4 of 64 bits", "gif", "png"],
)
def test_a_file_tells_how_long_and_how_large_it_is(content: bytes, found: dict[str, int]) -> None:
    assert measure(content) == found


@pytest.mark.parametrize(
    "content",
    [
        b"", b"x", b"OggS", b"OggS" + bytes(40), b"RIFF....WAVE", b"ID3", b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f",
        b"\xff\xfb\x00\x00" + bytes(9), b"\xff\xfb\xfc\x00" + bytes(9), box(b"ftyp", bytes(4)),
        box(b"ftyp") + struct.pack(">I4s", 4, b"moov"), box(b"ftyp") + struct.pack(">I4sQ", 1, b"moov", 2),
        box(b"ftyp") + box(b"moov", box(b"mvhd", bytes(20))), picture(9, 9)[:20],
    ],
)  # fmt: skip
def test_of_what_is_cut_or_made_up_nothing_is_told(content: bytes) -> None:
    assert measure(content).get("duration", 0) == 0
