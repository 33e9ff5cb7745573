"""Several phones at once: however the turns fall, a ticket lets one person in."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from sqlalchemy import func, select, update

from domain.checkin import Admission, AlreadyIn, admit, look
from domain.planning import Attendance
from domain.standards import BatchStatus, Part
from storage.checkin import admission
from storage.planning import booking
from tests.office import Office
from tests.stage import Stage

SCANNERS = ("sun", "zhou", "wu", "sun")
TICKETS = 200


async def crowded(office: Office) -> Stage:
    """200 candidates before one room, watched by three; four phones, since one of them has two."""
    stage = await office.stage(BatchStatus.TICKETS_ISSUED, TICKETS)
    office.go_to(stage, Part.THEORY, -20)
    async with office.work() as work:
        first = (await work.staffing.duties(stage.sittings[Part.THEORY].id))[0]
        work.staffing.add(type(first)(first.sitting_id, office.actor("wu").person_id, first.role, first.status))
    return stage


@dataclass
class Phones:
    """Four phones in step: each ticket is scanned on all of them before it is pressed on any."""

    office: Office
    stage: Stage
    tallies: Counter[str] = field(default_factory=Counter)
    step: asyncio.Barrier = field(default_factory=lambda: asyncio.Barrier(len(SCANNERS)))

    async def scan_all(self, name: str) -> None:
        """Every ticket: looked up, then pressed, in a transaction of its own."""
        for ticket in self.stage.tickets:
            await self.step.wait()
            async with self.office.work() as work:
                try:
                    await admit(work, self.office.actor(name), ticket.token)
                    self.tallies["in"] += 1
                except AlreadyIn:
                    self.tallies["used"] += 1
                    await work.abandon()

    async def scan_all_carelessly(self, name: str) -> None:
        """The same with the guard off: all are looked up first, and let in at the press, whatever was between."""
        async with self.office.work() as work:
            doors = [await look(work, self.office.actor(name), ticket.token) for ticket in self.stage.tickets]
        await self.step.wait()
        for door in doors:
            async with self.office.work() as work:
                here = update(booking).where(booking.c.id == door.booking.id).values(attendance=Attendance.PRESENT)
                await work.unit.session.execute(here)
                person = self.office.actor(name).person_id
                work.checkin.add(Admission(door.booking.id, door.sitting.id, self.office.now, person))

    async def all_at_once(self, deed: Callable[[str], Awaitable[None]]) -> None:
        """Every phone its clerk."""
        await asyncio.gather(*(deed(name) for name in SCANNERS))


async def admissions(office: Office) -> tuple[int, int]:
    """Rows of admissions, and bookings marked present."""
    async with office.work() as work:
        rows = await work.unit.session.scalar(select(func.count()).select_from(admission))
        here = await work.unit.session.scalar(select(func.count()).where(booking.c.attendance.is_not(None)))
    return rows or 0, here or 0


async def test_four_phones_and_two_hundred_tickets_are_two_hundred_admissions(office: Office) -> None:
    phones = Phones(office, await crowded(office))
    await phones.all_at_once(phones.scan_all)
    assert await admissions(office) == (TICKETS, TICKETS)
    assert phones.tallies == {"in": TICKETS, "used": 3 * TICKETS}


async def test_without_the_guard_there_are_eight_hundred(office: Office) -> None:
    """The negative control: four phones in step, 800 admissions on 200 tickets, on both databases."""
    phones = Phones(office, await crowded(office))
    await phones.all_at_once(phones.scan_all_carelessly)
    assert await admissions(office) == (4 * TICKETS, TICKETS)


async def test_the_conditional_update_alone_decides(office: Office) -> None:
    """Two phones have both looked: of the two updates that follow, one changes the row."""
    stage = await crowded(office)
    seat = stage.bookings[Part.THEORY][0].id

    async def press() -> bool:
        async with office.work() as work:
            await work.planning.booking(seat)  # the stale look
            await asyncio.sleep(0)
            return await work.planning.attend(seat, Attendance.PRESENT)

    assert sorted(await asyncio.gather(press(), press())) == [False, True]
