"""A dialogue that asks one thing (a reason, a number, a name), declared by one call and begun by one."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import field, fields, make_dataclass, replace
from typing import Any, TypedDict, Unpack

from bot.engine.dialogue.declaration import Dialogue
from bot.engine.dialogue.step import Step
from bot.engine.message import NO_DATA
from bot.engine.press import Data
from bot.engine.turn import Turn

Finish = Callable[[Turn, Any, Any], Awaitable[None]]


class More(TypedDict, total=False):
    """What a dialogue of one question may say besides."""

    entry: Data
    renamed: Mapping[str, str]
    about: type


def single(name: str, step: Step, finish: Finish, action: str, **more: Unpack[More]) -> Dialogue:
    """A dialogue of one step, about one record; `finish(turn, about, answer)` takes both.

    `name` is `area.name`; the question's text is `area/ask_<step>`. The draft's fields are `about`, the record's id
    (0 where the question is about nothing), and the step's name. Where it takes more than one id to say what the
    question is about, `about` is a dataclass of them, and its fields stand in the draft. `turn.services.dialogues.ask`
    begins it.
    """
    area, _, own = name.partition(".")
    of = more.get("about", int)
    carried = ["about"] if of is int else [each.name for each in fields(of)]

    async def end(turn: Turn, draft: Any) -> None:
        about = of(*(getattr(draft, each) for each in carried))
        await finish(turn, about, getattr(draft, step.name))

    numbers = [(each, int, field(default=0)) for each in carried]
    draft = make_dataclass(own, [*numbers, (step.name, Any, field(default=None))])
    found = Dialogue(name=own, area=area, draft=draft, steps=[step], finish=end, action=action)
    return replace(found, entry=more.get("entry", NO_DATA), renamed=more.get("renamed", {}))
