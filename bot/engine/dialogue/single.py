"""A dialogue that asks one thing (a reason, a number, a name), declared by one call and begun by one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import field, make_dataclass
from typing import Any, TypedDict, Unpack

from bot.engine.dialogue.declaration import Dialogue
from bot.engine.dialogue.steps import Step
from bot.engine.turn import Turn

Finish = Callable[[Turn, int, Any], Awaitable[None]]


class More(TypedDict, total=False):
    """What a dialogue of one question may say besides."""

    entry: str
    renamed: Mapping[str, str]


def single(name: str, step: Step, finish: Finish, action: str, **more: Unpack[More]) -> Dialogue:
    """A dialogue of one step, about one record; `finish(turn, about, answer)` takes both.

    `name` is `area.name`; the question's text is `area/ask_<step>`. The draft's fields are `about`, the record's id
    (0 where the question is about nothing), and the step's name. `turn.services.dialogues.ask` begins it.
    """
    area, _, own = name.partition(".")
    fields = [("about", int, field(default=0)), (step.name, Any, field(default=None))]

    async def end(turn: Turn, draft: Any) -> None:
        await finish(turn, draft.about, getattr(draft, step.name))

    draft = make_dataclass(own, fields)
    return Dialogue(name=own, area=area, draft=draft, steps=[step], finish=end, action=action, **more)
