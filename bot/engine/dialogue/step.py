"""What a step of a dialogue is: what it sees, what it hears, and what it may answer."""

from __future__ import annotations

import inspect
from abc import ABC, abstractmethod
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.engine.conversation import Frame
from bot.engine.incoming import Said
from bot.engine.message import Button, Rows
from bot.engine.press import Answer, Data
from bot.engine.turn import Turn


@dataclass(frozen=True)
class View:
    """What a step sees: the draft (typed), that of the dialogue around it, the turn, and its own frame.

    `read` is what steps have read for this answer: the step that is shown next need not read it again.
    """

    draft: Any
    turn: Turn
    frame: Frame
    parent: Any = None
    read: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Heard:
    """What a person did: typed `text`, pressed `value`, sent a `contact` or a `file`, or an `event` came."""

    text: str | None = None
    value: str | None = None
    message: Said | None = None
    event: object | None = None

    def chosen(self, answer: Answer) -> dict[str, Any] | None:
        """The arguments of this answer, when it was pressed; None when another was, or what no button says."""
        return answer.meant_by(self.value)


@dataclass(frozen=True)
class Open:
    """An answer that opens a nested dialogue, whose outcome comes back to the step."""

    dialogue: str


@dataclass(frozen=True)
class Stay:
    """An answer that leaves the step where it is: the question is shown anew unless `quiet`."""

    quiet: bool = False


@dataclass(frozen=True)
class Option:
    """One choice: its value, the label's key and what fills the label in; `words` as if they had been typed."""

    value: str
    label: str
    facts: Mapping[str, Any] = field(default_factory=dict)
    words: str = ""

    @property
    def button(self) -> Button:
        """The button that means the value."""
        return Button(self.label, Data(self.value), self.facts)


Check = Callable[[str, View], Any]
When = Callable[[Any], bool]
After = Callable[[View], Awaitable[None]]


@dataclass(frozen=True, kw_only=True)
class Step(ABC):
    """A question. `name` is the draft's field; `when` says whether it is asked; `after` runs once it is answered.

    `clears` names fields that a changed answer makes void. A step that is `part_of` another counts as that one, so
    that the number of questions does not grow with an answer.
    """

    name: str
    when: When = field(default=lambda _draft: True)
    after: After | None = None
    clears: Sequence[str] = ()
    part_of: str = ""
    sealed: bool = False  # the answer is taken out of the chat, once heard

    def answered(self, draft: Any) -> bool:
        """Whether the draft holds an answer."""
        return getattr(draft, self.name) is not None

    async def facts(self, view: View) -> Mapping[str, Any]:  # noqa: ARG002 - others use it
        """What the question's template gets beside draft and position."""
        return {}

    async def rows(self, view: View) -> Rows:  # noqa: ARG002 - others use it
        """Buttons of the question: `data` is the value that pressing means."""
        return ()

    def keys(self, view: View) -> Rows:  # noqa: ARG002 - others use it
        """Buttons below the input line, where Telegram needs them there."""
        return ()

    @abstractmethod
    async def take(self, view: View, heard: Heard) -> Any:
        """The value of an answer, or Open or Stay. Raises a Refusal that says what is wrong."""

    async def put(self, view: View, value: Any) -> None:
        """Keep the value in the draft."""
        setattr(view.draft, self.name, value)


async def resolved(value: Any) -> Any:
    """A value, awaited where it is awaitable: checks and options may be plain or async."""
    return await value if inspect.isawaitable(value) else value
