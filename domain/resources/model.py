"""What a sitting needs besides people: stock (equipment, tools, materials) and the checklist of each sitting."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


@dataclass(eq=False)
class StockItem:
    """What the centre has of one thing; `code` is that of the standard's material list."""

    code: str
    name: str
    unit: str
    quantity: int
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1


class LineStatus(StrEnum):
    """A line of a checklist is ready, short of something, or waived with a reason."""

    READY = "ready"
    SHORT = "short"
    WAIVED = "waived"


@dataclass(eq=False)
class ChecklistLine:
    """One thing that one sitting needs: how many, how many there are for it, who sees to it until when."""

    batch_id: int
    sitting_id: int
    code: str
    needed: int
    provided: int
    status: LineStatus
    owner_id: int | None = None
    due_on: date | None = None
    reason: str = ""
    decided_by: int | None = None
    id: int = field(init=False, repr=False)  # none before it is stored
    version: int = 1
