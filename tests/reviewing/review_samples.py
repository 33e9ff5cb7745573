"""Sample facts for every text of the review, with a name that needs escaping; other cases of the same texts."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from markupsafe import Markup

from bot.reviewing.card import Figure
from bot.reviewing.overview import BatchCount
from domain.registration import Application, Education, Field, Flag, Month, Schooling, Status, WorkSpell, in_brief
from domain.reviewing.rules import LONGEST_NOTE
from tests.registration.examples import NOW, ZHANG, batch, particulars, standard
from tests.stored import stored

HARMLESS = Markup("<b>1</b>")  # made by a template, as the preview is


def application(**changes: Any) -> Application:
    """Zhang Wei's, in the hand of a reviewer."""
    values: dict[str, Any] = {
        "person_id": 1,
        "batch_id": 1,
        "level": 4,
        "particulars": particulars(identity=dataclasses.replace(ZHANG, name="<张>伟")),
        "id_index": b"",
        "clause_id": "4b",
        "submitted_at": NOW - timedelta(hours=50),
        "claimed_until": NOW + timedelta(minutes=10),
        "due_at": NOW + timedelta(days=3),
        "returns": 1,
    }
    values |= changes
    application_id = values.pop("id", 7)
    return stored(Application(**values), application_id)


def card(**changes: Any) -> Mapping[str, Any]:
    """What the review card shows."""
    level = standard().levels[4]
    values: dict[str, Any] = {
        "application": application(),
        "batch": batch(places=60),
        "name": standard().name,
        "clause": next(each for each in level.clauses if each.id == "4b"),
        "figures": (Figure(62, 36),),
        "months": 62,
        "flags": sorted(Flag),
        "tail": "123X",
        "resident": True,
        "left": 6,
        "hours": 50,
        "minutes": 10,
    }
    values |= changes
    return {"in_brief": in_brief(values["application"].particulars), **values}


def long_card() -> Mapping[str, Any]:
    """The most that a page of the second side can hold."""
    spells = tuple(WorkSpell("王" * 60, Month(2000 + n, 1), Month(2000 + n, 12)) for n in range(20))
    schooling = Schooling(Education.TECHNICAL_SENIOR, related_major=True, graduated=Month(1999, 7))
    stated = particulars(spells=spells, schooling=schooling)
    return card(application=application(particulars=stated), spells=list(enumerate(spells, 1))[15:], page=4, pages=4)


def workload(**changes: int) -> Mapping[str, Any]:
    """What waits."""
    return {"first": 3, "second": 1, "in_hand": 1, "hours": 50, "most": 50} | changes


def counted() -> BatchCount:
    """A batch in the overview."""
    return BatchCount(batch(places=60), standard().name, dict.fromkeys(Status, 2), registering=True)


def samples() -> Mapping[str, Mapping[str, Any]]:
    """Facts by key."""
    gone = {"status": Status.FIRST_PASSED, "until": None, "left": 6}
    identity = particulars().identity
    decisions = (Status.FIRST_PASSED, Status.APPROVED, Status.RETURNED, Status.REJECTED)
    return {
        "reviewing/card": card(),
        "reviewing/materials": long_card(),
        "reviewing/queue": {**workload(), "oldest": [card()] * 5},
        "reviewing/home_queue": workload(),
        "reviewing/arrived": workload(),
        "reviewing/changed": {},
        "reviewing/done_by_you": {},
        "reviewing/put_back": {},
        "reviewing/gone": gone,
        "reviewing/gone_card": gone,
        **{f"reviewing/decided_{status}": card(application=application(status=status)) for status in decisions},
        "reviewing/full_id": {
            "name": "<张>伟",
            "kind": identity.kind,
            "number": identity.number,
            "phone": "13800138000",
        },
        "reviewing/ask_fields": {},
        "reviewing/ask_reasons": {"field": Field.PHOTO, "most": LONGEST_NOTE, "choosing": False},
        "reviewing/ask_summary": {"preview": HARMLESS},
        "reviewing/ask_ground": {"field": None, "most": LONGEST_NOTE, "choosing": False},
        "reviewing/ask_rejection": {"preview": HARMLESS},
        "reviewing/overview": {"batches": [counted()], "at": NOW},
        "reviewing/home_overview": {"batches": [counted()]},
    }


def variants() -> Mapping[str, list[Mapping[str, Any]]]:
    """Other cases of the same texts, where a template chooses its words."""
    passport = {"resident": False, "tail": "67", "figures": (), "flags": [], "left": 0, "hours": 0, "minutes": 1}
    school = standard().levels[4].clauses[2]
    first_time = application(returns=0, status=Status.FIRST_PASSED)
    idle = workload(first=0, second=0, in_hand=0, hours=0)
    empty = particulars(spells=(), prior=None, schooling=Schooling(Education.COLLEGE, final_year=True))
    bare = card(application=application(particulars=empty), spells=[], page=1, pages=1, months=0)
    return {
        "reviewing/card": [card(clause=None, figures=()), card(**passport, application=first_time, clause=school)],
        "reviewing/materials": [bare, {**bare, "in_brief": [(Field.PHONE, ""), (Field.PRIOR, "<5>")]}],
        "reviewing/queue": [{**idle, "oldest": []}, {**workload(first=0), "oldest": [card()]}],
        "reviewing/home_queue": [idle, workload(first=50, hours=1), workload(hours=5, in_hand=2)],
        "reviewing/gone": [{"status": status, "until": until, "left": 0} for status in Status for until in (None, NOW)],
        "reviewing/gone_card": [{"status": Status.WITHDRAWN, "until": None, "left": 0}],
        "reviewing/ask_reasons": [{"field": None, "most": LONGEST_NOTE, "choosing": True}],
        "reviewing/overview": [{"batches": [], "at": NOW}, {"batches": _closed(), "at": NOW}],
        "reviewing/home_overview": [{"batches": []}],
    }


def _closed() -> list[BatchCount]:
    """A batch not open yet, and one that is over."""
    later, former = NOW + timedelta(days=3), NOW - timedelta(days=3)
    dates = [(later, later), (former, former)]
    made = [batch(opens_at=since, closes_at=until, exam_on=date(2026, 12, 19)) for since, until in dates]
    return [BatchCount(each, standard().name, dict.fromkeys(Status, 0), registering=False) for each in made]
