"""What Telegram does to a photo: turned upright, without metadata, as JPEG in the sizes that apply."""

import asyncio
import io
import warnings
from collections.abc import Sequence

from PIL import Image, ImageOps

from sandbox.keeping.files import FileStore
from sandbox.wire import Json
from sandbox.wire.uploads import Upload

SIDES = (90, 320, 800, 1280, 2560)
PORTRAIT_SIDES = (160, 320, 640)
THUMBNAIL_SIDES = (320,)
QUALITY = 87
PIXEL_LIMIT = 120_000_000


class NotAPhotoError(Exception):
    """The bytes are no picture, or one that is too large; the text says which."""


def _open(content: bytes) -> Image.Image:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Image.DecompressionBombWarning)
        try:
            picture = Image.open(io.BytesIO(content))
        except (OSError, ValueError, Image.DecompressionBombError) as error:
            raise NotAPhotoError("not a picture that can be sent as a photo") from error
    if picture.width * picture.height > PIXEL_LIMIT:
        raise NotAPhotoError(f"{picture.width} x {picture.height} pixels are too many for a photo: send it as a file")
    return picture


def _shrink(picture: Image.Image, sides: Sequence[int]) -> list[tuple[int, int, bytes]]:
    try:
        # The decoder scales while it decodes, which a photo of 100 megapixels needs.
        picture.draft("RGB", (sides[-1], sides[-1]))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise NotAPhotoError("the picture is damaged") from error
    longest = max(upright.size)
    # A size more only where the one before it lost something.
    wanted = [side for index, side in enumerate(sides) if index == 0 or longest > sides[index - 1]]
    made = []
    for side in wanted:
        small = upright.copy()
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        small.save(out, "JPEG", quality=QUALITY)
        made.append((small.width, small.height, out.getvalue()))
    return made


def _crop(picture: Image.Image) -> list[tuple[int, int, bytes]]:
    try:
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise NotAPhotoError("IMAGE_PROCESS_FAILED") from error
    made = []
    for side in PORTRAIT_SIDES:
        out = io.BytesIO()
        ImageOps.fit(upright, (side, side)).save(out, "JPEG", quality=QUALITY)
        made.append((side, side, out.getvalue()))
    return made


async def store_portrait(files: FileStore, upload: Upload) -> list[Json]:
    """The photo of a chat or person, cropped to squares; the PhotoSize objects, smallest first."""
    try:
        picture = _open(upload.content)
    except NotAPhotoError:
        raise NotAPhotoError("IMAGE_PROCESS_FAILED") from None
    if min(picture.size) < PORTRAIT_SIDES[0]:
        raise NotAPhotoError("PHOTO_CROP_SIZE_SMALL")
    sizes = []
    for width, height, content in await asyncio.to_thread(_crop, picture):
        shape = {"width": width, "height": height}
        stored = await files.add("profile_photo", Upload("photo.jpg", "image/jpeg", content), shape)
        sizes.append({**stored.ids(), **shape})
    return sizes


async def store_photo(files: FileStore, upload: Upload) -> list[Json]:
    """Compress and store; the PhotoSize objects, smallest first. NotAPhotoError when it is none."""
    picture = _open(upload.content)
    stored_sizes, sizes = [], []
    for width, height, content in await asyncio.to_thread(_shrink, picture, SIDES):
        details = {"width": width, "height": height}
        stored = await files.add("photo", Upload("photo.jpg", "image/jpeg", content), details)
        stored_sizes.append(stored)
        sizes.append({**stored.ids(), **details})
    # Any of the sizes may be sent again by its id, and shows them all.
    for stored in stored_sizes:
        files.detail(stored, {"sizes": sizes})
    return sizes


async def store_thumbnail(files: FileStore, upload: Upload) -> Json | None:
    """Store a small JPEG of a picture; its PhotoSize, None when it is no picture."""
    try:
        made = await asyncio.to_thread(_shrink, _open(upload.content), THUMBNAIL_SIDES)
    except NotAPhotoError:
        return None
    width, height, content = made[0]
    stored = await files.add("thumbnail", Upload("thumbnail.jpg", "image/jpeg", content))
    return {**stored.ids(), "width": width, "height": height}
