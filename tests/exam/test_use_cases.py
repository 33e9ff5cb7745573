"""Sittings under way in the records: begun in time, ended not before it may, incidents signed by two."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.checkin import admit
from domain.errors import Forbidden, Outdated
from domain.exam import (
    Begun,
    Countersigned,
    CountersignedByAnother,
    EndNear,
    IncidentKind,
    IncidentRecorded,
    IncidentText,
    MoreTime,
    NoSuchSeat,
    NotBefore,
    NotBegun,
    NotYourSitting,
    Over,
    Record,
    TooEarly,
    add_minutes,
    countersign,
    finish,
    record_incident,
    start,
)
from domain.planning import Attendance
from domain.standards import BatchStatus, OutOfOrder, Part
from tests.office import Office
from tests.stage import Stage


def sitting(stage: Stage, part: Part = Part.THEORY) -> int:
    return stage.sittings[part].id


async def begun(office: Office, candidates: int = 3, here: int = 2) -> Stage:
    """The theory sitting has begun, with the first ones let in."""
    stage = await office.stage(BatchStatus.TICKETS_ISSUED, candidates)
    office.go_to(stage, Part.THEORY, -10)
    async with office.work() as work:
        for ticket in stage.tickets[:here]:
            await admit(work, office.actor("sun"), ticket.token)
    office.go_to(stage, Part.THEORY, 0)
    async with office.work() as work:
        await start(work, office.actor("sun"), sitting(stage))
    return stage


async def attendances(office: Office, stage: Stage, part: Part = Part.THEORY) -> list[Attendance | None]:
    async with office.work() as work:
        return [each.attendance for each in await work.planning.bookings(sitting(stage, part))]


async def status(office: Office, stage: Stage) -> BatchStatus:
    async with office.work() as work:
        return (await work.standards.batch(stage.batch.id)).status


async def test_a_sitting_begins_at_its_time_once_by_who_watches_it(office: Office) -> None:
    stage = await office.stage(BatchStatus.TICKETS_ISSUED, 1)
    office.go_to(stage, Part.THEORY, -1)
    async with office.work() as work:
        with pytest.raises(NotBefore):
            await start(work, office.actor("sun"), sitting(stage))
    office.go_to(stage, Part.THEORY, 0)
    async with office.work() as work:
        for name, refusal in (("wu", NotYourSitting), ("zheng", Forbidden), ("zhao", Forbidden)):
            with pytest.raises(refusal):
                await start(work, office.actor(name), sitting(stage))
        assert (await start(work, office.actor("sun"), sitting(stage))).started_at == office.now
        with pytest.raises(Begun):
            await start(work, office.actor("zhou"), sitting(stage))
    assert await status(office, stage) is BatchStatus.IN_EXAM


async def test_no_exam_before_the_tickets(office: Office) -> None:
    stage = await office.stage(BatchStatus.ARRANGED, 1)
    office.go_to(stage, Part.THEORY, 0)
    async with office.work() as work:
        with pytest.raises(OutOfOrder):
            await start(work, office.actor("sun"), sitting(stage))


async def test_the_watchers_are_warned_a_quarter_of_an_hour_before_the_end(office: Office) -> None:
    stage = await office.stage(BatchStatus.TICKETS_ISSUED, 1)
    office.go_to(stage, Part.THEORY, 5)
    async with office.work() as work:
        await start(work, office.actor("sun"), sitting(stage))
        assert {each.due_at for each in work.effects.reminders} == {office.now + timedelta(minutes=75)}
        more = MoreTime(sitting(stage), 10, 0)
        await add_minutes(work, office.actor("zhou"), more)
        latest = {each.key: each.due_at for each in work.effects.reminders}
        assert {each.event for each in work.effects.reminders} == {EndNear(sitting(stage))}
    assert latest == dict.fromkeys(latest, office.now + timedelta(minutes=85))
    assert len(latest) == 2


async def test_pressing_twice_adds_once(office: Office) -> None:
    stage = await begun(office)
    async with office.work() as work:
        record = await add_minutes(work, office.actor("sun"), MoreTime(sitting(stage), 5, 0))
        with pytest.raises(Outdated):
            await add_minutes(work, office.actor("sun"), MoreTime(sitting(stage), 5, 0))
        assert record.added_minutes == 5
        assert (await add_minutes(work, office.actor("zhou"), MoreTime(sitting(stage), 10, 5))).added_minutes == 15


@pytest.mark.parametrize("minutes", [0, 29])
async def test_no_sitting_ends_while_nobody_may_leave(office: Office, minutes: int) -> None:
    """Facts §3.2: 30 minutes. Control: at 30 it does, see below."""
    stage = await begun(office)
    office.go_to(stage, Part.THEORY, minutes)
    async with office.work() as work:
        with pytest.raises(TooEarly) as early:
            await finish(work, office.actor("sun"), sitting(stage))
    assert early.value.until == stage.sittings[Part.THEORY].starts_at + timedelta(minutes=30)
    assert await attendances(office, stage) == [Attendance.PRESENT, Attendance.PRESENT, None]


async def test_one_that_begins_late_ends_half_an_hour_after_that(office: Office) -> None:
    stage = await office.stage(BatchStatus.TICKETS_ISSUED, 1)
    office.go_to(stage, Part.THEORY, 20)
    async with office.work() as work:
        await start(work, office.actor("sun"), sitting(stage))
    for minutes, refused in ((49, True), (50, False)):
        office.go_to(stage, Part.THEORY, minutes)
        async with office.work() as work:
            if refused:
                with pytest.raises(TooEarly):
                    await finish(work, office.actor("sun"), sitting(stage))
            else:
                await finish(work, office.actor("sun"), sitting(stage))


async def test_who_is_not_in_at_the_end_is_absent(office: Office) -> None:
    stage = await begun(office)
    office.go_to(stage, Part.THEORY, 30)
    async with office.work() as work:
        absent = await finish(work, office.actor("zhou"), sitting(stage))
        assert [booking.seat for booking in absent] == [3]
        with pytest.raises(Over):
            await finish(work, office.actor("sun"), sitting(stage))
        with pytest.raises(Over):
            await add_minutes(work, office.actor("sun"), MoreTime(sitting(stage), 5, 0))
    assert await attendances(office, stage) == [Attendance.PRESENT, Attendance.PRESENT, Attendance.ABSENT]
    assert await status(office, stage) is BatchStatus.IN_EXAM, "the practical is still to come"


async def test_the_last_sitting_ends_the_exam(office: Office) -> None:
    stage = await begun(office)
    office.go_to(stage, Part.THEORY, 90)
    async with office.work() as work:
        await finish(work, office.actor("sun"), sitting(stage))
    office.go_to(stage, Part.PRACTICAL, 0)
    async with office.work() as work:
        with pytest.raises(NotBegun):
            await finish(work, office.actor("sun"), sitting(stage, Part.PRACTICAL))
        await start(work, office.actor("sun"), sitting(stage, Part.PRACTICAL))
    office.go_to(stage, Part.PRACTICAL, 150)
    async with office.work() as work:
        await finish(work, office.actor("sun"), sitting(stage, Part.PRACTICAL))
    assert await status(office, stage) is BatchStatus.MARKING


async def test_an_incident_counts_when_somebody_else_has_signed_it(office: Office) -> None:
    stage = await begun(office)
    async with office.work() as work:
        told = Record(sitting(stage), 2, IncidentKind.CHEATING, " 9:20 夹带，当场收缴 ")
        incident = await record_incident(work, office.actor("sun"), told)
        zhou = office.actor("zhou")
        assert (zhou.person_id, IncidentRecorded(incident.id)) in work.effects.told
        assert incident.text == "9:20 夹带，当场收缴"
        with pytest.raises(CountersignedByAnother):
            await countersign(work, office.actor("sun"), incident.id)
        with pytest.raises(NotYourSitting):
            await countersign(work, office.actor("wu"), incident.id)
    assert (await attendances(office, stage))[1] is Attendance.PRESENT, "one signature has no effect"
    async with office.work() as work:
        await countersign(work, zhou, incident.id)
        with pytest.raises(Countersigned):
            await countersign(work, zhou, incident.id)
    assert (await attendances(office, stage))[1] is Attendance.VOID
    assert (await attendances(office, stage, Part.PRACTICAL))[1] is None, "the other part stands"


@pytest.mark.parametrize(
    ("kind", "theory", "practical"),
    [
        (IncidentKind.MINOR, Attendance.VOID, None),
        (IncidentKind.SERIOUS, Attendance.VOID, Attendance.VOID),
        (IncidentKind.MOST_SERIOUS, Attendance.VOID, Attendance.VOID),
        (IncidentKind.EMERGENCY, Attendance.PRESENT, None),
    ],
)
async def test_consequences_by_class(
    office: Office, kind: IncidentKind, theory: Attendance, practical: Attendance | None
) -> None:
    stage = await begun(office)
    async with office.work() as work:
        incident = await record_incident(work, office.actor("sun"), Record(sitting(stage), 1, kind, "经过"))
        await countersign(work, office.actor("zhou"), incident.id)
    assert (await attendances(office, stage))[0] is theory
    assert (await attendances(office, stage, Part.PRACTICAL))[0] is practical


async def test_misconduct_is_somebodys_and_an_emergency_may_be_nobodys(office: Office) -> None:
    stage = await begun(office)
    async with office.work() as work:
        for seat in (0, 4):
            with pytest.raises(NoSuchSeat):
                await record_incident(
                    work, office.actor("sun"), Record(sitting(stage), seat, IncidentKind.MINOR, "经过")
                )
        for text in ("", " ", "x" * 501):
            with pytest.raises(IncidentText):
                await record_incident(
                    work, office.actor("sun"), Record(sitting(stage), 0, IncidentKind.EMERGENCY, text)
                )
        power = await record_incident(
            work, office.actor("sun"), Record(sitting(stage), 0, IncidentKind.EMERGENCY, "停电")
        )
    assert power.booking_id is None
