"""Events that come by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class DraftWaiting:
    """To a candidate: something begun lies unfinished. `dialogue` names it; `closes_at` is the last moment for it."""

    dialogue: str
    closes_at: datetime | None = None
