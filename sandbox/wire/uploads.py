"""Files on their way in, on either side."""

import mimetypes
from dataclasses import dataclass

from starlette.datastructures import UploadFile

from sandbox.wire.bounds import UPLOAD_BYTES
from sandbox.wire.errors import Refusal

UNKNOWN = "application/octet-stream"


@dataclass
class Upload:
    """A file on its way in."""

    name: str
    mime: str
    content: bytes

    def __str__(self) -> str:
        return f"<file {self.name!r}, {self.mime}, {len(self.content)} bytes>"


def too_large() -> Refusal:
    """413, as the front of api.telegram.org answers."""
    return Refusal(413, "Request Entity Too Large")


async def read_upload(value: UploadFile) -> Upload:
    """An uploaded file, whole; Refusal 413 above 50 MB."""
    content = await value.read()
    if len(content) > UPLOAD_BYTES:
        raise too_large()
    name = value.filename or "file"
    mime = value.content_type or UNKNOWN
    if mime == UNKNOWN:
        mime = mimetypes.guess_type(name)[0] or UNKNOWN
    return Upload(name, mime, content)
