"""Records as they come back from storage: with an id, which a new one has not got yet."""

from __future__ import annotations

import dataclasses
from typing import Any, Protocol, TypeVar


class Kept(Protocol):
    """Whatever has an id once it is stored."""

    id: int


R = TypeVar("R", bound=Kept)


def stored(record: R, record_id: int) -> R:
    """The record as if storage had given it that id."""
    record.id = record_id
    return record


def changed(record: R, **changes: Any) -> R:
    """A stored record as it would be with these changes: the same one, so the id stays."""
    made: R = dataclasses.replace(record, **changes)  # type: ignore[type-var]
    return stored(made, record.id)
