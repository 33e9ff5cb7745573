"""Facts for every text of the standards area."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.engine.dialogue import Option
from bot.standards.draft import BatchDraft
from domain.language import Words
from domain.notices import milestones
from domain.standards import BatchStatus, Timeline
from tests.registration.examples import batch, standard

DRAFT = BatchDraft("6-31-01-03", "2023", (5, 4, 3, 2, 1), None, "now", batch().closes_at)  # type: ignore[arg-type]


def samples() -> Mapping[str, Mapping[str, Any]]:
    """By template; the standard with all of its levels."""
    levels = list(standard().levels.values())
    about = {"batch": batch(status=BatchStatus.DRAFT), "name": Words({"zh": "电工", "en": "Electrician"})}
    asked = {"draft": DRAFT, "parent": None, "position": 3, "total": 7}
    dated = {**asked, "example": date(2026, 12, 20)}
    options = {**asked, "options": [Option("2023", "standards.edition", {"edition": "2023", "newest": True})]}
    return {
        "standards/ask_occupation": options,
        "standards/ask_edition": options,
        "standards/ask_levels": {**asked, "levels": levels},
        "standards/ask_opens": dated,
        "standards/ask_closes": dated,
        "standards/ask_exam_on": dated,
        "standards/ask_places": asked,
        "standards/ask_summary": {
            **asked,
            **about,
            "levels": levels,
            "opens_now": True,
            "milestones": milestones(batch(), Timeline()),
        },
        "standards/kept": about,
        "standards/drop": about,
        "standards/dropped": about,
        "standards/home_begun": {},
    }
