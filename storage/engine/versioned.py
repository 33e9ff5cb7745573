"""Values kept as JSON with the version of their shape, `v2:{"…"}`, so that rows of an older release can be read.

A row without a version was written when there was none: it is of version 1. Whoever changes a type so that rows
written before no longer load adds a function to `upgrades`, which makes the newest shape but one into the newest;
the version counts by itself. Rows are upgraded as they are read, and written in the newest shape when they change.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any, TypeAlias

from pydantic import TypeAdapter

Upgrade: TypeAlias = Callable[[Any], Any]
_HEAD = re.compile(rb"v(\d{1,4}):")  # no JSON begins with a v


class NewerRecord(Exception):  # noqa: N818 - reads as what is wrong
    """A value was written by a newer release than this one."""


class Versioned:
    """The JSON of a type, and what upgrades the shapes that it had before: the first from version 1 to 2, and so on."""

    def __init__(self, of: Any, upgrades: Sequence[Upgrade] = ()) -> None:
        self._of = of
        self._upgrades = upgrades
        self.version = len(upgrades) + 1
        self._head = b"v%d:" % self.version

    @cached_property
    def _adapter(self) -> TypeAdapter[Any]:
        """Made at first use: that takes a while."""
        return TypeAdapter(self._of)

    def dump(self, value: Any) -> bytes:
        """The value with its version."""
        return self._head + self._adapter.dump_json(value)

    def load(self, kept: bytes) -> Any:
        """The value of any version. Raises NewerRecord, and pydantic's ValidationError for what does not fit."""
        found = _HEAD.match(kept)
        version, body = (int(found[1]), kept[found.end() :]) if found else (1, kept)
        if version > self.version:
            raise NewerRecord(f"version {version} of {self._of}: this release knows {self.version}")
        if version < self.version:
            value = json.loads(body)
            for upgrade in self._upgrades[version - 1 :]:
                value = upgrade(value)
            # As JSON again: pydantic reads JSON more leniently than objects (lists as tuples, text as days).
            body = json.dumps(value).encode()
        return self._adapter.validate_json(body)
