"""A step of the tour: a stretch of the story with its place among the fourteen steps of the workflow."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.tools.tour.stage import Stage

Play = Callable[[Stage], Awaitable[str]]


@dataclass(frozen=True)
class TourStep:
    """`number` of the workflow's step (1–14), its `title`, and who does what; `play` gives what was seen, one line."""

    number: int
    title: str
    play: Play


@dataclass(frozen=True)
class Played:
    """A step that was played: how long it took in seconds, and what was seen; `ok` False: what went wrong instead."""

    step: TourStep
    seconds: float
    seen: str
    ok: bool = True
