"""The board of a batch: its fourteen steps, what is done, what is under way, and what it waits for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from domain.marking import state as marking_state
from domain.people import Action, Actor, require
from domain.registration import Status, undecided
from domain.resources import shortages
from domain.staffing import DutyStatus, count, needed_in, roles_needed
from domain.standards import BatchStatus, reached

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from domain.registration import Application
    from domain.reports.store import ReportsWork
    from domain.standards import Batch

    Waiting = Mapping["Stage", Mapping["Wait", int]]


class Stage(StrEnum):
    """The fourteen steps of the workflow, in order."""

    STANDARD = "standard"
    NOTICE = "notice"
    REGISTRATION = "registration"
    PLAN = "plan"
    RESOURCES = "resources"
    TRAINING = "training"
    STAFF = "staff"
    CHECKIN = "checkin"
    EXAM = "exam"
    MARKING = "marking"
    SUMMARY = "summary"
    RELEASE = "release"
    CERTIFICATES = "certificates"
    ARCHIVE = "archive"


class Wait(StrEnum):
    """What a step waits for."""

    UNDECIDED = "undecided"  # applications
    UNSEATED = "unseated"  # approved candidates
    SHORT = "short"  # lines of the checklists
    VACANT = "vacant"  # places of staff that nobody has
    UNANSWERED = "unanswered"  # duties
    OPEN_SITTINGS = "open_sittings"
    UNSIGNED = "unsigned"  # incidents without a second signature
    MARKS = "marks"  # sheets and entries
    FINDINGS = "findings"


class Progress(StrEnum):
    """How far a step is."""

    DONE = "done"
    NOW = "now"
    LATER = "later"
    OPTIONAL = "optional"


# A step is under way when the batch has reached the first status, and done when it has reached the second (facts §0).
SPAN: dict[Stage, tuple[BatchStatus, BatchStatus]] = {
    Stage.STANDARD: (BatchStatus.DRAFT, BatchStatus.DRAFT),
    Stage.NOTICE: (BatchStatus.DRAFT, BatchStatus.REGISTRATION_OPEN),
    Stage.REGISTRATION: (BatchStatus.REGISTRATION_OPEN, BatchStatus.REGISTRATION_CLOSED),
    Stage.PLAN: (BatchStatus.REGISTRATION_CLOSED, BatchStatus.ARRANGED),
    Stage.RESOURCES: (BatchStatus.REGISTRATION_CLOSED, BatchStatus.ARRANGED),
    Stage.STAFF: (BatchStatus.REGISTRATION_CLOSED, BatchStatus.TICKETS_ISSUED),
    Stage.CHECKIN: (BatchStatus.TICKETS_ISSUED, BatchStatus.MARKING),
    Stage.EXAM: (BatchStatus.IN_EXAM, BatchStatus.MARKING),
    Stage.MARKING: (BatchStatus.IN_EXAM, BatchStatus.SUMMARISED),
    Stage.SUMMARY: (BatchStatus.SUMMARISED, BatchStatus.AUDITED),
    Stage.RELEASE: (BatchStatus.AUDITED, BatchStatus.RELEASED),
    Stage.CERTIFICATES: (BatchStatus.RELEASED, BatchStatus.CERTIFIED),
    Stage.ARCHIVE: (BatchStatus.CERTIFIED, BatchStatus.ARCHIVED),
}


@dataclass(frozen=True)
class BoardLine:
    """One step: how far it is, and what it waits for, each with its count."""

    stage: Stage
    progress: Progress
    waits: tuple[tuple[Wait, int], ...] = ()


async def board(work: ReportsWork, actor: Actor, batch_id: int) -> Sequence[BoardLine]:
    """The fourteen lines of a batch. Raises `Missing`."""
    require(actor, Action.VIEW_BOARD)
    batch = await work.standards.batch(batch_id)
    waiting = await _waiting(work, batch)
    return [_line(stage, batch, waiting) for stage in Stage]


def _line(stage: Stage, batch: Batch, waiting: Waiting) -> BoardLine:
    # Training is voluntary, and never a condition of the exam (考培分离, facts §13).
    if stage not in SPAN:  # training is offered where it is needed
        return BoardLine(stage, Progress.OPTIONAL)
    begins, ends = SPAN[stage]
    if not reached(batch, begins):
        return BoardLine(stage, Progress.LATER)
    waits = tuple((wait, number) for wait, number in waiting.get(stage, {}).items() if number)
    return BoardLine(stage, Progress.DONE if reached(batch, ends) else Progress.NOW, waits)


async def _waiting(work: ReportsWork, batch: Batch) -> Waiting:
    batch_id = batch.id
    applications = await work.registration.of_batch(batch_id)
    findings = await work.scores.findings(batch_id)
    return {
        Stage.REGISTRATION: {Wait.UNDECIDED: len(undecided(work, applications))},
        Stage.PLAN: {Wait.UNSEATED: await _unseated(work, batch_id, applications)},
        Stage.RESOURCES: {Wait.SHORT: len(await shortages(work, batch_id))},
        Stage.STAFF: await _staff(work, batch_id),
        Stage.EXAM: await _sittings(work, batch_id),
        Stage.MARKING: {Wait.MARKS: (await marking_state(work, batch_id)).outstanding},
        Stage.SUMMARY: {Wait.FINDINGS: sum(finding.resolved_at is None for finding in findings)},
    }


async def _unseated(work: ReportsWork, batch_id: int, applications: Sequence[Application]) -> int:
    seated = {booking.application_id for booking in await work.planning.bookings_of_batch(batch_id)}
    return sum(each.status is Status.APPROVED and each.id not in seated for each in applications)


async def _staff(work: ReportsWork, batch_id: int) -> Mapping[Wait, int]:
    vacant = unanswered = 0
    for sitting in await work.planning.sittings(batch_id):
        duties = await work.staffing.duties(sitting.id)
        unanswered += sum(duty.status is DutyStatus.OFFERED for duty in duties)
        for role, needed in roles_needed(sitting.part, await needed_in(work, sitting)):
            vacant += max(0, needed - count(duties, role))
    return {Wait.VACANT: vacant, Wait.UNANSWERED: unanswered}


async def _sittings(work: ReportsWork, batch_id: int) -> Mapping[Wait, int]:
    unfinished = unsigned = 0
    for sitting in await work.planning.sittings(batch_id):
        record = await work.exam.record(sitting.id)
        unfinished += record is None or record.finished_at is None
        unsigned += sum(each.countersigned_by is None for each in await work.exam.incidents(sitting.id))
    return {Wait.OPEN_SITTINGS: unfinished, Wait.UNSIGNED: unsigned}
