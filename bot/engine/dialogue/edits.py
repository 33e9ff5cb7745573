"""What a person edits in the midst of a dialogue, and what of it must not stay in the chat."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.engine import gathering
from bot.engine.conversation import Frame
from bot.engine.dialogue.declaration import Dialogue
from bot.engine.dialogue.step import Step
from bot.engine.incoming import Said
from bot.engine.turn import Turn


def declines(turn: Turn, declared: Mapping[str, Dialogue], message: Said) -> bool:
    """Whether to tell that an edit answers nothing; takes the message away where a question's answer would be."""
    frames = turn.conversation.frames
    # Whichever question it answered once: it may hold now what another asks for.
    if any(step.sealed for frame in frames for step in _steps(declared, frame)):
        turn.delete_heard()
    return gathering.declines(turn, message, known=any(message.id in frame.said.values() for frame in frames))


def hides(turn: Turn, declared: Mapping[str, Dialogue]) -> bool:
    """Whether the answer to the question in force is taken out of the chat."""
    top = turn.conversation.top
    return top is not None and any(step.sealed and step.name == top.step for step in _steps(declared, top))


def _steps(declared: Mapping[str, Dialogue], frame: Frame) -> Sequence[Step]:
    return declared[frame.dialogue].steps if frame.dialogue in declared else ()
