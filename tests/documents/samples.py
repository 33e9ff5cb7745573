"""Photos made for the tests: good ones, odd ones, hostile ones."""

from __future__ import annotations

import zlib
from io import BytesIO
from struct import pack
from typing import Any

from PIL import Image, ImageDraw

WHITE = (255, 255, 255)
RED = (200, 30, 30)


def portrait(size: tuple[int, int] = (590, 826), background: tuple[int, int, int] = WHITE) -> Image.Image:
    """Somebody in front of a wall: the body touches the bottom and, below, the sides."""
    picture = Image.new("RGB", size, background)
    width, height = size
    draw = ImageDraw.Draw(picture)
    draw.ellipse((width * 0.3, height * 0.15, width * 0.7, height * 0.6), fill=RED)
    draw.rectangle((0, height * 0.7, width, height), fill=(20, 20, 90))
    return picture


def saved(picture: Image.Image, kind: str = "JPEG", **options: Any) -> bytes:
    """The picture as a file."""
    target = BytesIO()
    picture.save(target, kind, **options)
    return target.getvalue()


def turned(orientation: int) -> bytes:
    """A portrait as a camera writes it that was held so: pixels lying, and a note how to turn them."""
    back = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Transpose that undoes what the note asks for
    picture = portrait()
    if orientation in back:
        picture = picture.transpose(Image.Transpose(back[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "A camera of somebody"
    exif.get_ifd(0x8825)[2] = (31.0, 14.0, 0.0)  # where it was taken
    return saved(picture, exif=exif)


def chunk(name: bytes, content: bytes = b"") -> bytes:
    """One chunk of a PNG."""
    return pack(">I", len(content)) + name + content + pack(">I", zlib.crc32(name + content))


def png(width: int, height: int, *between: bytes) -> bytes:
    """A small file that says it is an 8-bit grey PNG of any size; all its pixels are black."""
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(width + 1)) for _ in range(height)) + packer.flush()
    header = chunk(b"IHDR", pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(between) + chunk(b"IDAT", rows) + chunk(b"IEND")


def many_passes(times: int, size: tuple[int, int] = (3000, 3000)) -> bytes:
    """A progressive JPEG whose last scan is repeated."""
    whole = saved(Image.new("L", size, 128), progressive=True)
    start = whole.rindex(b"\xff\xda")
    return whole[:start] + whole[start:-2] * times + b"\xff\xd9"
