"""Score checks (复核): asked for once a part, answered by somebody who had no hand in the marks (facts §5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.local import local_date
from domain.notices import add_working_days
from domain.people import Action, Actor, Role, require
from domain.scores.auditing import explained
from domain.scores.hands import check_other
from domain.scores.model import CheckAnswered, CheckAsked, CheckGround, CheckStatus, Outcome, Publication, ScoreCheck
from domain.scores.refusals import BatchClosed, CheckAnsweredAlready, CheckAskedAlready, CheckOver, NotCheckable
from domain.scores.releasing import closing_key
from domain.scores.viewing import own_score
from domain.standards import BatchStatus, Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from domain.registration import Application
    from domain.scores.store import ScoresWork, WithScores
    from domain.scores.viewing import Score

CHECKABLE = frozenset({Outcome.PASSED, Outcome.FAILED, Outcome.ABSENT})
WAITING = frozenset({CheckStatus.ASKED, CheckStatus.PROPOSED})


@dataclass(frozen=True)
class AskCheck:
    """A part of one's score to be checked, and what for."""

    application_id: int
    part: Part
    ground: CheckGround


def checkable(work: ScoresWork, score: Score) -> Sequence[Part]:
    """The parts that can be asked about now. Raises `BatchClosed`, `CheckOver`, `CheckAskedAlready`, `NotCheckable`."""
    # The archive is sealed with its hashes; what comes later would not be in it.
    if score.batch.status is BatchStatus.ARCHIVED:
        raise BatchClosed
    today, until = local_date(work.now), score.done.check_until
    if until is None or today > until:
        raise CheckOver(until or today)
    parts = [each.part for each in score.results if each.outcome in CHECKABLE]
    if not parts:
        raise NotCheckable
    asked = {each.part for each in score.checks}
    # Once a part: asking again until somebody relents is not a check.
    if asked >= set(parts):
        raise CheckAskedAlready
    return [part for part in parts if part not in asked]


async def ask_check(work: ScoresWork, actor: Actor, command: AskCheck) -> ScoreCheck:
    """Ask for a check within the window.

    Raises `NotReleased`, `BatchClosed`, `CheckOver`, `CheckAskedAlready`, `NotCheckable`.
    """
    require(actor, Action.ASK_SCORE_CHECK)
    score = await own_score(work, actor, command.application_id)
    parts = checkable(work, score)
    if any(each.part is command.part for each in score.checks):
        raise CheckAskedAlready
    if command.part not in parts:
        raise NotCheckable
    answer_by = add_working_days(local_date(work.now), work.settings_of(Publication).answer_days)
    check = ScoreCheck(command.application_id, command.part, work.now, command.ground, answer_by)
    work.scores.add(check)
    await work.scores.flush()
    work.settle(closing_key(command.application_id))
    work.audit(actor, "check.asked", f"check:{check.id}", part=command.part.value, ground=command.ground.value)
    work.tell_role(Role.SCORE_AUDITOR, CheckAsked(check.id))
    return check


async def uphold(work: ScoresWork, actor: Actor, check_id: int, answer: str) -> ScoreCheck:
    """Answer that the score stands, with the reason.

    Raises `OwnWork`, `BatchClosed`, `CheckAnsweredAlready`, `WordNeeded`.
    """
    check, application = await to_answer(work, actor, check_id)
    check.answer = explained(answer)
    check.status, check.handler_id, check.answered_at = CheckStatus.UPHELD, actor.person_id, work.now
    await work.scores.flush()
    work.audit(actor, "check.upheld", f"check:{check.id}")
    work.tell(application.person_id, CheckAnswered(check.id))
    return check


async def to_answer(work: ScoresWork, actor: Actor, check_id: int) -> tuple[ScoreCheck, Application]:
    """A check that the actor may answer now. Raises `OwnWork`, `BatchClosed`, `CheckAnsweredAlready`."""
    require(actor, Action.ANSWER_SCORE_CHECK)
    check = await work.scores.check(check_id)
    application = await work.registration.application(check.application_id)
    await check_open(work, application)
    await check_other(work, actor, application.batch_id)
    if check.status is not CheckStatus.ASKED:
        raise CheckAnsweredAlready
    return check, application


async def check_open(work: ScoresWork, application: Application) -> None:
    """Raise `BatchClosed` when the batch of an application is archived."""
    if (await work.standards.batch(application.batch_id)).status is BatchStatus.ARCHIVED:
        raise BatchClosed


async def unanswered(work: WithScores, batch_id: int) -> Sequence[ScoreCheck]:
    """The score checks of a batch that wait for an answer, or for a second person."""
    return [each for each in await work.scores.checks(batch_id) if each.status in WAITING]
