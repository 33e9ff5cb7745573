"""Files that a bot names by their address: fetched from this machine only, as the sandbox never leaves it."""

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import aiohttp

from sandbox.keeping.kinds import Kind
from sandbox.wire.bounds import DOWNLOAD_BYTES, WEB_PHOTO_BYTES
from sandbox.wire.errors import bad
from sandbox.wire.uploads import Upload

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
TIMEOUT = aiohttp.ClientTimeout(total=20)
OK = 200


async def fetch(url: str, kind: Kind) -> Upload:
    """The file at an address; Refusal as Telegram words it."""
    try:
        parts = urlsplit(url if "://" in url else f"http://{url}")
        host = parts.hostname
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https"):
        raise bad("wrong HTTP URL specified")
    if host not in LOOPBACK:
        raise bad("wrong file identifier/HTTP URL specified")
    try:
        mime, content = await _get(parts.geturl(), WEB_PHOTO_BYTES if kind.name == "photo" else DOWNLOAD_BYTES)
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError):
        raise bad("failed to get HTTP URL content") from None
    if not kind.web or not mime.startswith(kind.web):
        raise bad("wrong type of the web page content")
    return Upload(PurePosixPath(unquote(parts.path)).name or "file", mime, content)


async def _get(url: str, limit: int) -> tuple[str, bytes]:
    """Content type and bytes; ValueError when there is nothing, or more than `limit` bytes."""
    # Redirects are not followed: they could lead off this machine.
    async with aiohttp.ClientSession(timeout=TIMEOUT) as session, session.get(url, allow_redirects=False) as response:
        content = await response.content.read(limit + 1) if response.status == OK else b""
        while len(content) <= limit and (more := await response.content.read(limit + 1)):
            content += more
        if not content or len(content) > limit or response.status != OK:
            raise ValueError(url)
        return response.content_type, content
