"""Why an archive cannot be closed; each field is what the text shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from domain.archive.model import Holding
from domain.errors import Refusal


@dataclass(eq=False)
class Incomplete(Refusal):
    """Something that an archive must hold is missing (facts §7)."""

    area: ClassVar[str] = "archive"
    missing: tuple[Holding, ...]
