"""What a dialogue is: its draft, its steps in order, and what happens at its end. Pure: no turn, no text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property
from typing import Any

from pydantic import TypeAdapter, ValidationError

from bot.engine.conversation import Frame
from bot.engine.dialogue.step import Step
from bot.engine.dialogue.steps import Summary
from bot.engine.message import NO_DATA
from bot.engine.press import Data
from bot.engine.turn import Turn


class DraftOutdated(Exception):  # noqa: N818 - says what it is
    """A stored draft does not fit the dialogue as it is declared now."""


@dataclass(frozen=True, kw_only=True)
class Dialogue:
    """A declared conversation.

    `draft` is a dataclass whose fields all have defaults; `finish(turn, draft)` ends a dialogue and shows what comes
    next, or gives a nested one's outcome. `entry` is the button data that starts it afresh. Raise `schema` when
    stored drafts of before make no sense any more; `renamed` are fields that they hold under an older name. After
    `idle_after` without an answer the person is reminded.
    """

    name: str
    area: str
    draft: type
    steps: Sequence[Step]
    finish: Callable[[Turn, Any], Awaitable[Any]]
    action: str
    entry: Data = NO_DATA
    schema: int = 1
    idle_after: timedelta | None = None
    renamed: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def named(self) -> Mapping[str, Step]:
        """The steps by name, in order."""
        return {step.name: step for step in self.steps}

    @cached_property
    def adapter(self) -> TypeAdapter[Any]:
        """What turns drafts into JSON and back."""
        return TypeAdapter(self.draft)

    def load(self, frame: Frame) -> Any:
        """The typed draft of a frame. Raises DraftOutdated."""
        # A renamed step or a raised schema is how an upgrade says that old drafts make no sense.
        if frame.schema != self.schema or frame.step not in self.named:
            raise DraftOutdated(self.name)
        try:
            return self.adapter.validate_python({self.renamed.get(k, k): v for k, v in frame.draft.items()})
        except ValidationError as error:
            raise DraftOutdated(self.name) from error

    def store(self, frame: Frame, draft: Any) -> None:
        """Keep the typed draft in its frame."""
        frame.draft = self.adapter.dump_python(draft, mode="json")

    def open(self, draft: Any, again: Sequence[str], at: float) -> Frame:
        """A new frame, at the first step that wants an answer."""
        frame = Frame(self.name, self.steps[0].name, {}, self.schema, at, again=list(again))
        first = self.following(draft, frame, None)
        frame.step = first.name if first else self.steps[0].name
        self.store(frame, draft)
        return frame

    def step(self, name: str) -> Step:
        """The step of that name."""
        return self.named[name]

    def asked(self, draft: Any) -> Sequence[Step]:
        """The steps that this draft calls for, in order."""
        return [step for step in self.steps if step.when(draft)]

    def following(self, draft: Any, frame: Frame, after: str | None) -> Step | None:
        """The next step that wants an answer: behind `after` first, then from the start; None when all is answered."""
        places = list(self.named)
        behind = places.index(after) + 1 if after else 0
        wanting = [s for s in self.asked(draft) if not s.answered(draft) or s.name in frame.again]
        # Forward first: whoever went back to mend one answer goes on behind it and not from the start.
        ordered = sorted(wanting, key=lambda s: (isinstance(s, Summary), places.index(s.name) < behind))
        return next(iter(ordered), None)

    def previous(self, draft: Any, current: str) -> Step | None:
        """The step before, or None at the first."""
        before: Step | None = None
        for step in self.asked(draft):
            if step.name == current:
                return before
            before = step
        return before

    def position(self, draft: Any, current: str) -> tuple[int, int]:
        """Which question this is, of how many; the summary does not count, nor what is part of another question."""
        names = [step.name for step in self.asked(draft) if not isinstance(step, Summary) and not step.part_of]
        question = self.named[current].part_of or current
        return (names.index(question) + 1 if question in names else len(names), len(names))
