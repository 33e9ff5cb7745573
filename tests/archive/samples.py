"""Facts for every text of the archive."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from domain.archive import Archive, Case, Entry, Holding, Piece, count
from domain.language import Words
from domain.registration import Education, Sex, Status
from tests.registration.examples import batch

ENTRY = Entry(1, "1/报名汇总表.xlsx", 5_000, "ab" * 32)
ARCHIVE = Archive(1, "cd" * 32, (ENTRY,), datetime(2026, 12, 30, 2, tzinfo=UTC), 9, date(2031, 12, 30))
HOLDINGS = [Holding(piece, 3, 3 + (piece is Piece.SHEETS)) for piece in Piece]
CASE = Case(4, Sex.MALE, 33, Education.COLLEGE, Status.APPROVED, seated=True, passed=True)


def samples() -> Mapping[str, Mapping[str, Any]]:
    """By template."""
    about = {"batch": batch(), "name": Words({"zh": "电工", "en": "Electrician"})}
    return {
        "archive/choose": {"count": 2},
        "archive/card": {**about, "holdings": HOLDINGS, "archive": None},
        "archive/building": about,
        "archive/failed": about,
        "archive/closed": {**about, "archive": ARCHIVE, "too_big": False},
        "archive/home": {"count": 1},
        "archive/choose_statistics": {},
        "archive/drawing": {},
        "archive/statistics": {**about, "total": count([CASE])[0]},
        "archive/statistics_table": about,
    }
