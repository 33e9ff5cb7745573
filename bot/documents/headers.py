"""What a file says it is: its kind by the first bytes, and a photo's size, before anything is decoded.

A hostile file may claim any size, hold millions of empty segments, or pass over its pixels thousands of times.
So the walk is strict and short, and counts the work that decoding would be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

MOST_SEGMENTS = 20_000
KINDS: tuple[tuple[int, bytes, str], ...] = (
    (0, b"\xff\xd8\xff", "JPEG"),
    (0, b"\x89PNG\r\n\x1a\n", "PNG"),
    (0, b"GIF8", "GIF"),
    (8, b"WEBP", "WEBP"),
    (0, b"BM", "BMP"),
    (0, b"II*\0", "TIFF"),
    (0, b"MM\0*", "TIFF"),
    (4, b"ftyphei", "HEIC"),
    (4, b"ftyphev", "HEIC"),
    (4, b"ftypmif1", "HEIC"),
    (4, b"ftypavi", "AVIF"),
    (4, b"ftyp", "MP4"),
    (0, b"%PDF-", "PDF"),
)
SIZES_FOLLOW = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # SOF0 to SOF15, without tables and reserved ones
STANDALONE = {0x00, 0xC8, *range(0xD0, 0xDA), *range(0xF0, 0xFE)}  # as Pillow has it: both must walk the same way
SCAN = 0xDA


@dataclass(frozen=True)
class Header:
    """Kind (empty: none that is known), size in pixels as stated (0: not read), passes over them, frames."""

    kind: str
    width: int = 0
    height: int = 0
    passes: int = 1
    frames: int = 1

    @property
    def pixels(self) -> int:
        """Pixels that the picture says it has."""
        return self.width * self.height


def read_header(data: bytes) -> Header:
    """What the file is. Sizes are read of JPEG and PNG only; one of these without a readable size is of no kind."""
    kind = next((name for at, magic, name in KINDS if data.startswith(magic, at)), "")
    reader = {"JPEG": read_jpeg, "PNG": read_png}.get(kind)
    return reader(data) if reader else Header(kind)


def read_jpeg(data: bytes) -> Header:
    """Size and number of scans: a progressive JPEG passes over its pixels once a scan."""
    width = height = 0
    for marker, at in jpeg_segments(data):
        if marker in SIZES_FOLLOW:
            height, width = number(data, at + 3, 2), number(data, at + 5, 2)
        elif marker == SCAN and width * height:
            return Header("JPEG", width, height, passes=data.count(b"\xff\xda"))
    return Header("")


def jpeg_segments(data: bytes) -> Iterator[tuple[int, int]]:
    """Markers up to the first scan, each with the place of its length; stops at a flood, and where nothing follows."""
    at = 2
    for _ in range(MOST_SEGMENTS):
        if at + 4 > len(data):
            return
        marker = data[at + 1]
        if data[at] != 0xFF or marker == 0xFF:  # noqa: PLR2004 - between segments, as decoders skip it too
            at += 1
        elif marker in STANDALONE:
            at += 2
        else:
            yield marker, at + 2
            at += 2 + max(2, number(data, at + 2, 2))


def read_png(data: bytes) -> Header:
    """Size and frames. A flood of chunks, or none that ends it, makes it no picture."""
    size, frames = (0, 0), 1
    for name, at in png_chunks(data):
        if name == b"IHDR":
            size = number(data, at, 4), number(data, at + 4, 4)
        elif name == b"acTL":
            # The chunk that makes a PNG an animation.
            frames = number(data, at, 4)
        elif name == b"IEND" and size[0] * size[1]:
            return Header("PNG", *size, frames=frames)
    return Header("")


def png_chunks(data: bytes) -> Iterator[tuple[bytes, int]]:
    """Chunks by name, each with the place of its content."""
    at = 8
    for _ in range(MOST_SEGMENTS):
        if at + 12 > len(data):
            return
        yield data[at + 4 : at + 8], at + 8
        at += 12 + number(data, at, 4)


def number(data: bytes, at: int, size: int) -> int:
    """A big-endian number."""
    return int.from_bytes(data[at : at + size], "big")
