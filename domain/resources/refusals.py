"""Why a checklist or the stock cannot be changed as wished; each field is what the text shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.errors import Refusal


class ResourcesRefusal(Refusal):
    """A refusal whose text stands with the resources area."""

    area: ClassVar[str] = "resources"


@dataclass(eq=False)
class QuantityFormat(ResourcesRefusal):
    """What was typed is no whole number from 0 to a million."""

    text: str


@dataclass(eq=False)
class WaiverNeedsReason(ResourcesRefusal):
    """A shortage is waived with a reason only; it may have so many characters."""

    most: int


@dataclass(eq=False)
class NotShort(ResourcesRefusal):
    """Nothing is missing here, so there is nothing to waive."""


@dataclass(eq=False)
class StillShort(ResourcesRefusal):
    """So many lines of the checklists lack something (facts §9: a shortage stops the plan)."""

    count: int
