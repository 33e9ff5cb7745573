"""Candidates join what their school or employer enrolled them in: it becomes an application, without a photo yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from domain import people
from domain.importing.model import Enrolment, ImportPolicy
from domain.importing.refusals import EnrolmentLocked
from domain.importing.state import OVER, phone_index
from domain.notices import working_deadline
from domain.people import Action, Actor, require
from domain.registration import Policy
from domain.registration.model import Application, Field, Finding, Status
from domain.registration.rules import compact
from domain.registration.submitting import Submit, check_number, check_person, clause_met, hand_in, object_id
from domain.reviewing.deciding import remind_to_mend
from domain.reviewing.reasons import Reason
from domain.standards import is_open

if TYPE_CHECKING:
    from domain.importing.store import ImportingWork
    from domain.standards import Batch

DIGITS = 6
NO_PHOTO = Finding(Field.PHOTO, Reason.PHOTO_MISSING)


@dataclass(frozen=True)
class Join:
    """How candidates show that they are the ones enrolled: their own telephone, the last six characters of their ID."""

    phone: str
    digits: str


async def join(work: ImportingWork, actor: Actor, command: Join) -> Application | None:
    """Make an enrolment the actor's application, returned to them for the photo; None where nothing fits.

    A wrong answer is counted. Raises `ConsentNeeded`, `EnrolmentLocked`, `AlreadyApplied`, and what `submit` raises
    of statements that time has made wrong.
    """
    require(actor, Action.REGISTER)
    people.check_consents(await work.people.consents(actor.person_id), people.NEEDED_TO_REGISTER)
    waiting = await _waiting(work, command.phone)
    # The telephone alone may be borrowed or inherited; six characters of the paper are known to its holder.
    fitting = [each for each, _ in waiting if each.particulars.identity.number[-DIGITS:] == compact(command.digits)]
    if not fitting:
        await _missed(work, actor, [each for each, _ in waiting])
        return None
    enrolment = fitting[0]
    batch = next(batch for each, batch in waiting if each is enrolment)
    return await _apply(work, actor, enrolment, batch)


async def _waiting(work: ImportingWork, phone: str) -> Sequence[tuple[Enrolment, Batch]]:
    """Enrolments with this telephone that wait in batches still open. Raises `EnrolmentLocked`."""
    most = work.settings_of(ImportPolicy).most_misses
    found = []
    for each in await work.importing.enrolments_with_phone(phone_index(work, phone)):
        batch = await work.standards.batch(each.batch_id)
        if is_open(batch, work.now):
            found.append((each, batch))
    # Of one telephone there may be enrolments in several batches; the wrong answers to one do not lock the others.
    if found and all(each.misses >= most for each, _ in found):
        raise EnrolmentLocked(most)
    return [(each, batch) for each, batch in found if each.misses < most]


async def _missed(work: ImportingWork, actor: Actor, enrolments: Sequence[Enrolment]) -> None:
    for each in enrolments:
        each.misses += 1
        work.audit(actor, "enrolment.missed", f"enrolment:{each.id}", misses=each.misses)
    await work.importing.flush()


async def _apply(work: ImportingWork, actor: Actor, enrolment: Enrolment, batch: Batch) -> Application:
    command = Submit(enrolment.batch_id, enrolment.level, enrolment.particulars)
    application = Application(
        person_id=actor.person_id,
        batch_id=enrolment.batch_id,
        level=enrolment.level,
        particulars=enrolment.particulars,
        id_index=enrolment.id_index,
        clause_id=clause_met(work, batch, command),
        submitted_at=work.now,
        status=Status.RETURNED,
        findings=(NO_PHOTO,),
        # Whoever joins on the last evening has as long for the photo as anybody whose photo is returned.
        due_at=max(batch.closes_at, working_deadline(work.now, work.settings_of(Policy).mend_working_days)),
    )
    await check_person(work, application)
    await check_number(work, application.batch_id, application.id_index)
    await hand_in(work, application)
    enrolment.application_id = application.id
    await work.importing.flush()
    remind_to_mend(work, application)
    work.audit(actor, "enrolment.joined", object_id(application), enrolment=enrolment.id, batch=batch.id)
    return application


async def joinable(work: ImportingWork, actor: Actor) -> bool:
    """Whether somebody is awaited in an open batch in which the actor has no application that stands."""
    require(actor, Action.REGISTER)
    mine = await work.registration.of_person(actor.person_id)
    applied = {each.batch_id for each in mine if each.status not in OVER}
    batches = [await work.standards.batch(each) for each in await work.importing.batches_awaiting()]
    return any(is_open(batch, work.now) and batch.id not in applied for batch in batches)
