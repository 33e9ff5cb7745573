"""Facts for every text of the reports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.reports import BoardLine, Progress, Stage, Wait
from tests.planning.samples import ABOUT


def samples() -> Mapping[str, Mapping[str, Any]]:
    """By template."""
    waits = tuple((wait, 2) for wait in Wait)
    states = list(Progress)
    lines = [BoardLine(stage, states[n % len(states)], waits if n == 1 else ()) for n, stage in enumerate(Stage)]
    return {
        "reports/board": {**ABOUT, "lines": lines},
        "reports/choose": {"count": 2},
        "reports/home": {"count": 2},
    }
