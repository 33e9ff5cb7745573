"""Changing a released score after a check: one person proposes, another approves; kept are all versions (facts §5)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain.people import Action, Actor, Role, require
from domain.planning import Attendance
from domain.scores.auditing import explained
from domain.scores.checking import check_open, to_answer
from domain.scores.hands import check_other
from domain.scores.model import ChangeProposed, CheckAnswered, CheckAsked, CheckStatus, Result, ResultChanged
from domain.scores.refusals import NoChangeWaits, NotCheckable, NothingChanged
from domain.scores.rules import judge, overall

if TYPE_CHECKING:
    from domain.registration import Application
    from domain.scores.model import Outcome, ScoreCheck
    from domain.scores.store import ScoresWork
    from domain.standards import LevelStandard


@dataclass(frozen=True)
class ProposeChange:
    """The right mark of a part in tenths (0 to 1000), why, and whether a ★ was held to be broken by mistake."""

    check_id: int
    tenths: int
    reason: str
    lifts_veto: bool = False


async def propose_change(work: ScoresWork, actor: Actor, command: ProposeChange) -> ScoreCheck:
    """Answer that the score is wrong; it changes when a second person approves.

    Raises `OwnWork`, `BatchClosed`, `CheckAnsweredAlready`, `NothingChanged`, `WordNeeded`.
    """
    check, _ = await to_answer(work, actor, command.check_id)
    held = await result_of(work, check)
    if command.tenths == held.tenths and not (held.vetoed and command.lifts_veto):
        raise NothingChanged
    check.answer = explained(command.reason)
    check.tenths, check.lifts_veto = command.tenths, command.lifts_veto and held.vetoed
    check.status, check.handler_id = CheckStatus.PROPOSED, actor.person_id
    await work.scores.flush()
    work.audit(actor, "change.proposed", f"check:{check.id}")
    for role in (Role.DIRECTOR, Role.SCORE_AUDITOR):
        work.tell_role(role, ChangeProposed(check.id))
    return check


async def approve_change(work: ScoresWork, actor: Actor, check_id: int) -> Result:
    """Make the new version, in force from now on. Raises `OwnWork`, `BatchClosed`, `NoChangeWaits`."""
    check, application, proposer = await _proposed(work, actor, check_id)
    held, level = await result_of(work, check), await _level(work, application)
    judged = judge(Attendance.PRESENT, check.tenths, level.pass_mark, vetoed=held.vetoed and not check.lifts_veto)
    before = await _whole(work, application, level)
    made = Result(
        batch_id=held.batch_id,
        application_id=held.application_id,
        part=held.part,
        outcome=judged.outcome,
        tenths=judged.tenths,
        made_at=work.now,
        made_by=proposer,
        vetoed=judged.vetoed,
        number=held.number + 1,
        reason=check.answer,
        approved_by=actor.person_id,
    )
    # The former version stays readable: who was told which score, and when, can be shown years later.
    held.replaced = True
    work.scores.add(made)
    check.status, check.answered_at = CheckStatus.CHANGED, work.now
    await work.scores.flush()
    work.audit(actor, "score.changed", f"check:{check.id}", number=made.number)
    work.tell(application.person_id, CheckAnswered(check.id))
    # Only a changed pass concerns the certificates; 86 for 85 does not.
    if await _whole(work, application, level) is not before:
        work.tell_role(Role.CERTIFICATE_OFFICER, ResultChanged(application.id))
    return made


async def send_back(work: ScoresWork, actor: Actor, check_id: int) -> ScoreCheck:
    """Do not approve: the check is to be answered anew. Raises `OwnWork`, `BatchClosed`, `NoChangeWaits`."""
    check, _, proposer = await _proposed(work, actor, check_id)
    # Whoever answers it next may be another auditor.
    check.handler_id = None
    check.status, check.tenths, check.lifts_veto, check.answer = CheckStatus.ASKED, None, False, ""
    await work.scores.flush()
    work.audit(actor, "change.sent_back", f"check:{check.id}")
    work.tell(proposer, CheckAsked(check.id))
    return check


async def result_of(work: ScoresWork, check: ScoreCheck) -> Result:
    """The result in force that a check is about. Raises `NotCheckable`."""
    for result in await work.scores.results_of(check.application_id):
        if result.part is check.part and not result.replaced:
            return result
    raise NotCheckable


async def _proposed(work: ScoresWork, actor: Actor, check_id: int) -> tuple[ScoreCheck, Application, int]:
    """A change that the actor may approve, of which application, by whom; they had no hand in the scores themselves."""
    require(actor, Action.APPROVE_SCORE_CHANGE)
    check = await work.scores.check(check_id)
    application = await work.registration.application(check.application_id)
    await check_open(work, application)
    if check.status is not CheckStatus.PROPOSED or check.handler_id is None:
        raise NoChangeWaits
    await check_other(work, actor, application.batch_id, {check.handler_id})
    return check, application, check.handler_id


async def _level(work: ScoresWork, application: Application) -> LevelStandard:
    batch = await work.standards.batch(application.batch_id)
    return work.standards.standard(batch.occupation, batch.edition).levels[application.level]


async def _whole(work: ScoresWork, application: Application, level: LevelStandard) -> Outcome:
    held = [each for each in await work.scores.results_of(application.id) if not each.replaced]
    return overall({each.part: each.outcome for each in held}, level.parts)
