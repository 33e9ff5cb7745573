"""Facts for every text of the candidate's side, by key: `samples` one each, `cases` every branch of each."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Coroutine, Iterable
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from bot.engine.dialogue import Option
from bot.registration.draft import SpellDraft, Studying
from bot.registration.form import STEPS, draft_of
from bot.registration.offers import target_of
from bot.registration.outlook import outlook
from bot.registration.questions import Draft
from bot.registration.standing import standing
from domain.registration import (
    Application,
    Education,
    Field,
    Finding,
    IdKind,
    Month,
    Schooling,
    Sex,
    Status,
    WorkSpell,
    in_brief,
)
from domain.reviewing import Reason
from domain.standards import Batch, PhotoProfile, offers_of
from tests.registration.examples import CANDIDATE, CLOSES, NOW, batch, particulars, standard
from tests.registration.fakes import Turn as Work
from tests.stored import changed, stored

T = TypeVar("T")
Facts = dict[str, Any]
Cases = dict[str, list[Facts]]
JOBS = (WorkSpell("Power & <Light>", Month(2022, 1)), WorkSpell("Works 2", Month(2019, 5), Month(2021, 12)))
FINDINGS = (
    Finding(Field.PHOTO, Reason.PHOTO_BACKGROUND),
    Finding(Field.WORK, Reason.OTHER, "please <stamp> it & fill it in again"),
)
ASKED = ("offer", "name", "id_number", "born_on", "phone", "education", "work", "prior_level", "photo")


def ran(made: Coroutine[Any, Any, T]) -> T:
    """What a coroutine over the stores in memory gives."""
    return asyncio.run(made)


def application(status: Status = Status.SUBMITTED, **changes: Any) -> Application:
    """An application in this status."""
    made = stored(
        Application(
            person_id=CANDIDATE.person_id,
            batch_id=1,
            level=4,
            particulars=particulars(spells=JOBS),
            id_index=b"0",
            clause_id="4b",
            submitted_at=NOW,
            status=status,
            findings=FINDINGS if status in {Status.RETURNED, Status.REJECTED} else (),
            due_at=datetime(2026, 11, 28, 10, tzinfo=UTC) if status is Status.RETURNED else None,
            decided_at=NOW if status in {Status.APPROVED, Status.REJECTED, Status.WITHDRAWN} else None,
        ),
        1,
    )
    return changed(made, **changes)


def draft(**changes: Any) -> Draft:
    """A draft with every answer; `level` chooses the target."""
    target = target_of(Work(), batch(), changes.pop("level", 4))
    filled = dataclasses.replace(draft_of(application(), target), mends=None)
    return dataclasses.replace(filled, **changes)


def mended(**changes: Any) -> Draft:
    """A draft of a returned application."""
    target = target_of(Work(), batch(), 4)
    return dataclasses.replace(draft_of(application(Status.RETURNED), target), **changes)


def options() -> list[Option]:
    """Offers as a candidate chooses from them."""
    other: Batch = batch(number=5, id=2)
    found = [*offers_of(batch(), standard(), NOW), *offers_of(other, standard(), NOW)]
    return [
        Option(f"{offer.batch_id}-{offer.level}", "registration.offer", vars(offer) | {"fee_fen": 43000})
        for offer in found
    ]


def asked(of: Any, position: int = 3, total: int = 9, **more: Any) -> Facts:
    """What every question gets."""
    return {"draft": of, "parent": None, "position": position, "total": total, **more}


def profile() -> PhotoProfile:
    """What a photo must be."""
    return standard().photo


def summaries() -> list[Facts]:
    """Eligible by each kind of clause, not eligible in each way, new and returned."""
    vocational: Facts = {
        "education": Education.SECONDARY_VOCATIONAL,
        "related_major": True,
        "graduated": Month(2015, 6),
        "prior_level": 0,
    }
    drafts = [
        draft(),
        draft(level=5, prior_level=0),
        draft(prior_level=0, work=(WorkSpell("A", Month(2015, 1)), WorkSpell("B", Month(2010, 1), Month(2014, 12)))),
        draft(**vocational),
        draft(**vocational | {"graduated": Studying.FINAL_YEAR}, work=()),
        draft(**vocational | {"related_major": False}, work=()),
        draft(prior_level=0),
        draft(work=(WorkSpell("A < B & C", Month(2024, 1)),)),
        draft(level=3),
        draft(level=3, prior_level=0, work=()),
        draft(level=5, prior_level=0, born_on=date(2013, 1, 1)),
        mended(),
        mended(prior_level=0),
        mended(prior_level=0, work=()),
    ]
    return [
        asked(each, 9, 9, outlook=ran(outlook(Work(), each)), in_brief=in_brief(each.particulars)) for each in drafts
    ]


def standings() -> list[Facts]:
    """An application in every status, on time and late, with registration open and closed."""
    late = datetime(2027, 1, 10, tzinfo=UTC)
    found = [vars(ran(standing(Work(now=at), application(status)))) for at in (NOW, late) for status in Status]
    graduate = Schooling(Education.COLLEGE, related_major=True, graduated=Month(2015, 6))
    unlike = particulars(schooling=graduate, prior=None, spells=())
    return [*found, vars(ran(standing(Work(), application(particulars=unlike))))]


def of_status(found: Iterable[Facts], *statuses: Status) -> list[Facts]:
    """Those in one of these statuses."""
    return [facts for facts in found if facts["application"].status in statuses]


def questions() -> Cases:
    """Each question unanswered, answered and, where it can be, returned."""
    nothing, everything, returned = Draft(), draft(), mended(mends=_all_returned())
    both = [asked(everything), asked(returned)]
    resident: Facts = {"read": {"born_on": date(1990, 3, 7), "sex": Sex.MALE}}
    first = asked(Draft(offer=everything.offer))
    spell = SpellDraft("Power & <Light>", Month(2019, 3), None)
    # A question that shows nothing of its own is asked of whoever has answered nothing, everything, or again.
    plain = {f"ask_{step.name}": [asked(nothing), *both] for step in STEPS}
    return plain | {
        "ask_offer": [asked(nothing, 1, options=options()), asked(nothing, 1, options=[])],
        "ask_id_kind": [asked(nothing)],
        "ask_id_number": [
            *(asked(Draft(id_kind=kind)) for kind in IdKind),
            *(asked(dataclasses.replace(returned, id_kind=kind)) for kind in IdKind),
            *both,
        ],
        "ask_born_on": [asked(nothing, **resident), asked(nothing, read=None), asked(everything, read=None)],
        "ask_sex": [asked(nothing)],
        "ask_related_major": [first],
        "ask_graduated": [first],
        "ask_work": [asked(first["draft"], months=0), *({**each, "months": 59} for each in both)],
        "ask_employer": [asked(SpellDraft(), 1, 3) | {"parent": each} for each in (nothing, everything)],
        "ask_since": [asked(spell, 2, 3) | {"parent": everything}],
        "ask_until": [asked(spell, 3, 3) | {"parent": everything}],
        "ask_prior_level": [first, *both],
        "ask_prior_number": [asked(draft(prior_number=None)), *both],
        "ask_prior_on": [asked(draft(prior_on=None)), *both],
        "ask_photo": [asked(nothing, profile=profile()), *({**each, "profile": profile()} for each in both)],
    }


def samples() -> dict[str, Facts]:
    """Facts for every text of the candidate's side, by key: the last of its cases."""
    return {key: facts[-1] for key, facts in cases().items()}


