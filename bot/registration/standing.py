"""Where an application stands, as facts for every text that speaks of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from domain.language import Words
from domain.local import local_date
from domain.notices import add_working_days
from domain.registration import Application, Field, Policy, in_brief
from domain.reviewing import Reason
from domain.standards import Batch, Clause, is_open

if TYPE_CHECKING:
    from bot.engine.turn import Turn
    from domain.registration.store import RegistrationWork


@dataclass(frozen=True)
class Found:
    """One finding of a review, for the screen."""

    field: Field | None
    reason: Reason
    note: str


@dataclass(frozen=True)
class Standing:
    """An application with its batch; `expected_by` is the day by which the review should be done.

    `late` says that this day is over, `registering` that its batch still takes applications.
    """

    application: Application
    batch: Batch
    name: Words
    clause: Clause
    findings: Sequence[Found]
    expected_by: date
    late: bool
    registering: bool
    review_days: int
    in_brief: Sequence[tuple[Field, str | None]]


async def standing(work: RegistrationWork, application: Application) -> Standing:
    """Look it up. Raises `Missing`."""
    batch = await work.standards.batch_to_read(application.batch_id, work.now)
    standard = work.standards.standard(batch.occupation, batch.edition)
    clauses = standard.levels[application.level].clauses
    expected_by = add_working_days(local_date(application.submitted_at), work.settings_of(Policy).review_working_days)
    return Standing(
        application=application,
        batch=batch,
        name=standard.name,
        # The clause of the day of submission: standards are frozen to their batch.
        clause=next(clause for clause in clauses if clause.id == application.clause_id),
        findings=[Found(each.field, Reason(each.reason), each.note) for each in application.findings],
        expected_by=expected_by,
        late=local_date(work.now) > expected_by,
        registering=is_open(batch, work.now),
        review_days=work.settings_of(Policy).review_working_days,
        in_brief=in_brief(application.particulars),
    )


async def facts_of(turn: Turn, application: Application) -> Mapping[str, Any]:
    """The same as facts of a text."""
    return vars(await standing(turn.work, application))
