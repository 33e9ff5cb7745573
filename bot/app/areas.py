"""The areas of the product, in the order in which they are asked who answers."""

from __future__ import annotations

from collections.abc import Sequence

from bot import (
    archive,
    certificates,
    checkin,
    exam,
    importing,
    marking,
    notices,
    people,
    planning,
    registration,
    reports,
    resources,
    reviewing,
    scores,
    staffing,
    standards,
)
from bot.engine.area import Area


def areas() -> Sequence[Area]:
    """Every area; where two could answer, the earlier one is asked first."""
    return [
        people.area(),
        standards.area(),
        notices.area(),
        registration.area(),
        reviewing.area(),
        importing.area(),
        planning.area(),
        resources.area(),
        staffing.area(),
        checkin.area(),
        exam.area(),
        marking.area(),
        scores.area(),
        certificates.area(),
        archive.area(),
        reports.area(),
    ]
