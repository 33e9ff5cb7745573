"""Facts for every text of the resources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.resources.checking import ShownLine
from domain.language import Words
from domain.resources import ChecklistLine, LineStatus
from domain.standards import Material
from tests.planning.samples import ABOUT, ROOM, SITTING
from tests.stored import stored

WIRE = Material("wire", Words({"zh": "导线", "en": "Wire"}), Words({"zh": "米", "en": "m"}), per_candidate=5)


def line(status: LineStatus) -> ShownLine:
    """A line of the checklist."""
    kept = stored(ChecklistLine(1, 5, "wire", 60, 10, status, 1, date(2026, 12, 18), "<reason>"), 1)
    return ShownLine(kept, WIRE, SITTING, ROOM, "<Z>")


def samples() -> Mapping[str, Mapping[str, Any]]:
    """By template."""
    return {
        "resources/checklist": {**ABOUT, "lines": [line(status) for status in LineStatus]},
        "resources/ask_quantity": {"one": line(LineStatus.SHORT), "enough": 120},
        "resources/ask_reason": {"one": line(LineStatus.SHORT), "enough": 120},
    }
