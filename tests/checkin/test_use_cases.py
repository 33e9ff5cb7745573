"""Admissions in the records: once, where and when one belongs, undone with a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.checkin import (
    AdmissionUndone,
    Admitted,
    AlreadyIn,
    DoorsClosed,
    NoSuchTicket,
    NotApproved,
    NotIn,
    NotOnDuty,
    OtherSitting,
    Settled,
    TooLate,
    TurnedAway,
    UndoReason,
    admit,
    look,
    on_duty,
    turn_away,
    undo,
)
from domain.errors import Forbidden
from domain.exam import finish, start
from domain.people import Role
from domain.planning import Attendance, Sitting
from domain.registration import Status
from domain.staffing import Duty, DutyRole, DutyStatus
from domain.standards import BatchStatus, Part
from storage.work import StoredWork
from tests.office import Office
from tests.stage import Stage


async def at_the_door(office: Office, candidates: int = 3, minutes: int = -20) -> Stage:
    """Tickets are issued, and the theory sitting begins in so many minutes, less than none."""
    stage = await office.stage(BatchStatus.TICKETS_ISSUED, candidates)
    office.go_to(stage, Part.THEORY, minutes)
    return stage


async def attendance(office: Office, stage: Stage, number: int = 0, part: Part = Part.THEORY) -> Attendance | None:
    async with office.work() as work:
        return (await work.planning.booking(stage.bookings[part][number].id)).attendance


async def test_looking_admits_nobody(office: Office) -> None:
    stage = await at_the_door(office)
    async with office.work() as work:
        door = await look(work, office.actor("sun"), stage.tickets[0].token)
        assert (door.booking.seat, door.late, door.turned_away) == (1, False, None)
    assert await attendance(office, stage) is None


@pytest.mark.parametrize(("minutes", "expected"), [(-20, Attendance.PRESENT), (20, Attendance.LATE)])
async def test_a_matching_person_is_let_in_and_told(office: Office, minutes: int, expected: Attendance) -> None:
    stage = await at_the_door(office, minutes=minutes)
    async with office.work() as work:
        admission = await admit(work, office.actor("sun"), stage.tickets[0].token)
        assert work.effects.told == [(stage.tickets[0].person_id, Admitted(admission.id))]
        seen = await work.planning.bookings(stage.sittings[Part.THEORY].id)
        assert seen[0].attendance is expected, "whoever counts in the same turn counts them, too"
    assert await attendance(office, stage) is expected
    assert await attendance(office, stage, part=Part.PRACTICAL) is None


async def test_a_number_serves_as_well_as_the_code(office: Office) -> None:
    stage = await at_the_door(office)
    async with office.work() as work:
        assert (await admit(work, office.actor("zhou"), stage.tickets[1].number)).matched


async def test_the_second_time_names_moment_place_and_clerk(office: Office) -> None:
    stage = await at_the_door(office)
    first = office.now
    async with office.work() as work:
        await admit(work, office.actor("sun"), stage.tickets[0].token)
    office.now += timedelta(minutes=3)
    for name in ("sun", "zhou"):
        async with office.work() as work:
            with pytest.raises(AlreadyIn) as used:
                await admit(work, office.actor(name), stage.tickets[0].token)
        assert (used.value.admitted_at, used.value.seat, used.value.clerk) == (first, 1, "孙丽")
        assert used.value.room


@pytest.mark.parametrize(("minutes", "refusal"), [(-31, DoorsClosed), (31, TooLate), (-24 * 60, DoorsClosed)])
async def test_too_early_too_late_and_the_wrong_day(office: Office, minutes: int, refusal: type[Exception]) -> None:
    stage = await at_the_door(office, minutes=minutes)
    async with office.work() as work:
        with pytest.raises(refusal):
            await admit(work, office.actor("sun"), stage.tickets[0].token)
    assert await attendance(office, stage) is None


async def test_the_wrong_room_says_where_he_belongs(office: Office) -> None:
    """Wu watches another room of the batch, where the ticket has no seat."""
    stage = await at_the_door(office)
    async with office.work() as work:
        await watch_elsewhere(work, office, stage)
        with pytest.raises(OtherSitting) as other:
            await admit(work, office.actor("wu"), stage.tickets[0].token)
    assert (other.value.seat, other.value.starts_at) == (1, stage.sittings[Part.THEORY].starts_at)
    assert (other.value.year, other.value.number) == (0, 0)


async def watch_elsewhere(work: StoredWork, office: Office, stage: Stage) -> None:
    """A second theory room at the same time, watched by Wu."""
    first = stage.sittings[Part.THEORY]
    room = next(room for room in await work.planning.rooms() if room.code == "02")
    sitting = Sitting(stage.batch.id, 4, Part.THEORY, room.id, first.starts_at, first.ends_at)
    work.planning.add(sitting)
    await work.planning.flush()
    wu = office.actor("wu").person_id
    work.staffing.add(Duty(sitting.id, wu, DutyRole.INVIGILATOR, DutyStatus.ACCEPTED))
    await work.staffing.flush()


async def test_the_code_of_another_batch_is_named_as_such(office: Office) -> None:
    stage = await at_the_door(office)
    async with office.work() as work:
        await watch_elsewhere(work, office, stage)
    office.now -= timedelta(days=1)
    other = await office.stage(BatchStatus.TICKETS_ISSUED, 1)
    office.go_to(stage, Part.THEORY, -20)
    async with office.work() as work:
        with pytest.raises(OtherSitting) as refused:
            await admit(work, office.actor("wu"), other.tickets[0].token)
    assert (refused.value.year, refused.value.number) == (2026, other.batch.number)


async def test_who_is_not_approved_any_more_stays_out(office: Office) -> None:
    """Control: approved, they are let in."""
    stage = await at_the_door(office)
    for status, refused in ((Status.WITHDRAWN, True), (Status.REJECTED, True), (Status.APPROVED, False)):
        async with office.work() as work:
            (await work.registration.application(stage.applications[0].id)).status = status
            await work.registration.flush()
            if refused:
                with pytest.raises(NotApproved):
                    await admit(work, office.actor("sun"), stage.tickets[0].token)
            else:
                assert await admit(work, office.actor("sun"), stage.tickets[0].token)


async def test_what_is_no_ticket_or_not_issued_is_refused(office: Office) -> None:
    stage = await at_the_door(office)
    async with office.work() as work:
        (await work.planning.ticket(stage.tickets[0].id)).issued_at = None
        await work.planning.flush()
        for shown in ("", "no such token", stage.tickets[0].token, stage.tickets[0].number):
            with pytest.raises(NoSuchTicket):
                await look(work, office.actor("sun"), shown)


@pytest.mark.parametrize(("name", "refusal"), [("wu", NotOnDuty), ("zheng", Forbidden), ("zhao", Forbidden)])
async def test_only_who_watches_the_sitting_admits(office: Office, name: str, refusal: type[Exception]) -> None:
    """Wu is an invigilator, but not of this sitting; an examiner and a planner are none."""
    stage = await at_the_door(office)
    async with office.work() as work:
        with pytest.raises(refusal):
            await admit(work, office.actor(name), stage.tickets[0].token)


async def test_turning_away_is_noted_once_and_told_and_seen_at_the_next_scan(office: Office) -> None:
    stage = await at_the_door(office)
    async with office.work() as work:
        away = await turn_away(work, office.actor("sun"), stage.tickets[0].token)
        assert await turn_away(work, office.actor("sun"), stage.tickets[0].token) is away
        assert work.effects.told == [(Role.PLANNER, TurnedAway(away.id))]
        door = await look(work, office.actor("zhou"), stage.tickets[0].token)
        assert door.turned_away is away
    assert await attendance(office, stage) is None
    async with office.work() as work:
        assert (await admit(work, office.actor("zhou"), stage.tickets[0].token)).matched, "once the identity is settled"


async def test_an_admission_is_undone_with_a_reason_and_can_be_made_again(office: Office) -> None:
    stage = await at_the_door(office)
    async with office.work() as work:
        admission = await admit(work, office.actor("sun"), stage.tickets[0].token)
        for reason in ("", "  ", "x" * 201):
            with pytest.raises(UndoReason):
                await undo(work, office.actor("zhou"), admission.id, reason)
        with pytest.raises(NotOnDuty):
            await undo(work, office.actor("wu"), admission.id, "认错了人")
        await undo(work, office.actor("zhou"), admission.id, "认错了人")
        assert (stage.tickets[0].person_id, AdmissionUndone(admission.id)) in work.effects.told
        with pytest.raises(NotIn):
            await undo(work, office.actor("zhou"), admission.id, "认错了人")
    assert await attendance(office, stage) is None
    async with office.work() as work:
        assert (await admit(work, office.actor("sun"), stage.tickets[0].token)).matched
        with pytest.raises(NotIn):
            await undo(work, office.actor("sun"), admission.id, "还是认错了")
    assert await attendance(office, stage) is Attendance.PRESENT


async def test_what_was_turned_away_cannot_be_undone_in_place_of_an_admission(office: Office) -> None:
    stage = await at_the_door(office)
    async with office.work() as work:
        away = await turn_away(work, office.actor("sun"), stage.tickets[0].token)
        await admit(work, office.actor("zhou"), stage.tickets[0].token)
        with pytest.raises(NotIn):
            await undo(work, office.actor("sun"), away.id, "按错了")
    assert await attendance(office, stage) is Attendance.PRESENT


async def test_a_part_that_is_void_is_not_entered(office: Office) -> None:
    stage = await at_the_door(office)
    async with office.work() as work:
        (await work.planning.booking(stage.bookings[Part.THEORY][0].id)).attendance = Attendance.VOID
        await work.planning.flush()
        with pytest.raises(Settled) as settled:
            await admit(work, office.actor("sun"), stage.tickets[0].token)
    assert settled.value.attendance is Attendance.VOID


async def test_nothing_is_undone_once_the_sitting_is_over(office: Office) -> None:
    stage = await at_the_door(office)
    async with office.work() as work:
        admission = await admit(work, office.actor("sun"), stage.tickets[0].token)
    office.go_to(stage, Part.THEORY, 0)
    async with office.work() as work:
        await start(work, office.actor("sun"), stage.sittings[Part.THEORY].id)
    office.go_to(stage, Part.THEORY, 90)
    async with office.work() as work:
        await finish(work, office.actor("sun"), stage.sittings[Part.THEORY].id)
        with pytest.raises(NotIn):
            await undo(work, office.actor("sun"), admission.id, "按错了")


async def test_the_room_is_watched_from_the_opening_of_the_doors_to_the_end(office: Office) -> None:
    """Even when it ends later than planned."""
    stage = await at_the_door(office)
    expected = {-31: [], -30: [Part.THEORY], 89: [Part.THEORY], 100: [Part.THEORY], 101: []}
    for minutes, parts in expected.items():
        office.go_to(stage, Part.THEORY, minutes)
        async with office.work() as work:
            if minutes == 89:
                await start(work, office.actor("sun"), stage.sittings[Part.THEORY].id)
            assert [sitting.part for sitting in await on_duty(work, office.actor("sun"))] == parts
            if minutes == 100:
                office.go_to(stage, Part.THEORY, 120)
        if minutes == 100:
            async with office.work() as work:
                await finish(work, office.actor("sun"), stage.sittings[Part.THEORY].id)
