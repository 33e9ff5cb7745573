"""The words of the product, in the order in which they are asked who answers."""

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
from bot.engine.area import Word


def words() -> Sequence[Word]:
    """All of them."""
    return [
        people.word(),
        standards.word(),
        notices.word(),
        registration.word(),
        reviewing.word(),
        importing.word(),
        planning.word(),
        resources.word(),
        staffing.word(),
        checkin.word(),
        exam.word(),
        marking.word(),
        scores.word(),
        certificates.word(),
        archive.word(),
        reports.word(),
    ]
