"""What both sides share of the wire: JSON (one encoder: compact, ASCII), refusals, limits, the specification."""

import json
from typing import Any

Json = dict[str, Any]

ANY_BOT = b"-_bot_-_"  # stands in kept file ids where each bot sees its own tag; as long as a tag

_encode = json.JSONEncoder(separators=(",", ":"), default=str).encode


def dump(value: Any) -> bytes:
    """Compact ASCII JSON of any plain value."""
    return _encode(value).encode("ascii")