def cases() -> Cases:
    """Facts for every branch of every text of the candidate's side, by key."""
    found = standings()
    returned = of_status(found, Status.RETURNED)
    half = asked(draft(), batch=batch(), registering=True)
    fresh = asked(Draft(), 1, batch=None, registering=False)
    offers = list(offers_of(batch(), standard(), NOW))
    texts: Cases = {
        **questions(),
        "ask_summary": summaries(),
        "home_application": found,
        "home_draft": [half, {**half, "registering": False}, fresh],
        "home_invitation": [{"offers": offers, "again": again} for again in (True, False)]
        + [{"offers": [], "again": False}],
        "mine": [*found, {**found[0], "in_brief": [(Field.NAME, "<brief>"), (Field.NAME, "")]}],
        "submitted": of_status(found, Status.SUBMITTED),
        "withdraw": found,
        "withdrawn": of_status(found, Status.WITHDRAWN),
        "returned": [*returned, *({**each, "findings": each["findings"][:1]} for each in returned)],
        "mending_due": returned,
        "approved": of_status(found, Status.APPROVED),
        "rejected": of_status(found, Status.REJECTED),
        "reminding": [{"due_at": CLOSES}],
        "draft_closing": [half],
        "idle_registration": [half, fresh],
        "discard": [half, fresh],
        "nothing_open": [{}],
        "photo_handed_in": [{}],
    }
    return {f"registration/{name}": facts for name, facts in texts.items()}


def _all_returned() -> Any:
    mends = mended().mends
    assert mends is not None
    return dataclasses.replace(mends, findings=tuple(Finding(field, Reason.OTHER, "<again>") for field in Field))
