"""The applications of a batch as cases for statistics, read from the stores of every area."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from domain.archive.statistics import Case, GroupCounts, count
from domain.people import Action, Actor, require
from domain.planning import Attendance
from domain.scores import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from domain.archive.store import ArchiveWork
    from domain.registration import Application
    from domain.scores import Result

GOOD = frozenset({Outcome.PASSED, Outcome.KEPT})
SAT = frozenset({Attendance.PRESENT, Attendance.LATE, Attendance.VOID})


async def statistics(work: ArchiveWork, actor: Actor, batch_id: int) -> Sequence[GroupCounts]:
    """The counts of a batch, by every dimension."""
    require(actor, Action.VIEW_STATISTICS)
    return count(await cases(work, batch_id))


async def cases(work: ArchiveWork, batch_id: int) -> Sequence[Case]:
    """One case for each application of the batch."""
    batch = await work.standards.batch(batch_id)
    attended = await _attendance(work, batch_id)
    results = await _results(work, batch_id)
    certified = {each.application_id for each in await work.certificates.of_batch(batch_id) if each.issued_at}
    levels = work.standards.standard(batch.occupation, batch.edition).levels
    found = []
    for one in await work.registration.of_batch(batch_id):
        key = one.id
        passed = frozenset(result.part for result in results[key] if result.outcome in GOOD)
        found.append(
            Case(
                level=one.level,
                sex=one.particulars.identity.sex,
                age=_age(one, batch.exam_on),
                education=one.particulars.schooling.education,
                status=one.status,
                # A part voided for misconduct was sat: pass rates are of those seated (facts §7).
                seated=bool(attended[key] & SAT),
                absent=Attendance.ABSENT in attended[key],
                misconduct=Attendance.VOID in attended[key],
                parts_passed=passed,
                passed=passed >= set(levels[one.level].parts),
                certified=key in certified,
            )
        )
    return found


async def _attendance(work: ArchiveWork, batch_id: int) -> Mapping[int, set[Attendance | None]]:
    found: defaultdict[int, set[Attendance | None]] = defaultdict(set)
    for booking in await work.planning.bookings_of_batch(batch_id):
        found[booking.application_id].add(booking.attendance)
    return found


async def _results(work: ArchiveWork, batch_id: int) -> Mapping[int, list[Result]]:
    found: defaultdict[int, list[Result]] = defaultdict(list)
    for result in await work.scores.results(batch_id):
        found[result.application_id].append(result)
    return found


def _age(application: Application, day: date) -> int:
    born = application.particulars.identity.born_on
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))
