"""What Telegram does to a photo: turned upright, without metadata, as JPEG in the sizes that apply."""

import asyncio
import io
import warnings

from PIL import Image, ImageOps

from sandbox.files import FileStore, Upload
from sandbox.wire import Json

SIDES = (90, 320, 800, 1280, 2560)
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


def _shrink(picture: Image.Image) -> list[tuple[int, int, bytes]]:
    try:
        picture.draft("RGB", (SIDES[-1], SIDES[-1]))
        upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise NotAPhotoError("the picture is damaged") from error
    longest = max(upright.size)
    wanted = [side for index, side in enumerate(SIDES) if index == 0 or longest > SIDES[index - 1]]
    made = []
    for side in wanted:
        small = upright.copy()
        small.thumbnail((side, side), Image.Resampling.LANCZOS)
        out = io.BytesIO()
        small.save(out, "JPEG", quality=QUALITY)
        made.append((small.width, small.height, out.getvalue()))
    return made


async def store_photo(files: FileStore, upload: Upload) -> list[Json]:
    """Compress and store; the PhotoSize objects, smallest first. NotAPhotoError when it is none."""
    picture = _open(upload.content)
    stored_sizes, sizes = [], []
    for width, height, content in await asyncio.to_thread(_shrink, picture):
        details = {"width": width, "height": height}
        stored = await files.add("photo", Upload("photo.jpg", "image/jpeg", content), details)
        stored_sizes.append(stored)
        sizes.append({**stored.ids(), **details})
    for stored in stored_sizes:
        files.detail(stored, {"sizes": sizes})
    return sizes
