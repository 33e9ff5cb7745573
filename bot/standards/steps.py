"""Steps of planning a batch: several levels, ticked by presses or typed as figures; and a day, with an example."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.engine.dialogue import Ask, Heard, Stay, Step, View
from bot.engine.dialogue.refusals import NotAButton
from bot.engine.dialogue.steps import DONE
from bot.engine.message import Button, Rows
from bot.engine.press import Answer
from domain.local import local_date
from domain.standards import LevelsNotInStandard

ON, OFF = Answer("on", level=int), Answer("off", level=int)
DIGIT = re.compile(r"[1-9]")
EXAMPLE_AHEAD = timedelta(days=30)


@dataclass(frozen=True, kw_only=True)
class Levels(Step):
    """Levels of the standard chosen before, beginners' (5) first."""

    async def facts(self, view: View) -> Mapping[str, Any]:
        """The levels that there are."""
        return {"levels": [_standard(view).levels[level] for level in _levels(view)]}

    async def rows(self, view: View) -> Rows:
        """A box for each, and on when one is ticked."""
        picked = _picked(view)
        rows: list[Sequence[Button]] = [[_box(level, ticked=level in picked)] for level in _levels(view)]
        if picked:
            rows.append([Button("standards.levels_done", DONE(), {"count": len(picked)})])
        return rows

    async def take(self, view: View, heard: Heard) -> Any:
        """The levels, once done. Raises `LevelsNotInStandard`, `NotAButton`."""
        if heard.value is None:
            return self._typed(heard.text or "", _levels(view))
        if heard.value == DONE():
            return self._checked(_picked(view), _levels(view))
        return self._tick(view, heard)

    def _tick(self, view: View, heard: Heard) -> Stay:
        ticked, unticked = heard.chosen(ON), heard.chosen(OFF)
        level = (ticked or unticked or {}).get("level")
        if level not in _levels(view):
            raise NotAButton
        rest = tuple(each for each in _picked(view) if each != level)
        view.draft.picked = (*rest, level) if ticked else rest
        view.frame.round -= 1  # the keyboard shown stays good, so that a second quick tick counts as well
        return Stay()

    def _typed(self, text: str, known: Sequence[int]) -> tuple[int, ...]:
        if not DIGIT.search(text):
            raise NotAButton
        return self._checked([int(each) for each in DIGIT.findall(text)], known)

    def _checked(self, levels: Sequence[int], known: Sequence[int]) -> tuple[int, ...]:
        unknown = tuple(each for each in levels if each not in known)
        if unknown or not levels:
            raise LevelsNotInStandard(tuple(each for each in unknown if each <= 5))  # noqa: PLR2004 - five levels
        return tuple(sorted(set(levels), reverse=True))

    async def put(self, view: View, value: Any) -> None:
        """Keep the levels, and forget the ticks."""
        view.draft.levels, view.draft.picked = value, None


@dataclass(frozen=True, kw_only=True)
class Dated(Ask):
    """A day or a moment to come."""

    async def facts(self, view: View) -> Mapping[str, Any]:
        """An example of how to write it."""
        return {"example": local_date(view.turn.work.now) + EXAMPLE_AHEAD}


def _standard(view: View) -> Any:
    return view.turn.work.standards.standard(view.draft.occupation, view.draft.edition)


def _levels(view: View) -> Sequence[int]:
    return sorted(_standard(view).levels, reverse=True)


def _picked(view: View) -> tuple[int, ...]:
    # None: nothing was touched yet, so what was chosen before stands ticked; (): all ticks were taken away.
    return view.draft.picked if view.draft.picked is not None else view.draft.levels or ()


def _box(level: int, *, ticked: bool) -> Button:
    """A press says what is to be, so that pressing twice does no more than once."""
    state, answer = ("ticked", OFF) if ticked else ("unticked", ON)
    return Button(f"standards.{state}", answer(level=level), {"level": level})
