"""Events as JSON: the class's name by its area, and its fields. They hold ids and codes, never personal values."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable, Mapping
from typing import Any


def event_name(kind: type) -> str:
    """`registration.Returned` for a class of domain.registration.*."""
    return f"{kind.__module__.split('.')[1]}.{kind.__name__}"


def encode(event: object) -> str:
    """An event's JSON."""
    facts = {f.name: getattr(event, f.name) for f in dataclasses.fields(event)}  # type: ignore[arg-type]
    return json.dumps({"event": event_name(type(event)), "facts": facts}, ensure_ascii=False)


class EventCatalogue:
    """The events that somebody listens to, by name; `earlier` names of a class are those that older rows may hold."""

    def __init__(self, kinds: Iterable[type]) -> None:
        self._kinds: Mapping[str, type] = {
            name: kind for kind in kinds for name in (event_name(kind), *getattr(kind, "earlier", ()))
        }

    def decode(self, stored: Mapping[str, Any]) -> object:
        """The event of its JSON. Raises KeyError for one that nobody listens to, TypeError for other fields."""
        return self._kinds[stored["event"]](**stored["facts"])
