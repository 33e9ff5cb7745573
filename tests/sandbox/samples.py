"""Small files of each kind, made here."""

import io
import struct
import wave

from PIL import Image

from sandbox.media.samples import make_sticker, make_voice


def picture(width: int, height: int, kind: str = "PNG") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(out, kind)
    return out.getvalue()


def gif(width: int, height: int, seconds: int) -> bytes:
    out = io.BytesIO()
    frames = [Image.new("L", (width, height), shade) for shade in range(0, 40 * seconds, 40)]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], duration=1000)
    return out.getvalue()


def box(name: bytes, *inside: bytes) -> bytes:
    content = b"".join(inside)
    return struct.pack(">I4s", len(content) + 8, name) + content


def film(width: int, height: int, seconds: int) -> bytes:
    """The boxes of an MP4 that tell of it, without any picture."""
    header = box(b"mvhd", struct.pack(">IIIII", 0, 0, 0, 600, 600 * seconds), bytes(80))
    sound = box(b"trak", box(b"tkhd", bytes(76), struct.pack(">II", 0, 0)))
    track = box(b"trak", box(b"tkhd", bytes(76), struct.pack(">II", width << 16, height << 16)))
    return box(b"ftyp", b"isom", bytes(4)) + box(b"free") + box(b"moov", header, sound, track) + box(b"mdat", b"...")


def sound(seconds: int) -> bytes:
    """MP3 of 128 kbit/s at 44.1 kHz, with a tag before it."""
    frame = struct.pack(">I", 0xFFFB9000) + bytes(413)
    return b"ID3\x04\x00\x00\x00\x00\x00\x0512345" + frame * (seconds * 44_100 // 1152 + 1)


def counted_sound(seconds: int) -> bytes:
    """MP3 of changing bitrate: its first frame counts the others."""
    return (
        struct.pack(">I", 0xFFFB9000)
        + bytes(32)
        + b"Xing"
        + struct.pack(">II", 1, seconds * 44_100 // 1152)
        + bytes(400)
    )


def waves(seconds: int) -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as written:
        written.setparams((1, 2, 8000, 0, "NONE", ""))
        written.writeframes(bytes(16_000 * seconds))
    return out.getvalue()


SAMPLES: dict[str, tuple[str, bytes]] = {
    "photo": ("photo.jpg", picture(500, 400, "JPEG")),
    "video": ("film.mp4", film(640, 480, 12)),
    "animation": ("cat.gif", gif(60, 40, 3)),
    "audio": ("song.mp3", sound(7)),
    "document": ("paper.pdf", b"%PDF-1.7"),
    "voice": ("voice.ogg", make_voice(4)),
    "video_note": ("round.mp4", film(240, 240, 5)),
    "sticker": ("sticker.webp", make_sticker()),
}
