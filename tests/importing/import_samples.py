"""Facts for every text of the import, by key."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from bot.importing.dialogue import Outcome
from domain.importing import Enrolee, Enrolled, Enrolment, Roll
from domain.language import Words
from domain.registration import Status
from tests.registration.examples import NOW, batch, particulars
from tests.registration.samples import of_status, standings

DONE = Outcome("ab" * 32, "cd" * 32, 12, 2, 3, 7)
ENROLMENT = Enrolment(1, 4, particulars(photo=""), b"i", b"p", NOW, 20, misses=1)


def roster(**counts: Any) -> Mapping[str, Any]:
    """What a table came to."""
    about = {"batch": batch(), "name": Words({"zh": "电工", "en": "Electrician"})}
    done = dataclasses.replace(DONE, **counts)
    enrolees = [Enrolee(row, 4, particulars(photo="")) for row in range(2, 2 + min(done.new + done.changed, 10))]
    faults = [(row, "mistyped <b> & wrong") for row in range(30, 30 + min(done.faulty, 6))]
    return {**about, "draft": None, "parent": None, "position": 2, "total": 2} | {
        "done": done,
        "enrolees": enrolees,
        "faults": faults,
    }


def samples() -> Mapping[str, Mapping[str, Any]]:
    """By template."""
    about = {"batch": batch(), "name": Words({"zh": "电工", "en": "Electrician"})}
    step = {"draft": None, "parent": None, "position": 1, "total": 2}
    joined = of_status(standings(), Status.RETURNED)[0]
    texts: Mapping[str, Mapping[str, Any]] = {
        "choose": {"count": 1},
        "ask_table": {**about, **step, "roll": Roll(batch(), [ENROLMENT]), "most": 500},
        "ask_roster": roster(),
        "marked": {"faulty": 1},
        "template": about,
        "no_template": about,
        "waiting": {**about, "waiting": [ENROLMENT], "count": 2},
        "problem": {"kind": "NumberTwice", "facts": {"row": 3}, "clauses": {}},
        "imported": {**about, "done": Enrolled(12, 2, 3), "waiting": 14},
        "home_join": {},
        "ask_own_phone": step,
        "ask_digits": {**step, "position": 2},
        "joined": {**joined, "application": _due(joined["application"])},
        "not_joined": {},
    }
    return {f"importing/{name}": facts for name, facts in texts.items()}


def _due(application: Any) -> Any:
    return dataclasses.replace(application, due_at=datetime(2026, 12, 1, 10, tzinfo=UTC))
