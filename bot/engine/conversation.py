"""Where a chat's conversation stands: the dialogues under way, nested ones on top, and those put aside for later."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from typing import Any

import orjson

TOKEN_BYTES = 4  # eight characters of a button's 64 bytes
NOWHERE = "nowhere"
REMEMBERED = ("keys", "long_at", "album", "declined")


@dataclass
class Frame:
    """One dialogue under way.

    `instance` tells this run from any other, `round` counts the questions shown: together they make the token in a
    button. `again` names steps to be asked anew, `waits` the job whose event the step waits for, `touched` is the
    epoch second of the last answer, `said` the message that last answered a step, by the step's name.
    """

    dialogue: str
    step: str
    draft: dict[str, Any]
    schema: int
    touched: float
    instance: str = field(default_factory=lambda: secrets.token_hex(TOKEN_BYTES))
    round: int = 0
    again: list[str] = field(default_factory=list)
    waits: str = ""
    editing: bool = False
    said: dict[str, int] = field(default_factory=dict)


@dataclass
class Conversation:
    """The stack of dialogues under way (the last is the one that hears), and stacks put aside, by dialogue.

    `keys` is the place whose buttons lie below the input line, `long_at` the epoch second at which a text came that may
    go on in the next message, `album` the name of the last album, `declined` the message whose edit was declined last.
    """

    frames: list[Frame] = field(default_factory=list)
    aside: dict[str, list[Frame]] = field(default_factory=dict)
    keys: str = ""
    long_at: int = 0
    album: str = ""
    declined: int = 0

    @property
    def top(self) -> Frame | None:
        """The dialogue that hears."""
        return self.frames[-1] if self.frames else None

    @property
    def place(self) -> str:
        """The question in force, told from any other; NOWHERE outside a dialogue."""
        return f"{self.top.instance}:{self.top.step}" if self.top else NOWHERE

    def draft_of(self, dialogue: str) -> list[Frame] | None:
        """The stack that belongs to a dialogue, under way or put aside."""
        if self.frames and self.frames[0].dialogue == dialogue:
            return self.frames
        return self.aside.get(dialogue)

    def put_aside(self) -> None:
        """Keep what is under way for later."""
        if self.frames:
            self.aside[self.frames[0].dialogue] = self.frames
            self.frames = []

    def take_up(self, dialogue: str) -> bool:
        """Go on with a dialogue that was put aside (what is under way is put aside); False when there is none."""
        if self.frames and self.frames[0].dialogue == dialogue:
            return True
        frames = self.aside.pop(dialogue, None)
        if frames is None:
            return False
        self.put_aside()
        self.frames = frames
        return True

    def forget(self, dialogue: str) -> None:
        """Drop a dialogue, wherever it is."""
        self.aside.pop(dialogue, None)
        if self.frames and self.frames[0].dialogue == dialogue:
            self.frames = []

    def dump(self) -> bytes | None:
        """As JSON; None when nothing is going on."""
        kept = {name: value for name in REMEMBERED if (value := getattr(self, name))}
        if not self.frames and not self.aside and not kept:
            return None
        return orjson.dumps({"frames": self.frames, "aside": self.aside, **kept})

    @staticmethod
    def load(data: bytes | None) -> Conversation:
        """From JSON. Raises ValueError, TypeError or KeyError for what does not fit."""
        if data is None:
            return Conversation()
        stored = orjson.loads(data)
        aside = {name: [Frame(**frame) for frame in frames] for name, frames in stored["aside"].items()}
        kept = {name: stored[name] for name in REMEMBERED if name in stored}
        return Conversation([Frame(**frame) for frame in stored["frames"]], aside, **kept)
