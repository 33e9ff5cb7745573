"""Photos as they come from strangers: measured without trust, and written anew without what they carry along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO

from PIL import Image, ImageStat
from PIL.Image import Resampling, Transpose

from bot.documents.headers import Header, read_header
from domain.registration.rules import PhotoFacts
from domain.standards import PhotoProfile

DECODED = ("JPEG", "PNG")
MOST_PIXELS = 40_000_000
MOST_PIXEL_PASSES = 400_000_000  # a progressive JPEG of 40 megapixels has about ten passes
MEASURED = 400  # longest side, in pixels, from which on a photo is reduced before colours are measured
BORDER = 0.06  # share of the shorter side that counts as border
UPPER = 0.5  # share of the height above the shoulders
QUALITY = 90
WHITE = (255, 255, 255)
ORIENTATION = 0x0112
UPRIGHT = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}


LYING = {Transpose.TRANSPOSE, Transpose.ROTATE_270, Transpose.TRANSVERSE, Transpose.ROTATE_90}


@dataclass(frozen=True)
class Photo:
    """An untrusted file, measured; `picture` is what it shows, upright and reduced, where decoding is bounded."""

    facts: PhotoFacts
    picture: Image.Image | None = None


class PhotoUnreadable(Exception):  # noqa: N818 - reads as what is wrong
    """A file that cannot be decoded as a photo: damaged, cut off, of another kind, or too much work."""


def inspect_photo(data: bytes, longest: int = MEASURED) -> Photo:
    """Measure an untrusted file: kind by its content, size as one sees it (upright), colours of the border.

    It is decoded, once, only where that is bounded: JPEG or PNG of one frame, at most 40 megapixels; its longest side
    is then less than twice `longest`. Bigger ones keep their stated size; a damaged file has the empty kind. May take
    seconds: run it outside a turn.
    """
    header = read_header(data)
    facts = PhotoFacts(header.kind, header.width, header.height, len(data), header.frames)
    # By what the header says: what would take minutes or gigabytes is never opened.
    if header.kind not in DECODED or header.frames > 1 or header.pixels > MOST_PIXELS:
        return Photo(facts)
    try:
        picture, turn = decode(data, header, longest)
    except PhotoUnreadable:
        return Photo(replace(facts, format=""))
    if turn is not None:
        picture = picture.transpose(turn)
    width, height = (header.height, header.width) if turn in LYING else (header.width, header.height)
    mean = border_mean(scaled_down(picture, MEASURED))
    return Photo(replace(facts, width=width, height=height, border_mean=mean), picture)


def side_needed(profile: PhotoProfile) -> int:
    """The `longest` at which to inspect a photo that is to be cleaned afterwards."""
    return 2 * max(kept_box(profile))


def kept_box(profile: PhotoProfile) -> tuple[int, int]:
    """The most that is kept of a photo: twice the profile's width and height."""
    return 2 * profile.width, 2 * profile.height


def clean_jpeg(photo: Photo, profile: PhotoProfile) -> bytes:
    """The photo written anew: RGB without metadata, at most twice the profile's width and height.

    Raises `PhotoUnreadable`.
    """
    if photo.picture is None:
        raise PhotoUnreadable(photo.facts.format or "no picture")
    picture, box = photo.picture, kept_box(profile)
    if picture.width > box[0] or picture.height > box[1]:
        picture = picture.copy()
        picture.thumbnail(box, Resampling.LANCZOS)
    target = BytesIO()
    # Written anew, it has no EXIF: no place, no telephone, no thumbnail of what was cropped away.
    picture.save(target, "JPEG", quality=QUALITY)
    return target.getvalue()


def decode(data: bytes, header: Header, longest: int) -> tuple[Image.Image, Transpose | None]:
    """The photo in RGB, on white, its longest side less than twice `longest`; and how it is turned upright.

    Raises `PhotoUnreadable`.
    """
    if header.pixels * header.passes > MOST_PIXEL_PASSES:
        raise PhotoUnreadable(f"{header.passes} passes")
    try:
        with Image.open(BytesIO(data), formats=[header.kind]) as image:
            turn = UPRIGHT.get(image.getexif().get(ORIENTATION, 1))
            return on_white(reduced(image, longest)), turn
    except Exception as error:  # a hostile file may raise anything inside a decoder
        raise PhotoUnreadable(type(error).__name__) from error


def reduced(image: Image.Image, longest: int) -> Image.Image:
    """The image decoded, at few more pixels than needed; colours of a palette become true ones."""
    image.draft(None, (longest, longest))
    true = image.convert("RGBA") if image.mode in {"P", "PA", "1", "LA"} else image
    return scaled_down(true, longest)


def scaled_down(image: Image.Image, longest: int) -> Image.Image:
    """The image by a whole factor, its longest side less than twice `longest`."""
    factor = max(image.size) // longest
    return image.reduce(factor) if factor > 1 else image


def on_white(image: Image.Image) -> Image.Image:
    """The image in RGB; what is transparent becomes white."""
    # 16 bits a pixel; convert alone would cut them off instead of scaling them.
    if image.mode.startswith("I"):
        image = image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode == "RGB":
        image.load()  # as it is: a copy costs a tenth of decoding
        return image
    if image.mode != "RGBA":
        return image.convert("RGB")
    sheet = Image.new("RGB", image.size, WHITE)
    sheet.paste(image, mask=image.getchannel("A"))
    return sheet


def border_mean(picture: Image.Image) -> tuple[float, float, float]:
    """Mean red, green, blue (0-255) of the upper edge and the upper halves of both sides."""
    width, height = picture.size
    edge = max(1, round(BORDER * min(width, height)))
    border = Image.new("L", picture.size, 0)
    # Not the lower edge: there are shoulders, and they are rarely white.
    for box in (
        (0, 0, width, edge),
        (0, 0, edge, round(UPPER * height)),
        (width - edge, 0, width, round(UPPER * height)),
    ):
        border.paste(255, box)
    red, green, blue = ImageStat.Stat(picture, border).mean
    return red, green, blue
