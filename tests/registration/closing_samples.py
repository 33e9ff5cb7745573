"""Facts for the texts of closing a registration."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.language import Words
from domain.registration import Status
from tests.registration.examples import batch


def samples() -> Mapping[str, Mapping[str, Any]]:
    """By template."""
    facts = {
        "batch": batch(),
        "name": Words({"zh": "电工", "en": "Electrician"}),
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
