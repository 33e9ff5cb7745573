"""What a candidate does with an application: hand it in, mend it, withdraw it, look at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from domain import notices, people
from domain.errors import Outdated
from domain.local import local_date
from domain.people import Action, Actor, Role, require
from domain.registration import rules
from domain.registration.model import Application, Identity, Particulars, Policy, Status, Submitted
from domain.registration.refusals import (
    AlreadyApplied,
    LevelNotOffered,
    MendingOver,
    NotEligible,
    PhotoMissing,
    RegistrationClosed,
    RegistrationNotOpen,
)
from domain.registration.rules.states import Handling
from domain.standards import is_open

if TYPE_CHECKING:
    from domain.registration.store import RegistrationWork
    from domain.standards import Batch


@dataclass(frozen=True)
class Submit:
    """An application to hand in: for which level of which batch, and all that the candidate states."""

    batch_id: int
    level: int
    particulars: Particulars


@dataclass(frozen=True)
class Resubmit:
    """A returned application with its fields mended; `version` as it was shown."""

    application_id: int
    version: int
    particulars: Particulars


@dataclass(frozen=True)
class OwnersView:
    """An application as its owner sees it; `expected_by` is the day by which the review should be done."""

    application: Application
    expected_by: date | None


async def submit(work: RegistrationWork, actor: Actor, command: Submit) -> Application:
    """Hand in an application and put it before the first reviewers.

    Everything is checked anew. Raises `ConsentNeeded`, `RegistrationClosed`, `RegistrationNotOpen`, `LevelNotOffered`,
    the refusals of each statement, `TooYoung`, `HigherHeld`, `NotEligible`, `AlreadyApplied`.
    """
    require(actor, Action.REGISTER)
    # Again, although the dialogue has asked: a draft may be older than the text that is agreed to now.
    people.check_consents(await work.people.consents(actor.person_id), people.NEEDED_TO_REGISTER)
    batch = await work.standards.batch_to_read(command.batch_id, work.now)
    _check_open(work, batch, command.level)
    application = Application(
        person_id=actor.person_id,
        batch_id=command.batch_id,
        level=command.level,
        particulars=command.particulars,
        id_index=id_index(work, command.particulars.identity),
        clause_id=clause_met(work, batch, command),
        submitted_at=work.now,
    )
    # The person and the number: one has several accounts, the other may have been typed by somebody else (facts §2.2).
    await check_person(work, application)
    await check_number(work, application.batch_id, application.id_index)
    await hand_in(work, application)
    _hand_over(work, actor, application, "application.submitted")
    return application


async def hand_in(work: RegistrationWork, application: Application) -> None:
    """Keep a new application, whichever way it came; it has its id then."""
    work.registration.add(application)
    await work.registration.flush()


async def resubmit(work: RegistrationWork, actor: Actor, command: Resubmit) -> Application:
    """Hand in a returned application again; only what was returned may have changed.

    Raises `AlreadyDecided`, `Outdated`, `MendingOver`, `PhotoMissing`, `FieldNotReturned` and what `submit` raises of
    statements.
    """
    application = await work.registration.application(command.application_id, lock=True)
    require(actor, Action.MEND_OWN, application)
    following = rules.after(application.status, Handling.RESUBMIT)
    if application.version != command.version:
        raise Outdated("application")
    if application.due_at is not None and work.now >= application.due_at:
        raise MendingOver(application.due_at)
    await _mend(work, application, command.particulars)
    application.status, application.submitted_at = following, work.now
    application.findings, application.due_at = (), None
    # Both reviews begin anew: what they passed is not what is handed in now.
    application.first_reviewer_id = application.second_reviewer_id = None
    await work.registration.flush()
    work.settle(mending_key(application))
    _hand_over(work, actor, application, "application.resubmitted")
    return application


async def withdraw(work: RegistrationWork, actor: Actor, application_id: int) -> Application:
    """Take an application back for good, as long as nothing final was decided. Raises `AlreadyDecided`."""
    application = await work.registration.application(application_id, lock=True)
    require(actor, Action.WITHDRAW_OWN, application)
    application.status = rules.after(application.status, Handling.WITHDRAW)
    application.decided_at, application.due_at = work.now, None
    application.claimed_by = application.claimed_until = None
    await work.registration.flush()
    work.settle(mending_key(application))
    work.audit(actor, "application.withdrawn", object_id(application))
    return application


async def own_applications(work: RegistrationWork, actor: Actor) -> Sequence[Application]:
    """All applications of the actor, newest first."""
    require(actor, Action.VIEW_OWN_APPLICATION)
    return await work.registration.of_person(actor.person_id)


async def own_application(work: RegistrationWork, actor: Actor, application_id: int) -> Application:
    """One application of the actor. Raises `Forbidden` for anybody else's."""
    application = await work.registration.application(application_id)
    require(actor, Action.VIEW_OWN_APPLICATION, application)
    return application


