"""A part of a file (RFC 9110, 14.2), so that players can seek."""

import re

from starlette.responses import Response

_RANGE = re.compile(r"bytes=(\d*)-(\d*)")


def in_part(asked: str, content: bytes, headers: dict[str, str]) -> Response:
    """The part that a Range header asks for: 206, or 416 when there is none such; the whole for anything else."""
    headers = {**headers, "Accept-Ranges": "bytes"}
    found = _RANGE.fullmatch(asked)
    if found is None or found.groups() == ("", ""):
        return Response(content, headers=headers)
    size = len(content)
    # A suffix: "bytes=-500" asks for the last 500.
    if not found[1]:
        first, last = max(0, size - int(found[2])), size - 1
    else:
        first, last = int(found[1]), min(int(found[2] or size - 1), size - 1)
    if first > last:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    return Response(content[first : last + 1], 206, {**headers, "Content-Range": f"bytes {first}-{last}/{size}"})
