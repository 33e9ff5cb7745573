"""Releasing scores, now or at a chosen moment: never before the audit, never by whoever had a hand in them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from domain.local import LOCAL, local_date
from domain.notices import add_working_days
from domain.people import Action, Actor, require
from domain.scores.hands import auditors_of, check_other
from domain.scores.model import CheckClosing, Outcome, Publication, Released, ReleaseDue, ScoreRound
from domain.scores.moments import latest_moment
from domain.scores.refusals import NotAudited, ReleaseTime
from domain.scores.rules import overall
from domain.standards import BatchStatus, advance, check_next
from domain.work import Reminder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.registration import Application
    from domain.scores.model import Result
    from domain.scores.store import ScoresWork
    from domain.standards import Batch

HINT = time(9)  # when the end of the time for score checks is recalled, on its last day but one


async def release(work: ScoresWork, actor: Actor, batch_id: int) -> ScoreRound:
    """Make the scores of a batch public; all candidates are told their own (facts §5).

    Raises `OutOfOrder`, `NotAudited`, `OwnWork`.
    """
    batch, done = await _ready(work, actor, batch_id)
    today, days = local_date(work.now), work.settings_of(Publication)
    done.released_at, done.released_by, done.release_at = work.now, actor.person_id, None
    done.public_until = add_working_days(today, days.public_days)
    done.check_until = add_working_days(today, days.check_days)
    await advance(work, batch, BatchStatus.RELEASED)
    await work.scores.flush()
    work.settle(_key(batch_id))
    await _tell(work, batch, done)
    work.audit(actor, "scores.released", f"batch:{batch_id}")
    return done


async def set_release(work: ScoresWork, actor: Actor, batch_id: int, at: datetime) -> ScoreRound:
    """Have the scores released at a moment, once; setting another moment moves it.

    Raises `OutOfOrder`, `NotAudited`, `OwnWork`, `ReleaseTime`.
    """
    _, done = await _ready(work, actor, batch_id)
    if not work.now < at <= latest_moment(work.now):
        raise ReleaseTime(latest_moment(work.now))
    done.release_at = at
    await work.scores.flush()
    work.remind(Reminder(_key(batch_id), actor.person_id, ReleaseDue(batch_id), at, urgent=True))
    work.audit(actor, "release.set", f"batch:{batch_id}", at=at.isoformat())
    return done


async def drop_release(work: ScoresWork, actor: Actor, batch_id: int) -> ScoreRound:
    """Take back the moment that was set. Raises `OutOfOrder`, `NotAudited`, `OwnWork`."""
    _, done = await _ready(work, actor, batch_id)
    done.release_at = None
    await work.scores.flush()
    work.settle(_key(batch_id))
    work.audit(actor, "release.dropped", f"batch:{batch_id}")
    return done


async def release_due(work: ScoresWork, actor: Actor, batch_id: int) -> ScoreRound | None:
    """Release at the moment that was set; None when that was taken back, moved, or done meanwhile.

    Raises `NotAudited`, `OwnWork`.
    """
    done = await work.scores.round(batch_id)
    # The event may be of a moment that was moved since; the row tells what holds.
    if done is None or done.release_at is None or done.release_at > work.now:
        return None
    return await release(work, actor, batch_id)


def _key(batch_id: int) -> str:
    return f"release:{batch_id}"


async def _ready(work: ScoresWork, actor: Actor, batch_id: int) -> tuple[Batch, ScoreRound]:
    require(actor, Action.RELEASE_SCORES)
    batch = await work.standards.batch(batch_id)
    check_next(batch, BatchStatus.RELEASED)
    done = await work.scores.round(batch_id)
    if done is None or done.audited_at is None:
        raise NotAudited
    # Entry, audit and release are three persons (facts §12).
    await check_other(work, actor, batch_id, await auditors_of(work, batch_id))
    return batch, done


async def _tell(work: ScoresWork, batch: Batch, done: ScoreRound) -> None:
    """Tell everybody; whoever did not pass is reminded when the time for score checks ends."""
    levels = work.standards.standard(batch.occupation, batch.edition).levels
    results = by_application(await work.scores.results(batch.id))
    for application in await work.registration.of_batch(batch.id):
        held = results.get(application.id)
        if held:
            work.tell(application.person_id, Released(application.id))
            parts = levels[application.level].parts
            if overall({each.part: each.outcome for each in held}, parts) is not Outcome.PASSED:
                _remind(work, application, done)


def _remind(work: ScoresWork, application: Application, done: ScoreRound) -> None:
    assert done.check_until is not None
    end = datetime.combine(done.check_until + timedelta(days=1), time(0), LOCAL)
    due_at = datetime.combine(done.check_until - timedelta(days=1), HINT, LOCAL)
    event = CheckClosing(application.id)
    work.remind(Reminder(closing_key(application.id), application.person_id, event, due_at, end))


def closing_key(application_id: int) -> str:
    """The key of the reminder that the time for score checks ends."""
    return f"check_closing:{application_id}"


def by_application(results: Sequence[Result]) -> Mapping[int, list[Result]]:
    """Results by application."""
    found: dict[int, list[Result]] = {}
    for result in results:
        found.setdefault(result.application_id, []).append(result)
    return found
