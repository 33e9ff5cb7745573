"""Playing the tour: every step in turn, each shown with what was seen; it ends at the first that fails."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bot.tools.tour import archiving, arranging, certifying, marking, opening, registering, scoring, sitting
from bot.tools.tour.house import Play, stage_in
from bot.tools.tour.reckoning import reckon
from bot.tools.tour.stage import Stage
from bot.tools.tour.step import Played, TourStep
from sandbox import NotSeen

STRETCHES = (opening, registering, arranging, sitting, marking, scoring, certifying, archiving)
STORY: Sequence[TourStep] = [step for stretch in STRETCHES for step in stretch.STEPS]


@dataclass
class TourReport:
    """How the tour went: its steps, its figures by name, its wall time in seconds."""

    played: list[Played] = field(default_factory=list)
    figures: dict[str, int] = field(default_factory=dict)
    seconds: float = 0.0

    @property
    def failed(self) -> Played | None:
        """The step that failed, if one did."""
        return next((each for each in self.played if not each.ok), None)


async def play_tour(play: Play, tell: Callable[[Played], None] = lambda _played: None) -> TourReport:
    """Play everything, up to the first step that fails; `tell` hears of each step. Raises InUse."""
    report, began = TourReport(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="jianding-tour-") as data:
        async with stage_in(Path(data), play) as stage:
            for step in STORY:
                report.played.append(await _play(step, stage))
                tell(report.played[-1])
                if report.failed:
                    break
            report.figures = {**stage.figures, **await reckon(stage)}
    report.seconds = time.monotonic() - began
    return report


async def _play(step: TourStep, stage: Stage) -> Played:
    began = time.monotonic()
    try:
        seen, ok = await step.play(stage), True
    except NotSeen as missing:
        seen, ok = str(missing), False
    except Exception as broken:  # noqa: BLE001 - whatever breaks a step is that step's failure
        seen, ok = f"{type(broken).__name__}: {broken}", False
    return Played(step, time.monotonic() - began, seen, ok)
