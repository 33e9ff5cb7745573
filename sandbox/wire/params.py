"""Parameters, however they came, read as the real server reads them."""

import json
import re
from typing import Any

from sandbox.wire import Json
from sandbox.wire.errors import bad
from sandbox.wire.uploads import Upload

_INTEGER = re.compile(r"\s*([+-]?\d+)")
_TRUE = frozenset({"true", "yes", "1"})


class Params:
    """`params` by name, `uploads` by field name."""

    __slots__ = ("params", "uploads")

    def __init__(self, params: Json, uploads: dict[str, Upload] | None = None) -> None:
        self.params = params
        self.uploads = uploads or {}

    def text(self, name: str) -> str:
        """A string parameter, "" when it is absent."""
        value = self.params.get(name)
        if isinstance(value, str):
            return value
        if value is None:
            return ""
        # A JSON body may hold a number or an object where a form could only hold its text.
        return json.dumps(value)

    def required(self, name: str) -> str:
        """A string parameter that must be there."""
        value = self.text(name)
        if not value:
            raise bad(f'parameter "{name}" is required')
        return value

    def integer(self, name: str, default: int = 0, bounds: tuple[int, int] | None = None) -> int:
        """An integer, clamped and never refused; garbage counts as 0."""
        value = self.params.get(name)
        if value is None or value == "":
            return default
        if not isinstance(value, int):
            match = _INTEGER.match(str(value))
            value = int(match.group(1)) if match else 0
        return max(bounds[0], min(bounds[1], value)) if bounds else int(value)

    def flag(self, name: str) -> bool:
        """True for true, yes and 1."""
        value = self.params.get(name)
        return value is True or (value is not None and str(value).lower() in _TRUE)

    def given(self, name: str, what: str) -> Any:
        """A JSON parameter, parsed; None when absent. `what` names it in the error."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {what} JSON object") from None
