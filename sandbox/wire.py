"""JSON as it crosses the wire: compact, ASCII, one encoder for the whole sandbox."""

import json
from typing import Any

Json = dict[str, Any]

_encode = json.JSONEncoder(separators=(",", ":"), default=str).encode


def dump(value: Any) -> bytes:
    """Compact ASCII JSON of any plain value."""
    return _encode(value).encode("ascii")
