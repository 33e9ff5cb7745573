"""The stage that later steps are tested on is set as it says."""

from __future__ import annotations

from bot.app.staff import work_at
from domain.planning import Attendance
from domain.standards import BatchStatus, Part
from tests.stage import set_stage
from tests.town import Town


async def test_everybody_has_a_seat_and_every_sitting_its_staff(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.TICKETS_ISSUED, candidates=3)
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        sittings = await work.planning.sittings(stage.batch.id)
        assert [sitting.part for sitting in sittings] == [Part.THEORY, Part.PRACTICAL]
        for sitting in sittings:
            assert [booking.seat for booking in await work.planning.bookings(sitting.id)] == [1, 2, 3]
        assert [len(await work.staffing.duties(sitting.id)) for sitting in sittings] == [2, 5]


async def test_an_attendance_is_noted_once(town: Town) -> None:
    stage = await set_stage(town, BatchStatus.IN_EXAM, candidates=1)
    booking = stage.bookings[Part.THEORY][0]
    async with work_at(town.centre.parts.database, town.settings, town.now) as work:
        assert await work.planning.attend(booking.id, Attendance.PRESENT)
        assert not await work.planning.attend(booking.id, Attendance.LATE)
