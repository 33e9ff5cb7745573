"""Which question waits for an event: that of a file which was sent, and is being looked at."""

from __future__ import annotations

from collections.abc import Mapping

from bot.engine.conversation import Frame
from bot.engine.dialogue.declaration import Dialogue
from bot.engine.dialogue.steps import Upload
from bot.engine.turn import Turn


def awaiting(turn: Turn, declared: Mapping[str, Dialogue], event: object) -> Frame | None:
    """The dialogue under way whose question the event answers."""
    key = getattr(event, "key", "")
    for frame in turn.conversation.frames:
        step = declared[frame.dialogue].step(frame.step) if frame.dialogue in declared else None
        # By the key, not by the kind alone: another picture may have been sent since, and this is about the first.
        if key and frame.waits == key and isinstance(step, Upload) and type(event) is step.event:
            return frame
    return None
