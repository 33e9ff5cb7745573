"""Looking whether an archive is complete, and closing it with the batch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from domain.archive.model import Archive, Built, Holding, Piece, Retention
from domain.archive.refusals import Incomplete
from domain.errors import Missing
from domain.local import local_date
from domain.people import Action, Actor, require
from domain.planning import Attendance
from domain.registration import Status
from domain.staffing import DutyStatus
from domain.standards import BatchStatus, advance, check_next

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from domain.archive.store import ArchiveWork
    from domain.planning import Booking, Sitting
    from domain.registration import Application

PUBLISHED_ONCE = 1


async def completeness(work: ArchiveWork, actor: Actor, batch_id: int) -> Sequence[Holding]:
    """What the archive must hold, piece by piece, and how much of it is there (facts §7)."""
    require(actor, Action.ARCHIVE)
    applications = await work.registration.of_batch(batch_id)
    sittings = await work.planning.sittings(batch_id)
    return [
        *await _of_registration(work, batch_id, applications),
        *await _of_planning(work, batch_id, sittings),
        *await _of_exam(work, sittings),
        *await _of_scores(work, batch_id, applications),
    ]


async def check_complete(work: ArchiveWork, actor: Actor, batch_id: int) -> None:
    """Raise `Incomplete`, or `OutOfOrder` before the certificates are out."""
    # Looked at first and told last: an archivist who comes too early learns that, not what is missing.
    missing = tuple(holding for holding in await completeness(work, actor, batch_id) if not holding.complete)
    check_next(await work.standards.batch(batch_id), BatchStatus.ARCHIVED)
    if missing:
        raise Incomplete(missing)


async def close_archive(work: ArchiveWork, actor: Actor, batch_id: int, built: Built) -> Archive:
    """Keep what was built, and end the batch. Raises `Incomplete`, `OutOfOrder`."""
    await check_complete(work, actor, batch_id)
    keep_until = _years_after(local_date(work.now), work.settings_of(Retention).years)
    archive = Archive(batch_id, built.file, built.entries, work.now, actor.person_id, keep_until)
    work.archive.add(archive)
    await advance(work, await work.standards.batch(batch_id), BatchStatus.ARCHIVED)
    await work.archive.flush()
    work.audit(actor, "batch.archived", f"batch:{batch_id}", file=built.file, entries=len(built.entries))
    return archive


async def hand_out(work: ArchiveWork, actor: Actor, batch_id: int) -> Archive:
    """The closed archive of a batch, to be sent once more; who had it is kept. Raises `Missing`."""
    require(actor, Action.ARCHIVE)
    archive = await work.archive.of_batch(batch_id)
    if archive is None:
        raise Missing("archive")
    work.audit(actor, "archive.sent", f"batch:{batch_id}", file=archive.file)
    return archive


def _years_after(day: date, years: int) -> date:
    last = day.replace(day=28) if (day.month, day.day) == (2, 29) else day
    return last.replace(year=day.year + years)


async def _of_registration(work: ArchiveWork, batch_id: int, applications: Sequence[Application]) -> Sequence[Holding]:
    notices = [notice for notice in await work.notices.of_batch(batch_id) if notice.published_at]
    # A withdrawn application needs no review; its candidate has decided.
    decided = [each for each in applications if each.decided_at is not None or each.status is Status.WITHDRAWN]
    return [
        Holding(Piece.NOTICE, len(notices), PUBLISHED_ONCE),
        Holding(Piece.APPLICATIONS, len(applications), len(applications)),
        Holding(Piece.REVIEWS, len(decided), len(applications)),
    ]


async def _of_planning(work: ArchiveWork, batch_id: int, sittings: Sequence[Sitting]) -> Sequence[Holding]:
    duties = await work.staffing.duties_of_batch(batch_id)
    served = {duty.sitting_id for duty in duties if duty.status is DutyStatus.ACCEPTED}
    return [
        Holding(Piece.PLAN, len(sittings), max(1, len(sittings))),
        Holding(Piece.DISPATCH, len(served), len(sittings)),
    ]


async def _of_exam(work: ArchiveWork, sittings: Sequence[Sitting]) -> Sequence[Holding]:
    bookings = [each for sitting in sittings for each in await work.planning.bookings(sitting.id)]
    records = [await work.exam.record(sitting.id) for sitting in sittings]
    finished = [record for record in records if record and record.finished_at]
    return [
        Holding(Piece.SIGN_IN, sum(each.attendance is not None for each in bookings), len(bookings)),
        Holding(Piece.ROOM_RECORDS, len(finished), len(sittings)),
        # Marked by anybody at all: whether all examiners did is asked when scores are summarised.
        Holding(Piece.SHEETS, await _marked(work, sittings), len({b.id for b in bookings if _sat(b)})),
    ]


def _sat(booking: Booking) -> bool:
    return booking.attendance in {Attendance.PRESENT, Attendance.LATE}


async def _marked(work: ArchiveWork, sittings: Sequence[Sitting]) -> int:
    sat = {each.id for sitting in sittings for each in await work.planning.bookings(sitting.id) if _sat(each)}
    marked = {sheet.booking_id for sitting in sittings for sheet in await work.marking.sheets(sitting.id)}
    entered = {entry.booking_id for sitting in sittings for entry in await work.marking.entries(sitting.id)}
    return len(sat & (marked | entered))


async def _of_scores(work: ArchiveWork, batch_id: int, applications: Sequence[Application]) -> Sequence[Holding]:
    approved = {each.id for each in applications if each.status is Status.APPROVED}
    results = {result.application_id for result in await work.scores.results(batch_id)}
    done = await work.scores.round(batch_id)
    certificates = [each for each in await work.certificates.of_batch(batch_id) if each.issued_at]
    drawn = [each for each in certificates if each.file]
    return [
        Holding(Piece.SCORES, len(results & approved), len(approved)),
        Holding(Piece.PUBLIC_LIST, int(done is not None and done.released_at is not None), 1),
        Holding(Piece.CERTIFICATES, len(drawn), len(certificates)),
    ]
