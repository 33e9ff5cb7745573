"""Facts for the texts of closing a registration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.registration import Status
from domain.standards import Words
from tests.registration.examples import batch


def samples() -> Mapping[str, Mapping[str, Any]]:
    """By template."""
    facts = {
        "batch": batch(),
        "name": Words("电工", "Electrician"),
        "counts": [(Status.SUBMITTED, 2), (Status.APPROVED, 28)],
        "waiting": 2,
        "approved": 28,
        "over": True,
        "standing": True,
    }
    return {
        "registration/closing": facts,
        "registration/closed": facts,
        "registration/home_closing": {
            "batches": [facts, {**facts, "waiting": 0}, {**facts, "waiting": 0, "approved": 0}]
        },
    }
