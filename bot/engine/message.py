"""What is shown: a message is a key and its facts; a button is a label and what pressing it means."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, ClassVar, NamedTuple

from bot.engine.press import Data

NO_DATA = Data("")
NO_FACTS: Mapping[str, Any] = MappingProxyType({})


class Message:
    """A text in every language: subclasses are frozen dataclasses, `key` names its block, as `area/name`."""

    key: ClassVar[str]

    def facts(self) -> Mapping[str, Any]:
        """What the text may use: the fields by name."""
        return {f.name: getattr(self, f.name) for f in dataclasses.fields(self)}  # type: ignore[arg-type]


@dataclass(frozen=True)
class Text(Message):
    """A message whose key is known only at run time, e.g. a step's question or a refusal."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)

    @property
    def key(self) -> str:  # type: ignore[override]
        """The message's key, as it was given."""
        return self.name

    def facts(self) -> Mapping[str, Any]:
        """The facts, as they were given."""
        return self.values


class Button(NamedTuple):
    """A button. `label` is a key of the labels, `facts` fill it in; `data` comes back when pressed (≤ 64 bytes)."""

    label: str
    data: Data = NO_DATA
    facts: Mapping[str, Any] = NO_FACTS
    url: str = ""
    asks_contact: bool = False


Rows = Sequence[Sequence[Button]]


@dataclass(frozen=True)
class Document:
    """A stored file that is sent: its SHA-256 (hex), and the name it bears."""

    sha: str
    name: str


@dataclass(frozen=True)
class Screen:
    """A message with its buttons: `rows` inline, or `reply` below the input line; `clears` takes a reply keyboard away.

    `photo` is the SHA-256 of a stored file shown above the text; `document` a file that the text goes with.
    """

    message: Message
    rows: Rows = ()
    reply: Rows = ()
    clears: bool = False
    photo: str = ""
    document: Document | None = None
