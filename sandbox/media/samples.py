"""Small files made on the spot: a sticker, and a voice message of real Ogg Opus silence."""

import io
import struct

from PIL import Image, ImageDraw

STICKER_SIDE = 512
_SILENCE = b"\xf8\xff\xfe"  # one Opus frame of 20 ms
_FRAMES_A_SECOND = 50
_SAMPLES = 960
_POLYNOMIAL = 0x04C11DB7  # Ogg's CRC is not the mirrored one that zlib has


def make_sticker() -> bytes:
    """A round face as WebP, 512 x 512."""
    face = Image.new("RGBA", (STICKER_SIDE, STICKER_SIDE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(face)
    draw.ellipse((16, 16, 496, 496), fill=(255, 205, 60, 255))
    draw.ellipse((150, 170, 200, 230), fill=(60, 40, 10, 255))
    draw.ellipse((312, 170, 362, 230), fill=(60, 40, 10, 255))
    draw.arc((140, 200, 372, 400), 20, 160, fill=(60, 40, 10, 255), width=18)
    out = io.BytesIO()
    face.save(out, "WEBP")
    return out.getvalue()


def make_voice(seconds: int) -> bytes:
    """Silence of so many seconds, playable anywhere."""
    head = b"OpusHead" + struct.pack("<BBHIHB", 1, 1, 0, 48_000, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 7) + b"sandbox" + struct.pack("<I", 0)
    pages = [_page([head], 0, 0, 2), _page([tags], 1, 0, 0)]
    for second in range(seconds):
        done = (second + 1) * _FRAMES_A_SECOND * _SAMPLES
        last = 4 if second == seconds - 1 else 0
        pages.append(_page([_SILENCE] * _FRAMES_A_SECOND, second + 2, done, last))
    return b"".join(pages)


def _page(packets: list[bytes], number: int, position: int, flags: int) -> bytes:
    head = b"OggS" + struct.pack("<BBqIII", 0, flags, position, 1, number, 0) + bytes([len(packets)])
    page = head + bytes(map(len, packets)) + b"".join(packets)
    return page[:22] + struct.pack("<I", _checksum(page)) + page[26:]


def _checksum(page: bytes) -> int:
    total = 0
    for byte in page:
        total ^= byte << 24
        for _ in range(8):
            total = ((total << 1) ^ _POLYNOMIAL if total & 0x80000000 else total << 1) & 0xFFFFFFFF
    return total
