"""A picture to send."""

import io

from PIL import Image


def picture() -> bytes:
    """A small JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (320, 240), (40, 120, 80)).save(out, "JPEG")
    return out.getvalue()
