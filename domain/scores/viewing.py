"""What candidates may see of their own: the score with its dates, and the practical by criterion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.local import local_date
from domain.notices import add_working_days
from domain.people import Action, Actor, require
from domain.scores.model import Outcome, Publication, Retake
from domain.scores.refusals import NotReleased
from domain.scores.rules import mean_tenths, months_after, overall, trimmed
from domain.standards import Part

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.registration import Application
    from domain.scores.model import Result, ScoreCheck, ScoreRound
    from domain.scores.store import ScoresWork
    from domain.standards import Batch, Criterion, LevelStandard


@dataclass(frozen=True)
class Score:
    """What a candidate sees: the parts in order, the whole, the dates, and their score checks.

    `kept_until` is set when a part that was passed is kept for a retake (facts §5).
    """

    application: Application
    batch: Batch
    results: Sequence[Result]
    outcome: Outcome
    done: ScoreRound
    pass_mark: int
    checks: Sequence[ScoreCheck]
    certificates_by: date
    kept_until: date | None


@dataclass(frozen=True)
class ByCriterion:
    """A criterion of the practical, and the examiners' mean in tenths."""

    criterion: Criterion
    tenths: int

    @property
    def lost(self) -> int:
        """Tenths short of full points."""
        return self.criterion.full * 10 - self.tenths


async def own_score(work: ScoresWork, actor: Actor, application_id: int) -> Score:
    """One's own released score. Raises `NotReleased`, also for another's."""
    require(actor, Action.VIEW_OWN_SCORE)
    application = await work.registration.application(application_id)
    done = await work.scores.round(application.batch_id)
    # The same words for another's and for one not out yet: nobody learns who has sat.
    if application.person_id != actor.person_id or done is None or done.released_at is None:
        raise NotReleased
    held = [each for each in await work.scores.results_of(application_id) if not each.replaced]
    if not held:
        raise NotReleased
    return await _score(work, application, done, held)


async def _score(work: ScoresWork, application: Application, done: ScoreRound, held: Sequence[Result]) -> Score:
    batch, level = await _level(work, application)
    whole = overall({each.part: each.outcome for each in held}, level.parts)
    some = whole is not Outcome.PASSED and any(each.outcome is Outcome.PASSED for each in held)
    months = work.settings_of(Retake).kept_months
    assert done.released_at is not None
    return Score(
        application=application,
        batch=batch,
        results=sorted(held, key=lambda each: level.parts.index(each.part)),
        outcome=whole,
        done=done,
        pass_mark=level.pass_mark,
        checks=await work.scores.checks_of(application.id),
        certificates_by=add_working_days(local_date(done.released_at), work.settings_of(Publication).certificate_days),
        kept_until=months_after(local_date(batch.closes_at), months) if some else None,
    )


async def _level(work: ScoresWork, application: Application) -> tuple[Batch, LevelStandard]:
    batch = await work.standards.batch(application.batch_id)
    return batch, work.standards.standard(batch.occupation, batch.edition).levels[application.level]


async def own_scores(work: ScoresWork, actor: Actor) -> Sequence[Score]:
    """All one's released scores, newest first."""
    found = []
    for application in await work.registration.of_person(actor.person_id):
        try:
            found.append(await own_score(work, actor, application.id))
        except NotReleased:
            continue
    return found


async def breakdown(work: ScoresWork, actor: Actor, application_id: int) -> Sequence[ByCriterion]:
    """One's own practical by criterion; empty when it was not marked. Names no examiner. Raises `NotReleased`."""
    score = await own_score(work, actor, application_id)
    _, level = await _level(work, score.application)
    ticket = await work.planning.ticket_of(application_id)
    bookings = await work.planning.bookings_of_ticket(ticket.id) if ticket else []
    marked = {each.part for each in score.results if each.tenths is not None}
    practical = [each for each in bookings if each.part is Part.PRACTICAL and each.part in marked]
    sheets = [sheet for each in practical for sheet in await work.marking.sheets_of(each.id)]
    if not sheets:
        return []
    kept = trimmed(sheets, lambda sheet: sum(sheet.marks))
    columns = zip(*(sheet.marks for sheet in kept), strict=True)
    means = [mean_tenths(column, trim=False) for column in columns]
    return [ByCriterion(criterion, mean) for criterion, mean in zip(level.criteria, means, strict=True)]


@dataclass(frozen=True)
class Behind:
    """One reading of a mark in tenths, in the practical with its items; whose it is, is not told."""

    tenths: int
    marks: tuple[int, ...] = ()
    vetoed: bool = False


async def behind(work: ScoresWork, check: ScoreCheck) -> Sequence[Behind]:
    """The examiners' sheets, or the two entries, that a score under check was made of."""
    ticket = await work.planning.ticket_of(check.application_id)
    found: list[Behind] = []
    for booking in await work.planning.bookings_of_ticket(ticket.id) if ticket else []:
        if booking.part is check.part:
            sheets = await work.marking.sheets_of(booking.id)
            found += [Behind(sum(sheet.marks) * 10, sheet.marks, bool(sheet.vetoed)) for sheet in sheets]
            entries = await work.marking.entries(booking.sitting_id)
            found += [Behind(entry.tenths) for entry in entries if entry.booking_id == booking.id]
    return found


def weakest(criteria: Sequence[ByCriterion]) -> ByCriterion | None:
    """Where most points were lost; None where none were."""
    worst = max(criteria, key=lambda each: each.lost, default=None)
    return worst if worst is not None and worst.lost > 0 else None
