"""What the tour came to by the centre's records, counted beside what was seen on the screens."""

from __future__ import annotations

from collections import Counter

from bot.tools.tour.stage import Stage
from domain.certificates import CertificateStatus
from domain.planning import Attendance
from domain.registration import Status
from domain.scores import CheckStatus
from storage.work import StoredWork


async def reckon(stage: Stage) -> dict[str, int]:
    """Counts by name; `record_…` so that they stand beside what was seen."""
    async with stage.records() as work:
        batch = stage.batch_id
        applications = await work.registration.of_batch(batch)
        checks = Counter(check.status for check in await work.scores.checks(batch))
        found = {
            "applications": len(applications),
            "approved": sum(each.status is Status.APPROVED for each in applications),
            "checks_upheld": checks[CheckStatus.UPHELD],
            "checks_changed": checks[CheckStatus.CHANGED],
            **await _days(work, batch),
            **await _certificates(work, batch),
        }
    return {f"record_{name}": count for name, count in found.items()}


async def _days(work: StoredWork, batch: int) -> dict[str, int]:
    """Who was let in, who was absent, and what happened in the rooms; a candidate has one booking for each part."""
    sittings = [sitting.id for sitting in await work.planning.sittings(batch)]
    doors = [door for sitting in sittings for door in await work.checkin.of_sitting(sitting)]
    incidents = [incident for sitting in sittings for incident in await work.exam.incidents(sitting)]
    attended = Counter(booking.attendance for booking in await work.planning.bookings_of_batch(batch))
    return {
        "admissions": sum(door.matched and door.undone_at is None for door in doors),
        "admissions_undone": sum(door.undone_at is not None for door in doors),
        "turned_away": sum(not door.matched for door in doors),
        "late": attended[Attendance.LATE],
        "absent_bookings": attended[Attendance.ABSENT],
        "incidents_signed_twice": sum(each.countersigned_by not in {None, each.recorded_by} for each in incidents),
    }


async def _certificates(work: StoredWork, batch: int) -> dict[str, int]:
    certificates = await work.certificates.of_batch(batch)
    states = Counter(one.status for one in certificates)
    kept = await work.archive.of_batch(batch)
    return {
        "certificate_numbers": len({one.number for one in certificates}),
        "in_force": states[CertificateStatus.ISSUED],
        "replaced": states[CertificateStatus.REPLACED],
        "revoked": states[CertificateStatus.REVOKED],
        "prepared_and_issued_by_one": sum(one.prepared_by == one.approved_by for one in certificates),
        "archived_files": len(kept.entries) if kept else 0,
    }
