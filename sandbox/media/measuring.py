"""How long a sound or a film lasts and how large a picture is, read from the bytes; nothing where they do not say."""

import io
import struct
import warnings
from collections.abc import Callable, Iterator

from PIL import Image, ImageSequence

from sandbox.wire import Json

OPUS_RATE = 48_000
MOST_FRAMES = 1000
MPEG_1, MPEG_2, MPEG_25 = 3, 2, 0
LAYER_III = 1
SYNC = 0x7FF  # eleven bits before each frame of an MP3
_KBIT = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBIT_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_RATES = {MPEG_1: (44_100, 48_000, 32_000), MPEG_2: (22_050, 24_000, 16_000), MPEG_25: (11_025, 12_000, 8000)}


def measure(content: bytes) -> Json:
    """What can be told of a file: "duration" in whole seconds, "width", "height"."""
    for reader in _READERS:
        try:
            if found := reader(content):
                return found
        # Cut off or damaged: a length that cannot be read is told as 0.
        except (struct.error, IndexError, KeyError, ZeroDivisionError):
            continue
    return {}


def _ogg(content: bytes) -> Json:
    if not content.startswith(b"OggS"):
        return {}
    # What a player leaves out at the beginning counts in the position of the last page.
    skipped, rate = 0, 0
    if (opus := content.find(b"OpusHead", 0, 200)) >= 0:
        skipped, rate = struct.unpack_from("<H", content, opus + 10)[0], OPUS_RATE
    elif (vorbis := content.find(b"\x01vorbis", 0, 200)) >= 0:
        rate = struct.unpack_from("<I", content, vorbis + 12)[0]
    (position,) = struct.unpack_from("<q", content, content.rfind(b"OggS") + 6)
    return {"duration": round(max(position - skipped, 0) / rate)}


def _wav(content: bytes) -> Json:
    if content[:4] != b"RIFF" or content[8:12] != b"WAVE":
        return {}
    form, data = content.find(b"fmt "), content.find(b"data")
    (per_second,) = struct.unpack_from("<I", content, form + 16)
    (size,) = struct.unpack_from("<I", content, data + 4)
    return {"duration": round(size / per_second)}


def _mp4(content: bytes) -> Json:
    if content[4:8] != b"ftyp":
        return {}
    found: Json = {}
    for name, start, end in _boxes(content, (0, len(content)), (b"moov", b"trak")):
        if name == b"mvhd":
            long = content[start] == 1
            scale, ticks = struct.unpack_from(">IQ" if long else ">II", content, start + (20 if long else 12))
            found["duration"] = round(ticks / scale)
        elif name == b"tkhd":
            width, height = (side >> 16 for side in struct.unpack_from(">II", content, end - 8))
            # Fixed-point numbers; the track of the sound says 0.
            if width and height:
                found |= {"width": width, "height": height}
    return found


def _boxes(content: bytes, span: tuple[int, int], opened: tuple[bytes, ...]) -> Iterator[tuple[bytes, int, int]]:
    """Name, start and end of each box; of one named `opened[0]` also those inside, and so on."""
    start, end = span
    while start + 8 <= end:
        size, name = struct.unpack_from(">I4s", content, start)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, start + 8)
            head = 16
        stop = start + size if size else end
        if not start + head <= stop <= end:
            return
        yield name, start + head, stop
        if name in opened[:1]:
            yield from _boxes(content, (start + head, stop), opened[1:])
        start = stop


def _mp3(content: bytes) -> Json:
    start = 0
    if content.startswith(b"ID3"):
        # Seven bits a byte, so that no size looks like the beginning of a frame.
        size = [byte & 0x7F for byte in content[6:10]]
        start = 10 + (size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3])
    head = struct.unpack_from(">I", content, start)[0]
    version, layer = head >> 19 & 3, head >> 17 & 3
    if head >> 21 != SYNC or layer != LAYER_III:
        return {}
    rate = _RATES[version][head >> 10 & 3]
    # With a variable bit rate only this frame knows how many there are.
    for mark in (b"Xing", b"Info"):
        if (place := content.find(mark, start, start + 64)) >= 0 and content[place + 7] & 1:
            (frames,) = struct.unpack_from(">I", content, place + 8)
            return {"duration": round(frames * (1152 if version == MPEG_1 else 576) / rate)}
    kilobits = (_KBIT if version == MPEG_1 else _KBIT_2)[head >> 12 & 15]
    return {"duration": round((len(content) - start) * 8 / kilobits / 1000)}


def _picture(content: bytes) -> Json:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(content))
            found: Json = {"width": picture.width, "height": picture.height}
            if getattr(picture, "is_animated", False):
                frames = zip(ImageSequence.Iterator(picture), range(MOST_FRAMES), strict=False)
                found["duration"] = round(sum(frame.info.get("duration", 0) for frame, _ in frames) / 1000)
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError):
        return {}
    return found


_READERS: tuple[Callable[[bytes], Json], ...] = (_ogg, _wav, _mp4, _mp3, _picture)