async def status_of(work: RegistrationWork, actor: Actor) -> OwnersView | None:
    """Where the actor's newest application stands; None when there is none."""
    mine = await own_applications(work, actor)
    if not mine:
        return None
    waits = mine[0].awaits is not None
    submitted_on = local_date(mine[0].submitted_at)
    days = work.settings_of(Policy).review_working_days
    return OwnersView(mine[0], notices.add_working_days(submitted_on, days) if waits else None)


def id_index(work: RegistrationWork, identity: Identity) -> bytes:
    """The blind index of a paper's number, with its kind."""
    return work.blind_index(f"{identity.kind.value}:{identity.number}")


def object_id(application: Application) -> str:
    """The application's name in the audit."""
    return f"application:{application.id}"


def mending_key(application: Application) -> str:
    """The key of the reminder that the time to mend ends."""
    return f"mending:{application.id}"


def _check_open(work: RegistrationWork, batch: Batch, level: int) -> None:
    if level not in batch.levels:
        raise LevelNotOffered(level)
    if work.now < batch.opens_at:
        raise RegistrationNotOpen(batch.opens_at)
    if not is_open(batch, work.now):
        # A batch may close before its time (suspended, cancelled); then it is closed as of now.
        raise RegistrationClosed(min(batch.closes_at, work.now))


def clause_met(work: RegistrationWork, batch: Batch, command: Submit) -> str:
    """The clause that opens the level on the reference date, the day on which registration closes (facts §1.3)."""
    particulars, reference = command.particulars, local_date(batch.closes_at)
    rules.check_particulars(particulars, local_date(work.now))
    rules.check_age(particulars.identity.born_on, reference, work.settings_of(Policy).min_age)
    rules.check_not_held(particulars.prior, command.level)
    standard = work.standards.standard(batch.occupation, batch.edition).levels[command.level]
    verdict = rules.verdict(standard, rules.Background.of(particulars), reference)
    if verdict.clause_id is None:
        raise NotEligible(command.level, verdict.shortfalls)
    return verdict.clause_id


async def check_person(work: RegistrationWork, application: Application) -> None:
    """One live application per person in a batch (facts §2.2)."""
    mine = await work.registration.of_person(application.person_id)
    # Whoever withdrew or was refused may try again while registration is open.
    over = {Status.WITHDRAWN, Status.REJECTED}
    if any(other.batch_id == application.batch_id and other.status not in over for other in mine):
        raise AlreadyApplied(own=True)


async def check_number(work: RegistrationWork, batch_id: int, index: bytes, but: int | None = None) -> None:
    """One live application per paper in a batch, leaving out the application `but` (facts §2.2)."""
    same_number = await work.registration.live_with_number(index, batch_id)
    if any(other.id != but for other in same_number):
        raise AlreadyApplied(own=False)


async def _mend(work: RegistrationWork, application: Application, mended: Particulars) -> None:
    """Take the mended particulars over; nothing is changed before everything is checked. Raises `PhotoMissing`."""
    if not mended.photo:
        raise PhotoMissing
    # Findings without a field are words for the whole; they open no field for change.
    returned = frozenset(finding.field for finding in application.findings if finding.field is not None)
    rules.check_mended(application.particulars, mended, returned)
    batch = await work.standards.batch(application.batch_id)
    clause_id = clause_met(work, batch, Submit(application.batch_id, application.level, mended))
    index = id_index(work, mended.identity)
    await check_number(work, application.batch_id, index, but=application.id)
    application.particulars, application.clause_id, application.id_index = mended, clause_id, index


def _hand_over(work: RegistrationWork, actor: Actor, application: Application, action: str) -> None:
    """Leave a trace and put it before the first reviewers."""
    work.audit(actor, action, object_id(application), batch=application.batch_id, level=application.level)
    work.tell_role(Role.FIRST_REVIEWER, Submitted(application.id))
